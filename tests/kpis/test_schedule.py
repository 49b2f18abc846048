"""When a KPI is counted, and which of its dated rows holds."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.calculations.months import Month, contract_month, months_between
from kpis.calculations.schedule import MONTHS_APART, Frequency, in_force, in_service, is_due
from kpis.words import FREQUENCY_WORDS

JUNE, JULY, AUGUST = Month(2021, 6), Month(2021, 7), Month(2021, 8)


@pytest.mark.parametrize(
    ("frequency", "due"),
    [
        (Frequency.MONTHLY, [*range(1, 26)]),
        (Frequency.QUARTERLY, [3, 6, 9, 12, 15, 18, 21, 24]),
        (Frequency.ANNUAL, [12, 24]),
    ],
)
def test_a_quarter_and_a_year_are_due_in_their_last_month(frequency, due):
    assert [month for month in range(1, 26) if is_due(frequency, month)] == due


def test_quarters_run_from_commencement_not_from_january():
    commencement = date(2021, 2, 15)
    months = months_between(Month(2021, 2), Month(2022, 1))
    due = [str(month) for month in months if is_due(Frequency.QUARTERLY, contract_month(month, commencement))]
    assert due == ["2021-04", "2021-07", "2021-10", "2022-01"]


def test_every_frequency_has_a_distance_and_a_word():
    assert MONTHS_APART.keys() == FREQUENCY_WORDS.keys() == set(Frequency)


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        pytest.param(JULY, None, True, id="begins-this-month"),
        pytest.param(AUGUST, None, False, id="begins-next-month"),
        pytest.param(JUNE, JULY, True, id="ends-this-month"),
        pytest.param(JUNE, JUNE, False, id="ended-last-month"),
        pytest.param(JULY, JULY, True, id="this-month-only"),
    ],
)
def test_the_first_and_the_last_month_of_service_count(first, last, counted):
    assert in_service(JULY, first, last) is counted


@pytest.mark.parametrize(
    ("dated", "held"),
    [
        pytest.param([], None, id="nothing-agreed"),
        pytest.param([(AUGUST, "new")], None, id="not-yet-in-force"),
        pytest.param([(JULY, "new")], "new", id="in-force-from-this-month"),
        pytest.param([(JUNE, "old")], "old", id="holds-until-there-is-another"),
        pytest.param([(JUNE, "old"), (JULY, "new")], "new", id="superseded-this-month"),
        pytest.param([(JUNE, "old"), (AUGUST, "new")], "old", id="superseded-next-month"),
    ],
)
def test_the_latest_row_that_has_taken_effect_holds(dated, held):
    assert in_force(dated, JULY) == held
