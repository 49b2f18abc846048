"""States of the record beside the one that was set up: each a function that makes it of that one."""

from __future__ import annotations

from decimal import Decimal

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from contracts.models import Role, ServicePayment
from kpis.actions import periods
from kpis.models import MitigationState
from tests.browser.scene import NEW, contract, fill_january, january, person
from tests.factories import make_contract, make_kpi, make_membership, make_mitigation, make_period, make_terms

AMBER, RED = "IMT_KPI_01", "CSC_KPI_03"
"""KPIs to which the values below give these statuses in January 2022."""
SHORTFALLS = {AMBER: Decimal("90.5"), RED: Decimal("61.25")}
SECRET = "JBSWY3DPEHPK3PXP"
"""The key of the officer's authenticator app, where they have one."""
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
    """People typed an address of a hundred letters wherever they could, and one of them is called so."""
    word = "https://council.example/" + "minutes-of-the-meeting" * 5
    paid()
    fill_january(values=SHORTFALLS, comment=word)
    periods.submit(period=january(), by=person("officer"), at=timezone.now())
    periods.send_back(period=january(), by=person("manager"), reason=word)
    administrator = person("administrator")
    administrator.name, administrator.email = word, f"{'w' * 60}@{'council' * 8}.example"
    administrator.save()
