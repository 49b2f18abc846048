"""What contradicts itself in the files of how a contract is governed: the whole bundle is refused."""

from __future__ import annotations

import pytest

from tests.kpis.bundles.breaking import Break, add, assert_refused, cell
from tests.kpis.bundles.small import SmallBundle


def together(*breaks: Break) -> Break:
    def broken(bundle: SmallBundle) -> None:
        for one in breaks:
            one(bundle)

    return broken


BROKEN = [
    # Days that fit the status.
    pytest.param(
        cell("issues", 2, "resolved_on", "2021-06-20"),
        "issues.csv line 2 column resolved_on: found “2021-06-20”, expected nothing, since the status is "
        "open",
        id="open issue with a day of resolution",
    ),
    pytest.param(
        together(
            cell("issues", 3, "status", "monitoring"),
            cell("issue_updates", 4, "status", "monitoring"),
        ),
        "issues.csv line 3 column resolved_on: found “2021-04-20”, expected nothing, since the status is "
        "monitoring",
        id="monitored issue with a day of resolution",
    ),
    pytest.param(
        cell("issues", 3, "resolved_on", "2021-04-05"),
        "issues.csv line 3 column resolved_on: found “2021-04-05”, expected a day not before raised, "
        "2021-04-06",
        id="issue resolved before it was raised",
    ),
    pytest.param(
        cell("commitments", 2, "settled_on", "2021-05-14"),
        "commitments.csv line 2 column settled_on: found “2021-05-14”, expected nothing, since the status is "
        "open",
        id="open commitment that was settled",
    ),
    pytest.param(
        cell("assurances", 2, "answered_on", "2021-07-01"),
        "assurances.csv line 2 column answered_on: found “2021-07-01”, expected nothing, since the status is "
        "open",
        id="open assurance that was answered",
    ),
    pytest.param(
        cell("assurances", 3, "answered_on", "2021-06-29"),
        "assurances.csv line 3 column answered_on: found “2021-06-29”, expected a day not before requested, "
        "2021-06-30",
        id="assurance answered before it was asked for",
    ),
    # Assessments.
    pytest.param(
        cell("objective_assessments", 3, "state", "proposed"),
        "objective_assessments.csv line 3 column state: found “proposed”, expected approved, since nobody "
        "approves the provider's view",
        id="provider's view that waits",
    ),
    pytest.param(
        cell("objective_assessments", 4, "decision_note", ""),
        "objective_assessments.csv line 4 column decision_note: found nothing, expected why it was sent back",
        id="assessment sent back without a reason",
    ),
    pytest.param(
        lambda bundle: bundle.without_column("objective_assessments", "decision_note"),
        "objective_assessments.csv line 4 column decision_note: found nothing, expected why it was sent back",
        id="assessment sent back without the column for a reason",
    ),
    pytest.param(
        add("objective_assessments", "O1", "2021-06-30", "client", "on_track"),
        "objective_assessments.csv line 6 column view: found “O1, 2021-06-30, client” a second time, "
        "expected one row for each objective and as_at and view; the first is on line 2",
        id="two assessments of one side on one day",
    ),
    pytest.param(
        add("objective_assessments", "O9", "2021-06-30", "client", "on_track"),
        "objective_assessments.csv line 6 column objective: found “O9”, expected a ref of objectives.csv",
        id="assessment of no objective",
    ),
    # Logs of issues.
    pytest.param(
        cell("issue_updates", 2, "text", ""),
        "issue_updates.csv line 2 column text: found nothing, expected why the issue is substantive now and "
        "no longer snagging",
        id="escalation without a reason",
    ),
    pytest.param(
        cell("issue_updates", 2, "number", "0"),
        "issue_updates.csv line 2 column number: found “0”, expected a number above 0",
        id="update numbered 0",
    ),
    pytest.param(
        cell("issue_updates", 3, "number", "10000"),
        "issue_updates.csv line 3 column number: found “10000”, expected a number with at most 4 digits "
        "before the point",
        id="update with a number that cannot be kept",
    ),
    pytest.param(
        cell("issue_updates", 3, "number", "1"),
        "issue_updates.csv line 3 column number: found “I1, 1” a second time, expected one row for each "
        "issue and number; the first is on line 2",
        id="two updates of one number",
    ),
    pytest.param(
        cell("issues", 2, "kind", "snagging"),
        "issues.csv line 2 column kind: found “snagging”, expected substantive, as update 2 on line 3 of "
        "issue_updates.csv leaves it",
        id="kind that the log does not leave",
    ),
    pytest.param(
        together(cell("issue_updates", 3, "status", "monitoring"), cell("issues", 2, "under_control", "yes")),
        "issues.csv line 2 column status: found “open”, expected monitoring, as update 2 on line 3 of "
        "issue_updates.csv leaves it\n"
        "issues.csv line 2 column under_control: found “yes”, expected partly, as update 2 on line 3 of "
        "issue_updates.csv leaves it",
        id="status and control that the log does not leave",
    ),
    pytest.param(
        add(
            "issue_updates",
            "I9",
            "1",
            "2021-06-01",
            "",
            "snagging",
            "snagging",
            *("open",) * 2,
            *("yes",) * 2,
        ),
        "issue_updates.csv line 5 column issue: found “I9”, expected a ref of issues.csv",
        id="update of no issue",
    ),
    pytest.param(
        add("issue_kpis", "I1", "IT_99"),
        "issue_kpis.csv line 4 column kpi: found “IT_99”, expected a ref of kpis.csv",
        id="issue that shows in no KPI",
    ),
    pytest.param(
        add("issue_kpis", "I9", "IT_01"),
        "issue_kpis.csv line 4 column issue: found “I9”, expected a ref of issues.csv",
        id="KPI of no issue",
    ),
    pytest.param(
        add("issue_kpis", "I1", "IT_01"),
        "issue_kpis.csv line 4 column kpi: found “I1, IT_01” a second time, expected one row for each issue "
        "and kpi; the first is on line 2",
        id="KPI of an issue twice",
    ),
    # Meetings.
    pytest.param(
        cell("meetings", 4, "held_on", "2021-06-30"),
        "meetings.csv line 4 column held_on: found “2021-06-30”, expected a day other than that of Audit "
        "Committee on line 2",
        id="two meetings of one committee and day",
    ),
    pytest.param(
        add("meeting_papers", "G9", "Minutes"),
        "meeting_papers.csv line 4 column meeting: found “G9”, expected a ref of meetings.csv",
        id="paper of no meeting",
    ),
    pytest.param(
        add("meeting_papers", "G1", "Appendix"),
        "meeting_papers.csv line 4 column title: found “G1, Appendix” a second time, expected one row for "
        "each meeting and title; the first is on line 3",
        id="paper of a meeting twice",
    ),
    pytest.param(
        cell("meeting_papers", 2, "address", "ftp://example.org/papers/12"),
        "meeting_papers.csv line 2 column address: found “ftp://example.org/papers/12”, expected a web "
        "address that begins with https://",
        id="paper that is not on the web",
    ),
    # The programme.
    pytest.param(
        cell("workstream_stages", 2, "month_to", "2021-03"),
        "workstream_stages.csv line 2 column month_to: found “2021-03”, expected a month not before "
        "month_from, 2021-04",
        id="stage that ends before it begins",
    ),
    pytest.param(
        add("workstream_updates", "Re-procurement", "2021-06-30", "late", ""),
        "workstream_updates.csv line 3 column as_at: found “Re-procurement, 2021-06-30” a second time, "
        "expected one row for each workstream and as_at; the first is on line 2",
        id="two updates of a workstream on one day",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentences"), BROKEN)
def test_a_bundle_that_contradicts_itself_on_its_governance_is_refused_whole(
    small: SmallBundle, broken: Break, sentences: str, django_assert_num_queries
):
    broken(small)
    assert_refused(small, sentences, django_assert_num_queries)
