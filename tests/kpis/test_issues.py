"""Writing issues: the log alone moves where they stand, and nobody writes over somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.calculations.issues import Control, Kind, Standing, Status
from contracts.models import Issue, IssueUpdate
from contracts.refusals import ChangedMeanwhile, NotAllowed
from kpis.actions import issues
from kpis.actions.issues import version_of
from kpis.forms.issues import new_update
from kpis.issues.steps import IssueStep, refusal, step_of, steps_from
from kpis.models import IssueKpi
from tests.kpis.issuing import RAISED, TODAY, day, noted, raised

UPDATE, ESCALATE, STEP_BACK = IssueStep.UPDATE, IssueStep.ESCALATE, IssueStep.STEP_BACK
RESOLVE, REOPEN = IssueStep.RESOLVE, IssueStep.REOPEN
SNAG = Standing(Kind.SNAGGING, Status.OPEN, Control.PARTLY)


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def issue(contract, officer):
    return raised(contract, officer)


def stored(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def stands(issue: Issue) -> tuple[str, str, str]:
    now = stored(issue)
    return now.kind, now.status, now.under_control


def links(issue: Issue) -> set[str]:
    return set(IssueKpi.objects.filter(issue=issue).values_list("kpi__reference", flat=True))


def change(issue, by, *, fields=(), kpis=(), seen=None):
    seen = version_of(issue) if seen is None else seen
    issues.change_issue(issue=issue, fields=fields, kpis=kpis, seen=seen, by=by, today=TODAY)


# Which steps there are.


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        pytest.param(SNAG, (UPDATE, ESCALATE, RESOLVE), id="snagging"),
        pytest.param(
            Standing(Kind.SUBSTANTIVE, Status.MONITORING, Control.NO),
            (UPDATE, STEP_BACK, RESOLVE),
            id="substantive",
        ),
        pytest.param(
            Standing(Kind.SNAGGING, Status.RESOLVED, Control.YES), (UPDATE, REOPEN), id="snagging-resolved"
        ),
        pytest.param(
            Standing(Kind.SUBSTANTIVE, Status.RESOLVED, Control.YES),
            (UPDATE, REOPEN),
            id="substantive-resolved",
        ),
    ],
)
def test_an_issue_offers_the_steps_that_it_can_take(standing, expected):
    assert steps_from(standing) == expected
    assert all(refusal(step, standing) for step in IssueStep if step not in expected)


@pytest.mark.parametrize("step", IssueStep)
def test_an_entry_tells_which_step_it_took(step, issue, officer):
    if step is STEP_BACK:
        noted(issue, officer, ESCALATE)
    if step is REOPEN:
        noted(issue, officer, RESOLVE)
    assert step_of(noted(issue, officer, step, 11).plain) is step


# Raising and changing.


def test_a_new_issue_gets_the_next_reference_and_its_kpis(contract, officer, kpi):
    first = raised(contract, officer)
    second = raised(contract, officer, kpi)
    assert (first.reference, second.reference) == ("I1", "I2")
    assert (links(first), links(second)) == (set(), {"IMT_KPI_01"})


def test_the_reference_of_a_removed_issue_stays_its_own(contract, officer, issue):
    issues.remove_issue(issue=issue, seen=version_of(issue), by=officer, reason="Twice")
    assert raised(contract, officer).reference == "I2"


@pytest.mark.parametrize("days_ahead", [0, 1])
def test_an_issue_is_not_raised_in_the_future(contract, officer, days_ahead):
    on = TODAY + timedelta(days=days_ahead)
    if days_ahead:
        with pytest.raises(NotAllowed, match="in the future"):
            raised(contract, officer, raised=on)
        assert not contract.issues.exists()
    else:
        assert raised(contract, officer, raised=on).raised == on


def test_a_kpi_of_another_contract_is_refused_and_nothing_is_written(contract, other_contract, officer):
    with pytest.raises(NotAllowed, match="no KPI of this contract"):
        raised(contract, officer, other_contract.kpis.get())
    assert not contract.issues.exists()


def test_links_that_are_given_up_go_and_new_ones_come(contract, officer, kpi):
    issue = raised(contract, officer, kpi)
    change(issue, officer, kpis=[contract.kpis.get(reference="IMT_KPI_02")])
    assert links(issue) == {"IMT_KPI_02"}


@pytest.mark.parametrize("field", ["kind", "status", "under_control", "resolved_on", "reference"])
def test_where_an_issue_stands_is_not_changed_past_its_log(issue, officer, field):
    with pytest.raises(NotAllowed, match="an entry in its log"):
        change(issue, officer, fields=[field])


@pytest.mark.parametrize(
    ("number", "is_allowed"),
    [pytest.param(10, True, id="on-its-first-day"), pytest.param(11, False, id="after-it")],
)
def test_an_issue_is_not_raised_after_its_log_begins(issue, officer, number, is_allowed):
    noted(issue, officer, on=10)
    issue.raised = day(number)
    if is_allowed:
        change(issue, officer, fields=["raised"])
    else:
        with pytest.raises(NotAllowed, match="Its log begins on 11 July 2021"):
            change(issue, officer, fields=["raised"])
    assert stored(issue).raised == (day(number) if is_allowed else RAISED)


# The log.


def test_an_update_is_numbered_signed_and_moves_the_issue(issue, officer):
    noted(issue, officer, status="monitoring", under_control="yes")
    noted(issue, officer, on=11)
    assert stands(issue) == ("snagging", "monitoring", "yes")
    log = list(issue.updates.order_by("number").values_list("number", "status_was", "recorded_by"))
    assert log == [(1, "open", officer.pk), (2, "monitoring", officer.pk)]


def test_an_escalation_keeps_its_reason(issue, officer):
    noted(issue, officer, ESCALATE, text="The third time in a month")
    assert stands(issue)[0] == "substantive"
    line = Issue.history.filter(id=issue.pk).latest()
    assert (line.history_user, line.history_change_reason) == (officer, "The third time in a month")
    escalation = stored(issue).course(TODAY).escalation
    assert escalation is not None
    assert escalation.text == "The third time in a month"


def test_a_resolution_has_its_day_until_the_issue_comes_back(issue, officer):
    noted(issue, officer, RESOLVE)
    assert (stands(issue), stored(issue).resolved_on) == (("snagging", "resolved", "yes"), day(10))
    noted(issue, officer, REOPEN, 20, under_control="no")
    assert (stands(issue), stored(issue).resolved_on) == (("snagging", "open", "no"), None)
    assert stored(issue).course(TODAY).recurrences == 1


def test_what_is_said_after_a_resolution_leaves_it_resolved(issue, officer):
    noted(issue, officer, RESOLVE)
    noted(issue, officer, UPDATE, 20)
    assert stored(issue).resolved_on == day(10)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        pytest.param(9, "must not be before 11 July 2021", id="before-the-last"),
        pytest.param(10, "", id="on-its-day"),
        pytest.param((TODAY - RAISED).days, "", id="today"),
        pytest.param((TODAY - RAISED).days + 1, "in the future", id="tomorrow"),
    ],
)
def test_an_entry_is_neither_before_the_last_nor_in_the_future(issue, officer, number, why):
    noted(issue, officer, on=10)
    if why:
        with pytest.raises(NotAllowed, match=why):
            noted(issue, officer, on=number)
    else:
        noted(issue, officer, on=number)
    assert issue.updates.count() == (1 if why else 2)


def test_an_entry_is_not_before_the_issue_was_raised(issue, officer):
    with pytest.raises(NotAllowed, match="must not be before 1 July 2021"):
        noted(issue, officer, on=-1)


# Putting right.


def correct(update: IssueUpdate, by, reason="A slip"):
    seen = version_of(update.issue)
    issues.correct_update(update=update, seen=seen, by=by, today=TODAY, reason=reason)


def take_back(update: IssueUpdate, by, reason="A slip"):
    issues.take_back_update(update=update, seen=version_of(update.issue), by=by, reason=reason)


def test_a_corrected_entry_moves_the_issue_to_what_it_says_now(issue, officer):
    update = noted(issue, officer, RESOLVE)
    update.as_at, update.text = day(12), "The lines were replaced"
    correct(update, officer)
    assert stored(issue).resolved_on == day(12)
    assert issue.updates.get().text == "The lines were replaced"
    assert update.history.latest().history_change_reason == "A slip"


def test_a_corrected_entry_is_not_before_the_one_before_it(issue, officer):
    noted(issue, officer, on=10)
    update = noted(issue, officer, on=20)
    update.as_at = day(9)
    with pytest.raises(NotAllowed, match="must not be before 11 July 2021"):
        correct(update, officer)


@pytest.mark.parametrize("step", [ESCALATE, RESOLVE, UPDATE])
def test_an_entry_that_is_taken_back_leaves_the_issue_as_it_was(issue, officer, step):
    before = stands(issue)
    take_back(noted(issue, officer, step), officer)
    assert (stands(issue), stored(issue).resolved_on) == (before, None)
    assert not issue.updates.exists()
    assert IssueUpdate.history.filter(issue=issue.pk, history_type="-").get().history_user == officer


def test_a_return_that_is_taken_back_brings_the_day_of_resolution_back(issue, officer):
    noted(issue, officer, RESOLVE, 10)
    take_back(noted(issue, officer, REOPEN, 20), officer)
    assert (stands(issue), stored(issue).resolved_on) == (("snagging", "resolved", "yes"), day(10))


def test_so_it_does_where_the_resolution_is_older_than_the_log(contract, officer):
    row = Issue(
        **{"contract": contract, "reference": "I9", "title": "Old", "kind": "snagging", "raised": RAISED},
        **{"under_control": "yes", "status": "resolved", "resolved_on": day(3)},
    )
    row.save()
    take_back(noted(row, officer, REOPEN, 20), officer)
    assert stored(row).resolved_on == day(3)


@pytest.mark.parametrize("put_right", [correct, take_back])
def test_only_the_last_entry_can_be_put_right(issue, officer, put_right):
    first = noted(issue, officer, on=10)
    noted(issue, officer, on=11)
    with pytest.raises(NotAllowed, match="Only the last entry"):
        put_right(first, officer)


@pytest.mark.parametrize("put_right", [correct, take_back])
def test_an_entry_is_put_right_for_a_reason(issue, officer, put_right):
    update = noted(issue, officer)
    with pytest.raises(NotAllowed, match="Say why"):
        put_right(update, officer, reason=" ")


def test_an_issue_is_removed_with_its_log_and_links_and_history_keeps_them(contract, officer, kpi):
    issue = raised(contract, officer, kpi)
    noted(issue, officer, on=10)
    noted(issue, officer, on=11)
    pk = issue.pk
    issues.remove_issue(issue=issue, seen=version_of(issue), by=officer, reason="Raised twice")
    assert not contract.issues.exists()
    gone = [
        Issue.history.filter(id=pk),
        IssueUpdate.history.filter(issue=pk),
        IssueKpi.history.filter(issue=pk),
    ]
    reasons = [
        list(lines.filter(history_type="-").values_list("history_change_reason", flat=True)) for lines in gone
    ]
    assert reasons == [["Raised twice"], ["Raised twice"] * 2, ["Raised twice"]]


# Two people on one issue.


def _somebody_links(issue, by, kpi):
    change(issue, by, kpis=[kpi])


def _somebody_notes(issue, by, kpi):
    noted(issue, by)


def _somebody_writes(issue, by, kpi):
    issue.title = "Calls are lost at night"
    change(issue, by, fields=["title"])


def _somebody_removes(issue, by, kpi):
    gone = Issue.objects.get(pk=issue.pk)
    issues.remove_issue(issue=gone, seen=version_of(gone), by=by, reason="Twice")


@pytest.mark.parametrize(
    "meanwhile",
    [_somebody_links, _somebody_notes, _somebody_writes, _somebody_removes],
    ids=lambda f: f.__name__,
)
def test_who_saw_an_older_version_writes_nothing(contract, officer, second_officer, kpi, meanwhile):
    issue = raised(contract, officer)
    seen = version_of(issue)
    meanwhile(issue, second_officer, kpi)
    lines = Issue.history.count()
    with pytest.raises(ChangedMeanwhile):
        change(issue, officer, fields=["title"], seen=seen)
    assert Issue.history.count() == lines


def test_of_two_resolutions_the_second_is_told(contract, officer, second_officer):
    issue = raised(contract, officer)
    seen, second = version_of(issue), new_update(stored(issue), RESOLVE)
    second.as_at = day(10)
    noted(issue, second_officer, RESOLVE)
    with pytest.raises(ChangedMeanwhile):
        issues.add_update(update=second, seen=seen, by=officer, today=TODAY)
    assert issue.updates.count() == 1
