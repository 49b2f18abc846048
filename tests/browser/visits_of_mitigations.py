"""Every page about mitigations, in every state and as every role sees it."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page

from kpis.actions import mitigations
from kpis.calculations.rag import Covers
from kpis.calculations.spans import Span
from kpis.mitigations.draft import Covered, Draft
from kpis.models import Evidence, Mitigation
from tests.browser.scene import NEW, REAL, contract, fill_january, january, person
from tests.browser.states import RED, SHORTFALLS
from tests.browser.visits import Visit, as_each_role, fill, one_after_the_other, press
from tests.factories import make_evidence, make_mitigation

M8 = {"reference": REAL, "mitigation": "M8"}
"""The first that is proposed in the browser's tests: the example contract has seven."""
AGREED = {"reference": REAL, "mitigation": "M1"}
WORD = "https://council.example/" + "minutes-of-the-meeting" * 5


def proposed() -> None:
    """January 2022 is partly entered, and somebody proposes to forgive its red result, with evidence."""
    fill_january(values=SHORTFALLS)
    made = _proposed(RED)
    make_evidence(made, person("officer"), name=f"{WORD.split('/')[-1]}.pdf")


def proposed_in_vain() -> None:
    """What is proposed overlaps with an agreed mitigation and reaches into signed-off months."""
    _proposed("ACF_KPI_03", first="2021-12")


def agreed_and_late() -> None:
    """It is agreed, changed a result, and should have led back to green long ago."""
    proposed()
    made = Mitigation.objects.get(contract=contract(), reference="M8")
    seen = mitigations.version_of(made)
    mitigations.agree(mitigation=made, by=person("manager"), at=timezone.now(), note="Until March", seen=seen)


def declined() -> None:
    proposed()
    made = Mitigation.objects.get(contract=contract(), reference="M8")
    seen = mitigations.version_of(made)
    by = person("manager")
    mitigations.decline(mitigation=made, by=by, at=timezone.now(), reason="It was foreseeable.", seen=seen)


def forty_mitigations() -> None:
    """The list has two pages."""
    kpi = contract().kpis.get(reference=RED)
    for number in range(8, 48):
        make_mitigation(kpi, reference=f"M{number}", state="declined", reason=WORD)


def _proposed(kpi: str, first: str = "2022-01") -> Mitigation:
    covered = Covered(contract().kpis.get(reference=kpi), Span(january().month.parse(first)))
    draft = Draft(
        covers=Covers.SHORTFALL,
        kpis=[covered],
        reason=f"A flood: {WORD}",
        impact="Callers wait.",
        path_to_green="The second data centre takes over.",
        expected=january().month.first_day,
    )
    by, at = person("officer"), timezone.now()
    return mitigations.propose(contract=contract(), draft=draft, by=by, at=at).mitigation


def evidence() -> int:
    return Evidence.objects.get(mitigation__reference="M8").pk


def choose_what_it_covers(page: Page) -> None:
    page.get_by_label("KPI", exact=True).first.select_option(RED)
    page.get_by_label("First month", exact=True).first.fill("2022-01")
    page.get_by_label("A shortfall: amber and red become blue").check()
    page.get_by_label("Reason for granting mitigation").fill("A flood")


LIST = [
    *as_each_role("mitigations", "officer", to="mitigation_list"),
    Visit(what="mitigations, none", to="mitigation_list", by="planner", values={"reference": NEW}),
    Visit(what="mitigations, two pages", to="mitigation_list", by="member", given=forty_mitigations),
    Visit(what="mitigations, one late", to="mitigation_list", by="member", given=agreed_and_late),
    Visit(what="mitigations, nothing found", to="mitigation_list", by="member", query="?search=nowhere"),
    Visit(what="mitigations, wrong filter", to="mitigation_list", by="member", query="?time=never"),
]

FORM = [
    Visit(what="propose a mitigation", to="mitigation_propose", by="officer"),
    Visit(
        what="propose a mitigation, left empty",
        to="mitigation_propose",
        by="officer",
        then=press("Propose"),
    ),
    Visit(
        what="propose a mitigation, another row",
        to="mitigation_propose",
        by="officer",
        then=press("Add another KPI"),
    ),
    Visit(
        what="propose a mitigation, previewed",
        to="mitigation_propose",
        by="officer",
        given=proposed,
        then=one_after_the_other(choose_what_it_covers, press("See what it would change")),
    ),
    Visit(
        what="propose a mitigation, sent",
        to="mitigation_propose",
        by="officer",
        then=one_after_the_other(choose_what_it_covers, press("Propose")),
        lands_on="mitigation_detail",
    ),
    Visit(what="change a mitigation", to="mitigation_change", by="officer", values=M8, given=proposed),
]

DETAIL = [
    *as_each_role("mitigation, proposed", "manager", to="mitigation_detail", values=M8, given=proposed),
    Visit(
        what="mitigation, proposed in vain",
        to="mitigation_detail",
        by="manager",
        values=M8,
        given=proposed_in_vain,
    ),
    Visit(
        what="mitigation, agreed and late",
        to="mitigation_detail",
        by="manager",
        values=M8,
        given=agreed_and_late,
    ),
    Visit(what="mitigation, declined", to="mitigation_detail", by="officer", values=M8, given=declined),
    Visit(what="mitigation of a bundle", to="mitigation_detail", by="member", values=AGREED),
    Visit(what="dashboard, a mitigation to decide on", to="contract_dashboard", by="manager", given=proposed),
    Visit(what="portfolio, a mitigation to decide on", to="home", by="manager", given=proposed),
    Visit(
        what="review, a mitigation past its day",
        to="month_review",
        by="manager",
        values={"reference": REAL, "month": "2022-01"},
        given=agreed_and_late,
    ),
]

STEPS = [
    *(
        Visit(what=f"{step} a mitigation", to=f"mitigation_{step}", by="manager", values=M8, given=proposed)
        for step in ("agree", "decline", "withdraw")
    ),
    Visit(
        what="agree a mitigation, refused",
        to="mitigation_agree",
        by="manager",
        values=M8,
        given=proposed_in_vain,
        then=press("Agree M8"),
    ),
    Visit(
        what="agree a mitigation, done",
        to="mitigation_agree",
        by="manager",
        values=M8,
        given=proposed,
        then=press("Agree M8"),
        lands_on="mitigation_detail",
    ),
    Visit(
        what="decline a mitigation, without a reason",
        to="mitigation_decline",
        by="manager",
        values=M8,
        given=proposed,
        then=press("Decline M8"),
    ),
    Visit(what="end a mitigation", to="mitigation_end", by="manager", values=M8, given=agreed_and_late),
    Visit(
        what="end a mitigation, too early",
        to="mitigation_end",
        by="manager",
        values=M8,
        given=agreed_and_late,
        then=fill(("Last month", "2021-12"), ("Reason", "The water is gone"), button="End M8"),
    ),
]

EVIDENCE = [
    Visit(what="attach a file", to="mitigation_evidence_add", by="officer", values=M8, given=proposed),
    Visit(
        what="attach a file, none chosen",
        to="mitigation_evidence_add",
        by="officer",
        values=M8,
        given=proposed,
        then=press("Attach"),
    ),
    Visit(
        what="remove a file",
        to="mitigation_evidence_remove",
        by="officer",
        values={**M8, "evidence": evidence},
        given=proposed,
    ),
]

VISITS = [*LIST, *FORM, *DETAIL, *STEPS, *EVIDENCE]
