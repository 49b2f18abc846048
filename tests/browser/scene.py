"""The record that browser tests find: the demonstration, on the real contracts, and some rows beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.core import mail
from django.test import Client, override_settings

from contracts.calculations.months import Month
from contracts.models import Contract, Role, User
from kpis.actions.demo import OPEN_MONTH, set_up_demo
from kpis.actions.results import Edit, save_results
from kpis.calculations.rag import Outcome
from kpis.entered import Entered
from kpis.judging import Rulebook
from kpis.missing import kpis_in_service
from kpis.models import Kpi, Period
from tests.browser.snapshots import Snapshots
from tests.conftest import SIGNS_IN
from tests.factories import make_contract, make_membership, make_user

REAL, ROUND, NEW = "LCC-CSS", "LBB-CSG", "NEW-1"
"""Lincolnshire's contract, Barnet's, and one of which no month has been opened."""
PEOPLE = {
    "officer": "officer@example.org",
    "second officer": "officer2@example.org",
    "manager": "manager@example.org",
    "member": "member@example.org",
    "administrator": "administrator@example.org",
    "newcomer": "newcomer@council.example",
    "guest": "guest@council.example",
    "planner": "planner@council.example",
}
"""The newcomer and the guest have no role yet, and the guest no password; the planner is everything on
the contract that has not begun."""
BEFORE, AS_SET_UP = "before", "as set up"


def person(name: str) -> User:
    return User.objects.get(email=PEOPLE[name])


def contract(reference: str = REAL) -> Contract:
    return Contract.objects.get(reference=reference)


def january() -> Period:
    """The month that is open in the demonstration."""
    return Period.objects.get(contract__reference=REAL, month=OPEN_MONTH)


def kpis_due() -> list[Kpi]:
    """The KPIs that January 2022 asks for, in the order of the sheets."""
    period = january()
    kpis = kpis_in_service(period.contract, period)
    return [kpi for kpi in kpis if kpi.is_counted_in(period.month, period.contract_month)]


def enough(kpi: Kpi, month: Month = OPEN_MONTH) -> Decimal:
    """A value that just meets a KPI's target."""
    terms = Rulebook.of_contract(kpi.contract).terms_in(kpi, month)
    return Decimal(1) if terms.tsl is None else terms.tsl


def fill_january(
    *,
    by: str = "officer",
    values: Mapping[str, Decimal] | None = None,
    comment: str = "Fewer staff over the holidays.",
    but: Collection[str] = (),
) -> None:
    """Enter what just meets target everywhere, but for the values given and the KPIs left out."""
    given = values or {}
    edits = [
        Edit(kpi=kpi, version=0, entered=measured(given.get(kpi.reference, enough(kpi)), comment))
        for kpi in kpis_due()
        if kpi.reference not in but
    ]
    save_results(period=january(), edits=edits, by=person(by))


def measured(value: Decimal, comment: str = "") -> Entered:
    return Entered(outcome=Outcome.MEASURED, stated_value=value, comment=comment)


@dataclass
class Scene:
    """The record and the people signed in to it, brought back before each test."""

    snapshots: Snapshots = field(default_factory=Snapshots)
    sessions: dict[str, str] = field(default_factory=dict)

    def set_up(self) -> None:
        self.snapshots.keep(BEFORE)
        set_up_demo()
        make_user(PEOPLE["newcomer"], name="Nora New")
        make_user(PEOPLE["guest"], name="Gwen Guest", password=None)
        planner, new = make_user(PEOPLE["planner"], name="Paul Plan"), make_contract(NEW)
        for role in Role:
            make_membership(planner, new, role)
        self.sessions = {name: session_of(person(name)) for name in PEOPLE}
        self.snapshots.keep(AS_SET_UP)

    def show(self, state: str = AS_SET_UP, make: Callable[[], None] | None = None) -> None:
        """Bring back a state of the record; ``make`` makes it of what was set up, the first time."""
        if state in self.snapshots:
            self.snapshots.bring_back(state)
            return
        self.snapshots.bring_back(AS_SET_UP)
        if make is not None:
            make()
            self.snapshots.keep(state)
        mail.outbox.clear()

    def cookie_of(self, name: str, url: str) -> dict[str, str]:
        """The cookie by which a browser is somebody's."""
        return {"name": settings.SESSION_COOKIE_NAME, "value": self.sessions[name], "url": url}

    def take_down(self) -> None:
        self.snapshots.bring_back(BEFORE)
        self.snapshots.forget()


def session_of(user: User) -> str:
    """The key of a session in which somebody is signed in."""
    client = Client()
    with override_settings(AXES_ENABLED=False):
        client.force_login(user, backend=SIGNS_IN)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
