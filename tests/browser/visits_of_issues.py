"""Every page about issues, in every state and as every role sees it."""

from __future__ import annotations

from datetime import date

from contracts.models import Issue
from kpis.issues.steps import IssueStep
from tests.browser.scene import NEW, REAL, contract, person
from tests.browser.states import RED
from tests.browser.visits import Visit, as_each_role, fill, press
from tests.kpis.issuing import noted, raised

I1 = {"reference": REAL, "issue": "I1"}
"""The first that is raised in the browser's tests: the example contract has none."""
WORD = "https://council.example/" + "minutes-of-the-meeting" * 5


def snagging() -> None:
    """One snagging issue, late, with both sides' views and a word that is longer than a narrow page."""
    _snagging()


def substantive() -> None:
    """It was resolved, came back and was escalated."""
    issue, officer = _snagging(), person("officer")
    noted(issue, officer, IssueStep.RESOLVE, 5, text="New lines are in.")
    noted(issue, officer, IssueStep.REOPEN, 20, text="Calls are lost again.", under_control="no")
    noted(issue, officer, IssueStep.ESCALATE, 30, text="The second time in a month.")


def resolved() -> None:
    noted(_snagging(), person("officer"), IssueStep.RESOLVE, 5, text="New lines are in.")


def thirty_issues() -> None:
    """The list has two pages."""
    for _ in range(30):
        raised(contract(), person("officer"), title=WORD)


def _snagging() -> Issue:
    said = {"cause": WORD, "impact": "Callers wait.", "response": "New lines.", "due": date(2021, 9, 1)}
    views = {"provider_view": "All is well.", "provider_view_source": WORD, "client_view": "Far from it."}
    kpi = contract().kpis.get(reference=RED)
    return raised(contract(), person("officer"), kpi, **said, **views)


LIST = [
    *as_each_role("issues", "officer", to="issue_list", given=substantive),
    Visit(what="issues, none", to="issue_list", by="planner", values={"reference": NEW}),
    Visit(what="issues, two pages", to="issue_list", by="member", given=thirty_issues),
    Visit(
        what="issues, nothing found", to="issue_list", by="member", given=snagging, query="?search=nowhere"
    ),
    Visit(what="issues, wrong filter", to="issue_list", by="member", given=snagging, query="?flag=never"),
]

FORM = [
    Visit(what="raise an issue", to="issue_add", by="officer"),
    Visit(
        what="raise an issue, left empty",
        to="issue_add",
        by="officer",
        then=press("Raise the issue"),
    ),
    Visit(what="change an issue", to="issue_change", by="officer", values=I1, given=snagging),
    Visit(
        what="change an issue, no source of the provider's view",
        to="issue_change",
        by="officer",
        values=I1,
        given=snagging,
        then=fill(("Where the provider's view comes from (optional)", ""), button="Save the changes"),
    ),
]

DETAIL = [
    *as_each_role("issue, escalated", "officer", to="issue_detail", values=I1, given=substantive),
    Visit(what="issue, resolved", to="issue_detail", by="officer", values=I1, given=resolved),
    Visit(
        what="a KPI in which an issue shows",
        to="kpi_detail",
        by="member",
        values={"reference": REAL, "kpi": RED},
        given=snagging,
    ),
]

STEPS = [
    *(
        Visit(what=f"{step} of an issue", to=f"issue_{step}", by="manager", values=I1, given=given)
        for step, given in (
            ("update", snagging),
            ("escalate", snagging),
            ("step_back", substantive),
            ("resolve", snagging),
            ("reopen", resolved),
            ("correct", substantive),
            ("take_back", substantive),
            ("remove", snagging),
        )
    ),
    Visit(
        what="escalate an issue, without a reason",
        to="issue_escalate",
        by="officer",
        values=I1,
        given=snagging,
        then=press("Escalate to substantive"),
    ),
    Visit(
        what="take an entry back, without a reason",
        to="issue_take_back",
        by="officer",
        values=I1,
        given=substantive,
        then=press("Take it back"),
    ),
    Visit(
        what="resolve an issue, done",
        to="issue_resolve",
        by="officer",
        values=I1,
        given=snagging,
        then=fill(("What resolved it", "New lines are in."), button="Resolve"),
        lands_on="issue_detail",
    ),
]

VISITS = [*LIST, *FORM, *DETAIL, *STEPS]
