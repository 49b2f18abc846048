"""Whatever people do with a contract, in whatever order: stored is derived, what is final stands, points are
conserved, and history leads to the present.

Hypothesis invents the sequences; each step is one of the product's own actions. A step that the product
refuses changes nothing, which is a step too.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from contracts.calculations.months import Month, months_between
from contracts.models import Role, ServicePayment
from contracts.recording import record_new
from contracts.refusals import NotAllowed
from kpis.actions import credit_terms, mitigations, periods, suspensions
from kpis.actions.changes import make_change, preview
from kpis.actions.results import Edit, save_results
from kpis.calculations.credits import Price
from kpis.calculations.points import PointTerms
from kpis.calculations.rag import Covers, Outcome, Terms
from kpis.calculations.spans import Span
from kpis.changes.levels import NewTerms
from kpis.changes.points import EndOfRedistribution, Redistribution
from kpis.changes.values import Under
from kpis.entered import NOTHING, Entered
from kpis.mitigations.draft import Covered, Draft
from kpis.models import MitigationState, PeriodState, Result
from tests.factories import make_contract, make_kpi, make_membership, make_user
from tests.kpis.life import Watch, points_distributed

AT = datetime(2021, 7, 5, 9, 30, tzinfo=UTC)
FIRST, LAST = Month(2021, 4), Month(2021, 9)
MONTHS = list(months_between(FIRST, LAST))
EXAMPLES, STEPS = 12, 16
NUMBERS = count(1)

months = st.sampled_from(MONTHS)
kpis = st.sampled_from(["IMT_KPI_01", "IMT_KPI_01", "IMT_KPI_02", "CSC_KPI_01", "CSC_KPI_02"])
"""One of them more often than the others, so that more happens to it."""
failing = st.sampled_from(["92", "80"])
"""Below every target; above the minimum of some, and below that of all."""
points = st.integers(0, 12).map(Decimal)


def measured(value: str | None) -> Entered:
    """A value with a comment; None for one that was not reported, which is commented on too."""
    if value is None:
        return Entered(outcome=Outcome.NOT_REPORTED, comment="The system was down")
    return Entered(outcome=Outcome.MEASURED, stated_value=Decimal(value), comment="As counted")


entries = st.sampled_from([*map(measured, ("96", "92", "80", None)), NOTHING])


@contextmanager
def unless_refused():
    """A step that is against the rules leaves everything as it was: the checks after it see to that."""
    with suppress(NotAllowed):
        yield


class Life(RuleBasedStateMachine):
    """Two areas, a quarterly KPI among four, repeats that count double, a cap that is soon reached."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(value=failing, final=st.integers(0, 2))
    def begin(self, value, final) -> None:
        number = next(NUMBERS)
        contract = self.contract = make_contract(f"LIFE-{number}")
        self.officer, self.manager, self.administrator = (
            make_user(f"{role.value}{number}@life.example")
            for role in (Role.OFFICER, Role.MANAGER, Role.ADMINISTRATOR)
        )
        for user, role in (
            (self.officer, Role.OFFICER),
            (self.manager, Role.MANAGER),
            (self.administrator, Role.ADMINISTRATOR),
        ):
            make_membership(user, contract, role)
        for reference, weight, frequency in (
            ("IMT_KPI_01", 5, "monthly"),
            ("IMT_KPI_02", 3, "monthly"),
            ("CSC_KPI_01", 4, "monthly"),
            ("CSC_KPI_02", 2, "quarterly"),
        ):
            make_kpi(contract, reference, points=weight, frequency=frequency)
        payments = [
            ServicePayment(service_area=area, month=month, amount=Decimal(1000))
            for area in contract.service_areas.all()
            for month in MONTHS
        ]
        record_new(payments, contract=contract, by=self.administrator)
        self.lay_down(FIRST, Decimal(2), Decimal(15))
        for _ in range(3):
            periods.open_next_month(contract=contract, by=self.officer)
        self.watch = Watch(contract)
        # Failures in a row to begin with, so that repeats are never far.
        self.enter(place=0, reference="IMT_KPI_01", entered=measured(value), onwards=True)
        self.watch.look()
        for _ in range(final):
            self.finish_a_month(value)

    def lay_down(self, month: Month, multiplier: Decimal | None, per_point: Decimal) -> None:
        shares = PointTerms(amber_share=Decimal("0.5"), red_share=Decimal(1), repeat_multiplier=multiplier)
        price = Price(per_point=per_point, cap_percent=Decimal(10))
        new = credit_terms.NewTerms(effective_from=month, points=shares, price=price, reason="As agreed")
        credit_terms.change_credit_terms(contract=self.contract, new=new, by=self.administrator)

    def kpi(self, reference: str):
        return self.contract.kpis.get(reference=reference)

    def save(self, period, entered: dict[str, Entered], by) -> None:
        stored = dict(Result.objects.filter(period=period).values_list("kpi__reference", "version"))
        edits = [
            Edit(kpi=self.kpi(reference), version=stored.get(reference, 0), entered=what)
            for reference, what in entered.items()
        ]
        save_results(period=period, edits=edits, by=by)

    @rule(place=st.integers(0, 5), reference=kpis, entered=entries, onwards=st.booleans())
    def enter(self, place, reference, entered, onwards) -> None:
        """Enter, restate or clear a result in one of the open months, or in all from the last back to it."""
        rows = list(self.contract.periods.filter(state=PeriodState.OPEN).order_by("month"))
        first = place % len(rows) if rows else 0
        for period in reversed(rows[first:] if onwards else rows[first : first + 1]):
            with unless_refused():
                self.save(period, {reference: entered}, self.officer)

    @rule(value=failing, goes_back=st.integers(0, 3).map(lambda drawn: drawn == 0))
    def deal_with_a_month(self, value, goes_back) -> None:
        """The earliest month that is not final goes a step on, or back."""
        period = self.contract.periods.exclude(state=PeriodState.SIGNED_OFF).order_by("month").first()
        if period is None:
            self.reopen_a_month()
        elif period.is_open:
            self.hand_in(period, value)
        elif goes_back:
            periods.send_back(period=period, by=self.manager, reason="Look again")
        else:
            with unless_refused():
                periods.sign_off(period=period, by=self.manager, at=AT)

    @rule(value=failing)
    def finish_a_month(self, value) -> None:
        """The earliest month that is not final becomes so, whatever it lacked."""
        period = self.contract.periods.exclude(state=PeriodState.SIGNED_OFF).order_by("month").first()
        if period and period.is_open:
            self.hand_in(period, value)
        if period:
            with unless_refused():
                periods.sign_off(period=period, by=self.manager, at=AT)

    def hand_in(self, period, value) -> None:
        """Enter the same for all that is due and not there yet, and submit it."""
        there = set(Result.objects.filter(period=period).values_list("kpi", flat=True))
        missing = {
            kpi.reference: measured(value)
            for kpi in self.contract.kpis.all()
            if kpi.pk not in there and kpi.is_counted_in(period.month, period.contract_month)
        }
        self.save(period, missing, self.officer)
        with unless_refused():
            periods.submit(period=period, by=self.officer, at=AT)

    @rule(latest=st.booleans())
    def reopen_a_month(self, latest=False) -> None:
        final = self.contract.periods.filter(state=PeriodState.SIGNED_OFF)
        if period := final.order_by("-month" if latest else "month").first():
            periods.reopen(period=period, by=self.manager, reason="A late figure")

    @rule()
    def open_next_month(self) -> None:
        if self.contract.periods.count() < len(MONTHS):
            periods.open_next_month(contract=self.contract, by=self.officer)

    @rule(
        reference=kpis,
        first=months,
        lasts=st.sampled_from([None, 0, 2]),
        covers=st.sampled_from(Covers),
        agrees=st.sampled_from([True, True, True, False, None]),
    )
    def mitigate(self, reference, first, lasts, covers, agrees) -> None:
        """Propose a mitigation; agree it, decline it, or leave it waiting."""
        span = Span(first, None if lasts is None else first + lasts)
        draft = Draft(covers=covers, kpis=[Covered(self.kpi(reference), span)], reason="A flood")
        asked = mitigations.propose(contract=self.contract, draft=draft, by=self.officer, at=AT).mitigation
        decision = {"mitigation": asked, "by": self.manager, "at": AT, "seen": mitigations.version_of(asked)}
        with unless_refused():
            if agrees:
                mitigations.agree(**decision)
            elif agrees is False:
                mitigations.decline(**decision, reason="It was dry")

    @rule(last=months)
    def end_mitigation(self, last) -> None:
        agreed = self.contract.mitigations.filter(state=MitigationState.AGREED)
        if mitigation := agreed.order_by("-pk").first():
            with unless_refused():
                mitigations.end(mitigation=mitigation, last=last, by=self.manager, reason="It is dry")

    @rule(month=months, reference=kpis, tsl=st.sampled_from(["95", "90"]), weight=points)
    def change_terms(self, month, reference, tsl, weight) -> None:
        terms = Terms(tsl=Decimal(tsl), msl=Decimal(85), points=weight)
        self.change(NewTerms(kpi=reference, month=month, terms=terms, under=Under(reason="As agreed")))

    @rule(month=months, reference=kpis, until=st.sampled_from([None, 1, 2]))
    def share_out_points(self, month, reference, until) -> None:
        """Share out a KPI's points, and give them back some months later."""
        under = Under(reason="Not measured")
        self.conserving(Redistribution(kpi=reference, month=month, under=under))
        if until:
            self.conserving(EndOfRedistribution(kpi=reference, month=month + until, under=under))

    def conserving(self, ask) -> None:
        """Change where points lie; in no month, and in no area, may there be more or fewer of them."""
        before = [points_distributed(self.contract, month) for month in MONTHS]
        self.change(ask)
        assert [points_distributed(self.contract, month) for month in MONTHS] == before

    def change(self, ask) -> None:
        with unless_refused():
            seen = preview(contract=self.contract, ask=ask).fingerprint
            make_change(contract=self.contract, ask=ask, seen=seen, by=self.administrator)

    @rule(
        month=months,
        multiplier=st.sampled_from([None, Decimal(2)]),
        per_point=st.sampled_from([Decimal(10), Decimal("30.05")]),
    )
    def change_credit_terms(self, month, multiplier, per_point) -> None:
        with unless_refused():
            self.lay_down(month, multiplier, per_point)

    @rule(month=months, lasts=st.sampled_from([None, 0, 1]))
    def suspend_credits(self, month, lasts) -> None:
        with unless_refused():
            suspensions.suspend_credits(
                contract=self.contract,
                month_from=month,
                month_to=None if lasts is None else month + lasts,
                reason="A pandemic",
                by=self.administrator,
            )

    @invariant()
    def all_that_must_hold_holds(self) -> None:
        if hasattr(self, "watch"):
            self.watch.look()


@pytest.mark.django_db
def test_nothing_that_people_do_breaks_what_must_hold():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
