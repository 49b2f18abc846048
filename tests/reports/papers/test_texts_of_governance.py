"""The texts about objectives, savings, what went well and what did not, sentence by sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from contracts.models.objectives import Horizon, Rating
from contracts.models.sides import Owner
from reports.governance.values import (
    Assessed,
    AssuranceRow,
    CommitmentRow,
    HighlightRow,
    IssueRow,
    ObjectiveRow,
    SavingRow,
)
from reports.papers.sections import SectionKind
from tests.reports.papers.telling import GOVERNED, statement, text

JUNE = date(2014, 6, 30)


def said(kind: SectionKind, **rows: Any) -> str:
    return text(kind, statement(governed_as_at=JUNE, **rows))


def assessed(rating: Rating | None) -> Assessed | None:
    return rating and Assessed(as_at=JUNE, rating=rating, narrative="")


def objective(provider: Rating | None, client: Rating | None) -> ObjectiveRow:
    return ObjectiveRow(
        reference="O1",
        horizon=Horizon.CONTRACT,
        text="Cost less",
        provider=assessed(provider),
        client=assessed(client),
    )


def saving(contracted: str | None, delivered: str | None) -> SavingRow:
    due, done = (None if each is None else Decimal(each) for each in (contracted, delivered))
    variance = None if due is None or done is None else done - due
    return SavingRow(
        financial_year="2013/14",
        contracted=due,
        delivered=done,
        variance=variance,
        cumulative_contracted=due,
        cumulative_delivered=done,
        cumulative_variance=variance,
        note="",
    )


def issue(kind: IssueKind, under_control: UnderControl, **facts: Any) -> IssueRow:
    values: dict[str, Any] = {
        **dict.fromkeys(("service_area", "cause", "impact", "response", "provider_view"), ""),
        **dict.fromkeys(("client_view", "lead"), ""),
        **dict.fromkeys(("owner", "due", "resolved_on", "escalated_on"), None),
        **{"reference": "I1", "title": "Late", "raised": JUNE, "status": IssueStatus.OPEN},
        **{"kpis": (), "recurrences": 0, "age": 0, "is_overdue": False},
    }
    return IssueRow(kind=kind, under_control=under_control, **values | facts)


def commitment(status: CommitmentStatus, *, is_overdue: bool = False) -> CommitmentRow:
    return CommitmentRow(
        reference="C1",
        text="Plant trees",
        kind=CommitmentKind.AUDIT,
        owner=Owner.PROVIDER,
        due=None,
        status=status,
        settled_on=None,
        evidence="",
        is_overdue=is_overdue,
    )


def assurance(
    status: AssuranceStatus = AssuranceStatus.OPEN,
    *,
    requested: date = JUNE,
    due: date | None = None,
    is_overdue: bool = False,
) -> AssuranceRow:
    return AssuranceRow(
        reference="A1",
        meeting="Board",
        requested=requested,
        text="An update",
        owner=Owner.PROVIDER,
        due=due,
        status=status,
        answered_on=None,
        response="",
        is_overdue=is_overdue,
    )


SUBSTANTIVE, SNAGGING = IssueKind.SUBSTANTIVE, IssueKind.SNAGGING
YES, PARTLY = UnderControl.YES, UnderControl.PARTLY
OPEN, ANSWERED = AssuranceStatus.OPEN, AssuranceStatus.ANSWERED


@pytest.mark.parametrize("kind", sorted(GOVERNED))
def test_without_records_there_is_nothing_to_say(kind):
    assert said(kind) == ""


@pytest.mark.parametrize(
    ("rows", "compared"),
    [
        pytest.param(
            [objective(Rating.MIXED, Rating.MIXED), objective(None, Rating.ON_TRACK)],
            "The client rates one as on track and one as mixed. The provider rates one as mixed. "
            "Both have rated one of them, and agree.",
            id="alike",
        ),
        pytest.param(
            [objective(Rating.ON_TRACK, Rating.MIXED), objective(Rating.MIXED, Rating.MIXED)],
            "The client rates two as mixed. The provider rates one as on track and one as mixed. "
            "Both have rated two of them, and differ on one.",
            id="different",
        ),
        pytest.param(
            [objective(None, Rating.NOT_ASSESSED)],
            "The client has rated none of them. The provider has rated none of them. "
            "No objective has been rated by both.",
            id="nobody-yet",
        ),
    ],
)
def test_the_objectives_say_how_each_side_sees_them(rows, compared):
    assert said(SectionKind.OBJECTIVES, objectives=tuple(rows)).endswith(compared)


@pytest.mark.parametrize(
    ("row", "begins"),
    [
        (saving("6000000", "6000000"), "£6,000,000 were delivered of £6,000,000 contracted. {savings}"),
        (saving("100", "90"), "£90 were delivered of £100 contracted, £10 less than contracted. "),
        (saving("100", "100.50"), "£100.50 were delivered of £100 contracted, £0.50 more than contracted. "),
    ],
    ids=["as-contracted", "less", "more"],
)
def test_the_savings_say_how_much_more_or_less(row, begins):
    assert said(SectionKind.SAVINGS, savings=(row,)).startswith(f"By 2013/14, savings of {begins}")


def test_savings_of_which_a_figure_is_missing_are_called_unknown():
    assert said(SectionKind.SAVINGS, savings=(saving("100", None),)).endswith("No year is fully known yet.")


@pytest.mark.parametrize("number", [1, 6])
def test_highlights_are_not_counted_since_writers_leave_some_out(number):
    row = HighlightRow(pk=1, as_at=JUNE, service_area="", text="Well done")
    text_of_all = said(SectionKind.HIGHLIGHTS, highlights=(row,) * number)
    assert text_of_all == "What went well is set out in {highlights} below."


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        pytest.param(
            [issue(SUBSTANTIVE, YES), issue(SUBSTANTIVE, PARTLY), issue(SNAGGING, YES)],
            "On 30 June 2014 three issues were open: two substantive and one snagging. "
            "Two are under control and one is partly under control. Cause, impact and response",
            id="several",
        ),
        pytest.param(
            [issue(SNAGGING, UnderControl.NO)],
            "On 30 June 2014 one issue was open, a snagging one. It is not under control. Cause, impact and",
            id="one",
        ),
        pytest.param(
            [
                issue(SUBSTANTIVE, YES, escalated_on=JUNE),
                issue(SNAGGING, YES, recurrences=2, is_overdue=True),
            ],
            "On 30 June 2014 two issues were open: one substantive and one snagging. Both are under control. "
            "One had been resolved and came back. One began as snagging. "
            "One should have been resolved by then. Cause, impact and response",
            id="log",
        ),
        pytest.param(
            [issue(SNAGGING, YES, status=IssueStatus.RESOLVED)],
            "On 30 June 2014 no issue was open. One was resolved. Cause, impact and response",
            id="resolved",
        ),
    ],
)
def test_issues_say_whether_they_are_under_control(rows, begins):
    assert said(SectionKind.ISSUES, issues=tuple(rows)).startswith(begins)


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        pytest.param(
            [commitment(CommitmentStatus.DELIVERED)] * 4, "All four commitments have been delivered."
        ),
        pytest.param([commitment(CommitmentStatus.MISSED)] * 2, "Both commitments were missed."),
        pytest.param(
            [commitment(CommitmentStatus.OPEN, is_overdue=True)], "The one commitment is open and overdue."
        ),
        pytest.param(
            [
                commitment(CommitmentStatus.DELIVERED),
                commitment(CommitmentStatus.MISSED),
                commitment(CommitmentStatus.OPEN, is_overdue=True),
            ],
            "Of three commitments, one has been delivered, one was missed and one is open, "
            "one of them overdue.",
        ),
    ],
    ids=["all", "both", "one", "some"],
)
def test_commitments_say_what_came_of_them(rows, begins):
    assert said(SectionKind.COMMITMENTS, commitments=tuple(rows)).startswith(begins)


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        pytest.param(
            [assurance()] * 3,
            "Three things were asked for on 30 June 2014; all are open, none has a date.",
            id="open-without-date",
        ),
        pytest.param(
            [assurance()], "One thing was asked for on 30 June 2014; it is open, it has no date.", id="one"
        ),
        pytest.param(
            [
                assurance(due=JUNE, is_overdue=True),
                assurance(),
                assurance(ANSWERED, requested=date(2014, 4, 1)),
            ],
            "Three things were asked for between 1 April 2014 and 30 June 2014; two are open, "
            "one is overdue, one has no date.",
            id="some",
        ),
        pytest.param(
            [assurance(ANSWERED)] * 2,
            "Two things were asked for on 30 June 2014; all have been answered.",
            id="answered",
        ),
        pytest.param(
            [assurance(due=JUNE)], "One thing was asked for on 30 June 2014; it is open. ", id="in-time"
        ),
    ],
)
def test_assurances_say_what_is_open_and_late(rows, begins):
    assert said(SectionKind.ASSURANCES, assurances=tuple(rows)).startswith(begins)
