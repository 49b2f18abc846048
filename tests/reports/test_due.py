"""What is due of a contract's months."""

from __future__ import annotations

import pytest

from contracts.calculations.months import Month
from reports.calculations.due import Due, Step, due_in

NOVEMBER, DECEMBER, JANUARY = Month(2021, 11), Month(2021, 12), Month(2022, 1)
FAR = Month(2030, 1)


def due(unfinished=(), *, next_month=FAR, last_month=FAR, this_month=JANUARY):
    return due_in(unfinished, next_month=next_month, last_month=last_month, this_month=this_month)


def test_a_month_is_due_when_it_has_ended_and_not_before():
    assert due([(DECEMBER, False)]) == [Due(DECEMBER, Step.ENTER)]
    assert due([(JANUARY, False)]) == []


def test_a_submitted_month_waits_for_sign_off():
    assert due([(DECEMBER, True)]) == [Due(DECEMBER, Step.SIGN_OFF)]


def test_a_month_that_nobody_opened_is_due_when_it_has_ended():
    assert due(next_month=DECEMBER) == [Due(DECEMBER, Step.OPEN)]
    assert due(next_month=JANUARY) == []


def test_no_month_after_the_end_of_the_contract_is_due():
    assert due(next_month=DECEMBER, last_month=DECEMBER) == [Due(DECEMBER, Step.OPEN)]
    assert due(next_month=DECEMBER, last_month=NOVEMBER) == []


def test_the_longest_overdue_comes_first():
    found = due([(DECEMBER, False), (NOVEMBER, True)], next_month=JANUARY, this_month=Month(2022, 2))
    assert [one.month for one in found] == [NOVEMBER, DECEMBER, JANUARY]


def test_every_step_reads_as_the_end_of_a_sentence():
    assert [f"December 2021 {step}" for step in Step] == [
        "December 2021 to be opened",
        "December 2021 to be entered and submitted",
        "December 2021 to be signed off",
    ]


@pytest.mark.parametrize("unfinished", [[], [(NOVEMBER, False)]], ids=["nothing", "something"])
def test_the_first_months_of_a_contract_that_begins_later_are_not_due(unfinished):
    assert due(unfinished, next_month=FAR) == [Due(month, Step.ENTER) for month, _ in unfinished]
