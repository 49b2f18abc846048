"""The files that say how the contract is judged beyond its KPIs."""

from __future__ import annotations

from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from contracts.models.objectives import AssessmentState, Horizon, Rating
from contracts.models.programme import WorkstreamStatus
from contracts.models.sides import Owner
from kpis.bundles.schema.columns import (
    ONE,
    POUNDS,
    SOURCE,
    BundleFile,
    date,
    link,
    month,
    number,
    reference,
    text,
    word,
)

FINANCIAL_YEAR_PATTERN = "[0-9]{4}/[0-9]{2}"

WORKSTREAM_STAGES = BundleFile(
    name="workstream_stages",
    title="A programme's workstreams across months",
    key=("workstream", "stage", "month_from"),
    columns=(
        text("workstream", required=True, longest=100),
        text("stage", required=True, longest=100),
        month("month_from"),
        month("month_to"),
        SOURCE,
    ),
)
WORKSTREAM_UPDATES = BundleFile(
    name="workstream_updates",
    title="Where a workstream stood on a day",
    key=("workstream", "as_at"),
    columns=(
        text("workstream", required=True, longest=100),
        date("as_at"),
        word("status", WorkstreamStatus),
        text("narrative"),
        SOURCE,
    ),
)
OBJECTIVES = BundleFile(
    name="objectives",
    title="What the contract was made to achieve",
    key=("ref",),
    columns=(reference("ref"), word("horizon", Horizon), text("text", required=True), SOURCE),
)
OBJECTIVE_ASSESSMENTS = BundleFile(
    name="objective_assessments",
    title="One side's view of an objective on a day",
    key=("objective", "as_at", "view"),
    columns=(
        link("objective", "objectives"),
        date("as_at"),
        word("view", Owner),
        word("rating", Rating),
        text("narrative"),
        word(
            "state",
            AssessmentState,
            "Whether the client's view is approved; left out, it is",
            required=False,
            omissible=True,
            when_left_out=AssessmentState.APPROVED.value,
        ),
        text("decision_note", "Why it was sent back", omissible=True),
        SOURCE,
    ),
)
SAVINGS = BundleFile(
    name="savings",
    title="Savings by financial year",
    key=("financial_year",),
    columns=(
        text(
            "financial_year",
            "As 2013/14",
            required=True,
            pattern=FINANCIAL_YEAR_PATTERN,
            longest=7,
            advice="a financial year written as 2013/14",
        ),
        number("contracted", "Pounds", **POUNDS),
        number("delivered", "Pounds", **POUNDS),
        text("note"),
        SOURCE,
    ),
)
HIGHLIGHTS = BundleFile(
    name="highlights",
    title="What went well",
    key=("as_at", "service_area", "text"),
    columns=(
        date("as_at"),
        link("service_area", "service_areas", required=False),
        text("text", required=True),
        SOURCE,
    ),
)
ISSUES = BundleFile(
    name="issues",
    title="What went wrong, why, and whether it is under control",
    key=("ref",),
    columns=(
        reference("ref"),
        text("title", required=True, longest=300),
        word("kind", IssueKind),
        link("service_area", "service_areas", required=False),
        date("raised"),
        text("cause"),
        text("impact"),
        text("response"),
        word("under_control", UnderControl),
        word("status", IssueStatus),
        text("provider_view"),
        text("client_view"),
        word("owner", Owner, "Which side acts", required=False, omissible=True),
        text("lead", "The person or team that sees to it", longest=200, omissible=True),
        date("due", "To be resolved by", required=False, omissible=True),
        date("resolved_on", required=False, omissible=True),
        text("provider_view_source", longest=300, omissible=True),
        SOURCE,
    ),
)
ISSUE_UPDATES = BundleFile(
    name="issue_updates",
    title="The log of each issue: where it stood before and after",
    key=("issue", "number"),
    columns=(
        link("issue", "issues"),
        number(
            "number",
            "Its place in the log of the issue, from 1",
            required=True,
            digits=4,
            decimals=0,
            least=ONE,
        ),
        date("as_at"),
        text("text"),
        word("kind_was", IssueKind),
        word("kind", IssueKind),
        word("status_was", IssueStatus),
        word("status", IssueStatus),
        word("under_control_was", UnderControl),
        word("under_control", UnderControl),
        SOURCE,
    ),
)
ISSUE_KPIS = BundleFile(
    name="issue_kpis",
    title="The KPIs in which an issue shows",
    key=("issue", "kpi"),
    columns=(link("issue", "issues"), link("kpi", "kpis"), SOURCE),
)
COMMITMENTS = BundleFile(
    name="commitments",
    title="What the provider undertook besides the service itself",
    key=("ref",),
    columns=(
        reference("ref"),
        text("text", required=True),
        word("kind", CommitmentKind),
        date("due", required=False),
        word("status", CommitmentStatus),
        word(
            "owner",
            Owner,
            "Which side undertook it; left out, the provider",
            required=False,
            omissible=True,
            when_left_out=Owner.PROVIDER.value,
        ),
        date("settled_on", "Delivered, or found to be missed, on", required=False, omissible=True),
        text("evidence", "What shows it", omissible=True),
        SOURCE,
    ),
)
ASSURANCES = BundleFile(
    name="assurances",
    title="What a committee asked for, and how it was answered",
    key=("ref",),
    columns=(
        reference("ref"),
        text("meeting", "The committee that asked", required=True, longest=200),
        date("requested"),
        text("text", required=True),
        word("owner", Owner, "Who answers"),
        date("due", required=False),
        word("status", AssuranceStatus),
        text("response"),
        date("answered_on", required=False, omissible=True),
        SOURCE,
    ),
)
MEETINGS = BundleFile(
    name="meetings",
    title="Meetings at which a committee looks at the contract",
    key=("ref",),
    columns=(
        reference("ref"),
        text("committee", required=True, longest=200),
        date("held_on"),
        text("note", "What it is to decide, or decided"),
        SOURCE,
    ),
)
MEETING_PAPERS = BundleFile(
    name="meeting_papers",
    title="The papers of meetings",
    key=("meeting", "title"),
    columns=(
        link("meeting", "meetings"),
        text("title", required=True, longest=300),
        text(
            "address",
            "Where it is on the web",
            longest=500,
            pattern=r"[Hh][Tt][Tt][Pp][Ss]?://\S+",
            advice="a web address that begins with https://",
        ),
        SOURCE,
    ),
)
