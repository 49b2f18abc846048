"""What is said of each part of the page in a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.objectives import Horizon, Rating
from contracts.models.programme import WorkstreamStatus
from contracts.models.sides import Owner
from reports.governance.values import Assessed, CommitmentRow, ObjectiveRow, ProgrammeRow, SavingRow
from reports.round.words import (
    MOST_NAMED,
    commitments_sentence,
    money_sentence,
    objectives_sentence,
    programme_sentence,
)

DAY = date(2021, 7, 1)


def view(rating):
    return rating and Assessed(as_at=DAY, rating=rating, narrative="")


def objective(reference, client, provider):
    return ObjectiveRow(
        reference=reference,
        horizon=Horizon.CONTRACT,
        text="Save.",
        client=view(client),
        provider=view(provider),
    )


def test_objectives_on_which_the_sides_differ_are_named():
    rows = [
        objective("O1", Rating.OFF_TRACK, Rating.ON_TRACK),
        objective("O2", Rating.ON_TRACK, Rating.ON_TRACK),
        objective("O3", Rating.NOT_ASSESSED, None),
    ]
    assert objectives_sentence(rows) == (
        "Of 3 objectives the client rates 1 on track and 1 off track; the provider rates 2 on track; "
        "they differ on O1; 1 objective has no rating yet"
    )


def test_objectives_that_nobody_rated_are_said_to_have_no_rating():
    assert objectives_sentence([objective("O1", None, None)]) == (
        "Of 1 objective the client rates none so far; the provider rates none so far; "
        "1 objective has no rating yet"
    )


def saved(contracted, delivered):
    contracted = contracted and Decimal(contracted)
    delivered = delivered and Decimal(delivered)
    variance = delivered - contracted if contracted and delivered else None
    return SavingRow(
        financial_year="2021/22",
        contracted=contracted,
        delivered=delivered,
        variance=variance,
        cumulative_contracted=contracted,
        cumulative_delivered=delivered,
        cumulative_variance=variance,
        note="",
    )


@pytest.mark.parametrize(
    ("contracted", "delivered", "sentence"),
    [
        pytest.param("10.00", "10.00", "£10 saved to 2021/22, as contracted", id="as-contracted"),
        pytest.param(
            "10.00", "9.99", "£9.99 saved to 2021/22, £0.01 less than contracted", id="a-penny-less"
        ),
        pytest.param(
            "10.00", "10.01", "£10.01 saved to 2021/22, £0.01 more than contracted", id="a-penny-more"
        ),
        pytest.param("10.00", None, "Savings to 2021/22 are not all known yet", id="not-known"),
        pytest.param(None, "10.00", "£10 saved to 2021/22", id="nothing-contracted"),
    ],
)
def test_savings_are_held_against_what_was_contracted(contracted, delivered, sentence):
    assert money_sentence([saved(contracted, delivered)]) == sentence


def committed(number, status=CommitmentStatus.MISSED):
    return CommitmentRow(
        reference=f"C{number}",
        text="A fair.",
        kind=CommitmentKind.SERVICE,
        owner=Owner.PROVIDER,
        due=DAY,
        status=status,
        settled_on=None,
        evidence="",
        is_overdue=False,
    )


def test_a_few_missed_commitments_are_named():
    rows = [committed(number) for number in range(1, MOST_NAMED + 1)]
    assert commitments_sentence(rows) == "0 of 4 commitments are delivered; C1, C2, C3 and C4 were missed"


def test_more_missed_commitments_are_counted():
    rows = [committed(number) for number in range(1, MOST_NAMED + 2)]
    assert commitments_sentence(rows) == "0 of 5 commitments are delivered; 5 were missed"


def workstream(status):
    return ProgrammeRow(workstream="Works", stages=(), as_at=status and DAY, status=status, narrative="")


def test_workstreams_are_counted_by_where_they_stand():
    rows = [workstream(WorkstreamStatus.LATE), workstream(WorkstreamStatus.ON_PLAN), workstream(None)]
    assert programme_sentence(rows) == "Of 3 workstreams, 1 on plan and 1 late"


def test_a_programme_of_which_nothing_was_said_says_so():
    assert programme_sentence([workstream(None)]) == "1 workstream, of which nothing has been said yet"
