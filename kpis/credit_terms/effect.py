"""What proposed credit terms would have come to in the last closed month, beside those of now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.calculations.pricing import Regime
from contracts.models import Contract, ServicePayment
from kpis.actions.credit_terms import NewTerms
from kpis.calculations.credits import Credit, Price, credit_for
from kpis.calculations.points import NO_POINTS, PointTerms, points_incurred
from kpis.calculations.rag import Better, Status
from kpis.calculations.schedule import in_force
from kpis.credit_terms.words import point_terms_of
from kpis.judging import Rulebook, bands_of, previous_month
from kpis.models import Period, PeriodState, Result
from kpis.pricing import Pricebook, price_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiEffect:
    """A KPI that would have incurred other points."""

    kpi: str
    status: Status
    now: Decimal
    proposed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEffect:
    """A service area's credit by the terms of now, None without any, and by those proposed."""

    code: str
    name: str
    now: Credit | None
    proposed: Credit

    @property
    def difference(self) -> Decimal | None:
        """What more would be payable, in pounds; None where a credit waits for its payment."""
        before = NO_POINTS if self.now is None else self.now.payable
        return None if before is None or self.proposed.payable is None else self.proposed.payable - before


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The last closed month by the terms of now and by the proposed ones.

    Attributes:
        now_from: since when the terms of now hold; None where there are none.
        is_suspended: whether credits are suspended in the month, so that nothing is payable.
        kpis: those whose points differ, by reference.
    """

    month: Month
    state: str
    now_from: Month | None
    is_suspended: bool
    areas: tuple[AreaEffect, ...]
    kpis: tuple[KpiEffect, ...]

    @property
    def payable_now(self) -> Decimal:
        return sum((each.now.payable or NO_POINTS for each in self.areas if each.now), NO_POINTS)

    @property
    def payable_proposed(self) -> Decimal:
        return sum((each.proposed.payable or NO_POINTS for each in self.areas), NO_POINTS)

    @property
    def difference(self) -> Decimal:
        return self.payable_proposed - self.payable_now


def effect_of(contract: Contract, new: NewTerms) -> Effect | None:
    """What new terms would have come to in the last closed month; None while no month is closed.

    Its results count as they were judged, with the weights, payments and suspension of that month, and
    the bands of the month in which the terms would begin.
    """
    closed = Period.objects.filter(contract=contract).exclude(state=PeriodState.OPEN)
    period = closed.order_by("-month").first()
    if period is None:
        return None
    pricebook = Pricebook.of_contract(contract, [period.month])
    terms = in_force(pricebook.terms, new.effective_from)
    results = _results_of(period)
    points = _PointsAsked(contract, results, new)
    now = points.by(point_terms_of(terms) if terms else None)
    proposed = points.by(new.points)
    sums_now, sums_proposed = _by_area(results, now), _by_area(results, proposed)
    credit = _CreditAsked(contract, period.month, is_suspended=pricebook.is_suspended_in(period.month))
    return Effect(
        month=period.month,
        state=period.get_state_display(),
        now_from=terms.effective_from if terms else None,
        is_suspended=credit.is_suspended,
        areas=tuple(
            AreaEffect(
                code=area.code,
                name=area.name,
                now=credit.of(area.pk, sums_now, price_of(terms)) if terms else None,
                proposed=credit.of(area.pk, sums_proposed, new.price),
            )
            for area in contract.service_areas.order_by("position", "code")
        ),
        kpis=tuple(_kpis(results, now, proposed)),
    )


def with_new_terms(contract: Contract, new: NewTerms) -> Rulebook:
    """The rulebook of a contract as it would be with new terms."""
    rulebook = Rulebook.of_contract(contract)
    dated = sorted([*rulebook.point_terms, (new.effective_from, new.points)], key=lambda pair: pair[0])
    return replace(rulebook, bands=bands_of(contract), point_terms=dated)


def without_bands(contract: Contract, rulebook: Rulebook, month: Month) -> tuple[str, ...]:
    """The KPIs whose failures would incur nothing in a month for want of bands, by reference.

    None where points do not go by bands then; a KPI without a target cannot fail.
    """
    terms = in_force(rulebook.point_terms, month)
    if terms is None or terms.regime is not Regime.BANDS:
        return ()
    return tuple(
        kpi.reference
        for kpi in contract.kpis.order_by("reference")
        if kpi.is_in_service_in(month)
        and rulebook.terms_in(kpi, month).tsl is not None
        and not in_force(rulebook.bands.get(kpi.pk, ()), month)
    )


def _results_of(period: Period) -> list[Result]:
    rows = Result.objects.filter(period=period).select_related("kpi").order_by("kpi__reference")
    return [result for result in rows if result.kpi.is_in_service_in(period.month)]


class _PointsAsked:
    """The points of some judged results by any terms, with bands and earlier statuses loaded once."""

    def __init__(self, contract: Contract, results: list[Result], new: NewTerms) -> None:
        self.results, self.month = results, new.effective_from
        self.rulebook = with_new_terms(contract, new)
        self.rulebook.recall(results)

    def by(self, terms: PointTerms | None) -> dict[int, Decimal]:
        """What each result incurs by some terms, by the primary key of its KPI."""
        return {result.kpi_id: self._incurred(result, terms) for result in self.results}

    def _incurred(self, result: Result, terms: PointTerms | None) -> Decimal:
        kpi = result.kpi
        return points_incurred(
            Status(result.status),
            terms=terms,
            weight=result.points,
            value=result.value,
            bands=in_force(self.rulebook.bands.get(kpi.pk, ()), self.month) or (),
            better=Better(kpi.better),
            previous=self.rulebook.statuses.get((kpi.pk, previous_month(kpi, result.month))),
        ).incurred


class _CreditAsked:
    """The credits of the areas of a month by any price, with its payments loaded once."""

    def __init__(self, contract: Contract, month: Month, *, is_suspended: bool) -> None:
        rows = ServicePayment.objects.filter(service_area__contract=contract, month=month.first_day)
        self.payments = dict(rows.values_list("service_area", "amount"))
        self.is_suspended = is_suspended

    def of(self, area: int, points: Mapping[int, Decimal], price: Price) -> Credit:
        return credit_for(
            points.get(area, NO_POINTS),
            price=price,
            payment=self.payments.get(area),
            is_suspended=self.is_suspended,
        )


def _by_area(results: Iterable[Result], points: Mapping[int, Decimal]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for result in results:
        sums[result.kpi.service_area_id] += points[result.kpi_id]
    return sums


def _kpis(
    results: Iterable[Result], now: Mapping[int, Decimal], proposed: Mapping[int, Decimal]
) -> Iterator[KpiEffect]:
    for result in results:
        if now[result.kpi_id] != proposed[result.kpi_id]:
            yield KpiEffect(
                kpi=result.kpi.reference,
                status=Status(result.status),
                now=now[result.kpi_id],
                proposed=proposed[result.kpi_id],
            )
