"""Every action that writes, with who takes it and what must be there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from contracts.calculations.months import Month
from contracts.calculations.pricing import WarningKind
from contracts.models import ChangeNotice, Contract, User
from kpis.actions import (
    bands,
    change_notices,
    changes,
    credit_terms,
    definitions,
    evidence,
    filling,
    mitigations,
    open_months,
    payments,
    periods,
    rejudging,
    results,
    suspensions,
    warnings,
)
from kpis.calculations.credits import Price
from kpis.calculations.points import Band, PointTerms, Severity
from kpis.calculations.rag import Outcome, Terms
from kpis.changes.levels import NewTerms
from kpis.changes.values import Under
from kpis.entered import Entered
from kpis.models import Kpi, Period, Result, ServiceCredit
from tests.factories import make_result
from tests.kpis.mitigating import agree, decline, draft, end, proposed
from tests.rows import unsaved

AT = datetime(2021, 8, 3, 9, 30, tzinfo=UTC)
JULY, AUGUST = Month(2021, 7), Month(2021, 8)


@dataclass
class World:
    """The small contract and its people."""

    contract: Contract
    officer: User
    manager: User
    administrator: User

    @property
    def kpi(self) -> Kpi:
        return self.contract.kpis.get(reference="IMT_KPI_01")

    @property
    def period(self) -> Period:
        return self.contract.periods.get(month=JULY)


def measured(value: str) -> Entered:
    return Entered(outcome=Outcome.MEASURED, stated_value=Decimal(value), comment="As counted")


def all_due(world: World) -> None:
    for reference, value in (("IMT_KPI_01", "96"), ("IMT_KPI_02", "3"), ("CSC_KPI_01", "81")):
        make_result(world.contract.kpis.get(reference=reference), JULY, value, entered_by=world.officer)


def submitted(world: World) -> Period:
    all_due(world)
    periods.submit(period=world.period, by=world.officer, at=AT)
    return world.period


def signed_off(world: World) -> Period:
    periods.sign_off(period=submitted(world), by=world.manager, at=AT)
    return world.period


def agreed(world: World):
    mitigation = proposed(world.contract, world.officer)
    agree(mitigation, world.manager)
    return mitigation


def reported(world: World):
    """An amber result: what changes judge otherwise."""
    return make_result(world.kpi, JULY, "92", entered_by=world.officer)


def repriced(month: Month = AUGUST) -> credit_terms.NewTerms:
    points = PointTerms(amber_share=Decimal("0.25"), red_share=Decimal(1))
    price = Price(per_point=Decimal(100), cap_percent=Decimal(5))
    return credit_terms.NewTerms(effective_from=month, points=points, price=price, reason="As agreed")


def with_bands() -> bands.NewBands:
    worst = Band(low=None, high=Decimal(90), severity=Severity.SEVERE, points=Decimal(3))
    best = Band(low=Decimal(90), high=None, severity=Severity.NONE, points=Decimal(0))
    return bands.NewBands(effective_from=JULY, bands=(worst, best), reason="As agreed")


def new_terms(world: World):
    reported(world)
    ask = NewTerms(
        kpi="IMT_KPI_01",
        month=JULY,
        terms=Terms(tsl=Decimal(90), msl=Decimal(80), points=Decimal(9)),
        under=Under(reason="As agreed"),
    )
    seen = changes.preview(contract=world.contract, ask=ask).fingerprint
    return lambda: changes.make_change(contract=world.contract, ask=ask, seen=seen, by=world.administrator)


def words(world: World):
    texts = dict.fromkeys(definitions.DESCRIBED, "Something else")
    seen = definitions.words_seen(world.kpi)
    return lambda: definitions.describe(
        kpi=world.kpi, words=texts, seen=seen, by=world.administrator, reason="Clearer"
    )


def suspension(world: World):
    return suspensions.suspend_credits(
        contract=world.contract, month_from=JULY, month_to=None, reason="A flood", by=world.administrator
    )


def warning(world: World):
    return warnings.add_warning(
        contract=world.contract,
        kind=WarningKind.KPI_CONSECUTIVE,
        number=Decimal(2),
        months=2,
        month_from=JULY,
        by=world.administrator,
    )


def payment(world: World):
    area = world.contract.service_areas.get(code="IMT")
    edit = payments.PaymentEdit(area=area, month=JULY, seen=None, amount=Decimal(1000))
    return lambda: payments.save_payments(contract=world.contract, edits=[edit], by=world.administrator)


def attached(world: World):
    mitigation = proposed(world.contract, world.officer)
    file = ContentFile(b"%PDF-1.7\n", "minutes.pdf")
    return evidence.attach(mitigation=mitigation, file=file, by=world.officer, at=AT)


def attaching(world: World):
    mitigation = proposed(world.contract, world.officer)
    file = ContentFile(b"%PDF-1.7\n", "minutes.pdf")
    return lambda: evidence.attach(mitigation=mitigation, file=file, by=world.officer, at=AT)


def unpriced(world: World):
    make_result(world.kpi, "2021-06", "50")
    Result._base_manager.filter(kpi=world.kpi).update(points_incurred=0)
    ServiceCredit.objects.filter(contract=world.contract).delete()
    return lambda: filling.fill_unpriced(contract=world.contract, by=world.administrator)


def misjudged(world: World):
    Result._base_manager.filter(pk=reported(world).pk).update(status="green", points=1)
    return lambda: rejudging.rejudge(contract=world.contract, by=world.administrator)


def lower_target(world: World):
    reported(world)
    terms = world.kpi.terms.get()
    terms.tsl = 90
    terms.save()
    return lambda: open_months.judge_open_months(
        contract=world.contract, by=world.administrator, reason="A lower target"
    )


def after(prepared: Callable[[World], Any], then: Callable[[World, Any], Any]) -> Callable[[World], Any]:
    """A way that needs something there first."""

    def ready(world: World) -> Callable[[], Any]:
        found = prepared(world)
        return lambda: then(world, found)

    return ready


def at_once(then: Callable[[World], Any]) -> Callable[[World], Any]:
    return lambda world: lambda: then(world)


def asked(world: World):
    return proposed(world.contract, world.officer)


OFFICER, MANAGER, ADMINISTRATOR = "officer", "manager", "administrator"
WAYS: dict[Callable[..., Any], tuple[str, Callable[[World], Callable[[], Any]]]] = {
    change_notices.take_down: (
        ADMINISTRATOR,
        at_once(
            lambda w: change_notices.take_down(
                unsaved(ChangeNotice, w.contract), by=w.administrator, reason="As agreed"
            )
        ),
    ),
    results.save_results: (
        OFFICER,
        at_once(
            lambda w: results.save_results(
                period=w.period,
                edits=[results.Edit(kpi=w.kpi, version=0, entered=measured("92"))],
                by=w.officer,
            )
        ),
    ),
    periods.submit: (
        OFFICER,
        after(all_due, lambda w, _: periods.submit(period=w.period, by=w.officer, at=AT)),
    ),
    periods.send_back: (
        MANAGER,
        after(submitted, lambda w, p: periods.send_back(period=p, by=w.manager, reason="Look again")),
    ),
    periods.sign_off: (
        MANAGER,
        after(submitted, lambda w, p: periods.sign_off(period=p, by=w.manager, at=AT)),
    ),
    periods.reopen: (
        MANAGER,
        after(signed_off, lambda w, p: periods.reopen(period=p, by=w.manager, reason="A late figure")),
    ),
    periods.open_next_month: (
        OFFICER,
        at_once(lambda w: periods.open_next_month(contract=w.contract, by=w.officer)),
    ),
    mitigations.propose: (OFFICER, at_once(asked)),
    mitigations.change: (
        OFFICER,
        after(
            asked,
            lambda w, m: mitigations.change(
                mitigation=m,
                draft=draft(w.contract, ("IMT_KPI_02", "2021-07"), reason="A storm"),
                by=w.officer,
                seen=mitigations.version_of(m),
            ),
        ),
    ),
    mitigations.withdraw: (
        OFFICER,
        after(asked, lambda w, m: mitigations.withdraw(mitigation=m, by=w.officer, reason="A mistake")),
    ),
    mitigations.agree: (
        MANAGER,
        after(lambda w: (reported(w), asked(w))[1], lambda w, m: agree(m, w.manager)),
    ),
    mitigations.decline: (MANAGER, after(asked, lambda w, m: decline(m, w.manager))),
    mitigations.end: (
        MANAGER,
        after(lambda w: (reported(w), agreed(w))[1], lambda w, m: end(m, w.manager)),
    ),
    evidence.attach: (OFFICER, attaching),
    evidence.remove: (
        OFFICER,
        after(attached, lambda w, found: evidence.remove(evidence=found, by=w.officer)),
    ),
    changes.make_change: (ADMINISTRATOR, new_terms),
    definitions.describe: (ADMINISTRATOR, words),
    credit_terms.change_credit_terms: (
        ADMINISTRATOR,
        after(
            reported,
            lambda w, _: credit_terms.change_credit_terms(
                contract=w.contract, new=repriced(JULY), by=w.administrator
            ),
        ),
    ),
    credit_terms.withdraw_credit_terms: (
        ADMINISTRATOR,
        after(
            lambda w: credit_terms.change_credit_terms(
                contract=w.contract, new=repriced(), by=w.administrator
            ),
            lambda w, _: credit_terms.withdraw_credit_terms(
                terms=w.contract.credit_terms.get(effective_from=AUGUST),
                by=w.administrator,
                reason="A mistake",
            ),
        ),
    ),
    suspensions.suspend_credits: (ADMINISTRATOR, at_once(suspension)),
    suspensions.end_suspension: (
        ADMINISTRATOR,
        after(
            suspension,
            lambda w, found: suspensions.end_suspension(
                suspension=found, month_to=AUGUST, reason="It is dry", by=w.administrator
            ),
        ),
    ),
    suspensions.withdraw_suspension: (
        ADMINISTRATOR,
        after(
            suspension,
            lambda w, found: suspensions.withdraw_suspension(
                suspension=found, reason="A mistake", by=w.administrator
            ),
        ),
    ),
    payments.save_payments: (ADMINISTRATOR, payment),
    bands.set_bands: (
        ADMINISTRATOR,
        at_once(lambda w: bands.set_bands(kpi=w.kpi, new=with_bands(), by=w.administrator)),
    ),
    bands.withdraw_bands: (
        ADMINISTRATOR,
        after(
            lambda w: bands.set_bands(kpi=w.kpi, new=with_bands(), by=w.administrator),
            lambda w, _: bands.withdraw_bands(kpi=w.kpi, month=JULY, reason="A mistake", by=w.administrator),
        ),
    ),
    warnings.add_warning: (ADMINISTRATOR, at_once(warning)),
    warnings.end_warning: (
        ADMINISTRATOR,
        after(
            warning,
            lambda w, rule: warnings.end_warning(
                rule=rule, month_to=AUGUST, reason="Not wanted", by=w.administrator
            ),
        ),
    ),
    open_months.judge_open_months: (ADMINISTRATOR, lower_target),
    rejudging.rejudge: (ADMINISTRATOR, misjudged),
    filling.fill_unpriced: (ADMINISTRATOR, unpriced),
}
