"""States of the record beside the one that was set up: each a function that makes it of that one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from contracts.calculations.months import Month
from contracts.models import (
    Assurance,
    Commitment,
    Highlight,
    Issue,
    IssueUpdate,
    Meeting,
    MeetingPaper,
    Objective,
    ObjectiveAssessment,
    Role,
    ServicePayment,
    WorkstreamStage,
    WorkstreamUpdate,
)
from kpis.actions import periods
from kpis.models import MitigationState
from tests.browser.scene import NEW, ROUND, contract, fill_january, january, person
from tests.factories import make_contract, make_kpi, make_membership, make_mitigation, make_period, make_terms

AMBER, RED = "IMT_KPI_01", "CSC_KPI_03"
"""KPIs to which the values below give these statuses in January 2022."""
SHORTFALLS = {AMBER: Decimal("90.5"), RED: Decimal("61.25")}
SECRET = "JBSWY3DPEHPK3PXP"
"""The key of the officer's authenticator app, where they have one."""
LONG = "https://council.example/" + "minutesofthemeeting" * 6
"""An address in which no browser finds a place to break it, as it would at a hyphen."""
REASON = "The figures of the service desk are those of December."


def paid() -> None:
    """What is paid for each service area in January 2022 is recorded, so that its points have a price."""
    for area in contract().service_areas.all():
        ServicePayment(service_area=area, month=january().month, amount=Decimal(200_000)).save()


def submitted() -> None:
    """January 2022 is complete, with an amber and a red, and waits for the manager."""
    paid()
    fill_january(values=SHORTFALLS)
    periods.submit(period=january(), by=person("officer"), at=timezone.now())


def signed_off() -> None:
    submitted()
    periods.sign_off(period=january(), by=person("manager"), at=timezone.now())


def sent_back() -> None:
    submitted()
    periods.send_back(period=january(), by=person("manager"), reason=REASON)


def reopened() -> None:
    signed_off()
    periods.reopen(period=january(), by=person("manager"), reason=REASON)


def terms_changed_since() -> None:
    """January 2022 was signed off, and the terms that judged it have been revised since."""
    signed_off()
    kpi = contract().kpis.get(reference=AMBER)
    make_terms(kpi, "2022-01", tsl="90", msl="80", points="28")


def mitigation_proposed() -> None:
    """January 2022 is submitted, and somebody proposes to forgive its red result."""
    submitted()
    kpi = contract().kpis.get(reference=RED)
    make_mitigation(kpi, month_from="2022-01", reference="M-99", state=MitigationState.PROPOSED)


def partly_entered() -> None:
    """Most results of January 2022 are there; three are not, and the amber and the red want a comment."""
    fill_january(values=SHORTFALLS, comment="", but=("CSC_KPI_04", "CSC_KPI_05", "F_KPI_02"))


def thirty_contracts() -> None:
    """The manager has more contracts than a page of the list holds."""
    manager = person("manager")
    for number in range(1, 31):
        made = make_contract(f"MNY-{number:02}", title=f"Contract number {number}")
        make_kpi(made)
        make_period(made, "2021-07")
        make_membership(manager, made, Role.MANAGER)


def one_month_without_results() -> None:
    """The contract that has not begun opens its first month, with an area that has no KPI."""
    new = contract(NEW)
    make_kpi(new, "IMT_KPI_01")
    make_kpi(new, "IMT_KPI_02", tsl=None, msl=None, points=None)
    make_kpi(new, "FIN_KPI_01", frequency="quarterly")
    new.service_areas.create(code="HR", name="Human resources", position=9)
    make_period(new, "2021-04")


def second_step() -> None:
    """The officer signs in with an authenticator app too."""
    officer = person("officer")
    TOTP.activate(officer, SECRET)
    RecoveryCodes.activate(officer)


def long_words() -> None:
    """People typed a very long address wherever they could, and one of them is called so."""
    word = LONG
    paid()
    fill_january(values=SHORTFALLS, comment=word)
    periods.submit(period=january(), by=person("officer"), at=timezone.now())
    periods.send_back(period=january(), by=person("manager"), reason=word)
    administrator = person("administrator")
    administrator.name, administrator.email = word, f"{'w' * 60}@{'council' * 8}.example"
    administrator.save()


def long_words_in_the_round() -> None:
    """The same in every register of Barnet's contract, in May 2014."""
    word, day, barnet = LONG, date(2014, 5, 1), contract(ROUND)
    standing = {"kind": "substantive", "status": "open", "under_control": "no"}
    objective = Objective(contract=barnet, reference="O9", horizon="contract", text=word)
    meeting = Meeting(contract=barnet, reference="M9", committee=word, held_on=day, note=word)
    said = dict.fromkeys(
        ("cause", "impact", "response", "lead", "provider_view", "client_view", "title"), word
    )
    issue = Issue(contract=barnet, reference="I9", raised=day, due=day, **standing, **said)
    workstream = {"contract": barnet, "workstream": word[:100], "position": 9}
    rows = [
        *(objective, meeting, issue, MeetingPaper(meeting=meeting, title=word, address=word)),
        *(_viewed(objective, view, word) for view in ("client", "provider")),
        IssueUpdate(issue=issue, number=1, as_at=day, text=word, **standing, **_before(standing)),
        Highlight(contract=barnet, as_at=day, text=word),
        Commitment(contract=barnet, reference="C9", text=word, kind="audit", due=day, status="open"),
        Assurance(
            contract=barnet,
            reference="A9",
            text=word,
            owner="client",
            due=day,
            status="open",
            **_asked(meeting),
        ),
        WorkstreamStage(**workstream, stage=word[:100], month_from=Month(2014, 3), month_to=Month(2014, 6)),
        WorkstreamUpdate(**workstream, as_at=day, status="late", narrative=word),
    ]
    for row in rows:
        row.save()
    for saving in barnet.savings.all():
        saving.note = word
        saving.save()


def _viewed(objective: Objective, view: str, word: str) -> ObjectiveAssessment:
    day = date(2014, 5, 1)
    return ObjectiveAssessment(
        objective=objective, as_at=day, view=view, rating="mixed", narrative=word, source=word
    )


def _before(standing: dict[str, str]) -> dict[str, str]:
    """That nothing of where an issue stands has changed."""
    return {f"{name}_was": value for name, value in standing.items()}


def _asked(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting.committee, "requested": meeting.held_on}
