"""From the points of a month to what each service area's failures cost, by the credit terms in force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.calculations.pricing import Pricing
from contracts.models import Contract, CreditSuspension, CreditTerms, ServiceArea, ServicePayment
from kpis.calculations.credits import Price, Tier, credit_for
from kpis.calculations.schedule import in_force, in_service
from kpis.models import Period, ServiceCredit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricebook:
    """All that says what points cost in some months of a contract, loaded once.

    Attributes:
        areas: the contract's service areas, in the order of reports.
        terms: the credit terms with their tiers, by the month they take effect, earliest first.
        payments: in pounds, by the primary key of the area and the month.
        suspensions: first and last month (None while open) of each.
    """

    areas: tuple[ServiceArea, ...] = ()
    terms: tuple[tuple[Month, CreditTerms], ...] = ()
    payments: Mapping[tuple[int, Month], Decimal]
    suspensions: tuple[tuple[Month, Month | None], ...] = ()

    @classmethod
    def of_contract(cls, contract: Contract, months: Collection[Month]) -> Pricebook:
        """What points cost in some months, in five queries; one for a contract without credit terms."""
        rows = CreditTerms.objects.filter(contract=contract).order_by("effective_from")
        terms = tuple((row.effective_from, row) for row in rows.prefetch_related("tiers"))
        if not terms:
            return cls(payments={})
        payments = ServicePayment.objects.filter(service_area__contract=contract, month__in=set(months))
        suspensions = CreditSuspension.objects.filter(contract=contract).order_by("month_from")
        return cls(
            areas=tuple(contract.service_areas.order_by("position", "code")),
            terms=terms,
            payments={
                (area, month): amount
                for area, month, amount in payments.values_list("service_area", "month", "amount")
            },
            suspensions=tuple(suspensions.values_list("month_from", "month_to")),
        )

    def is_suspended_in(self, month: Month) -> bool:
        return any(in_service(month, first, last) for first, last in self.suspensions)

    def credits_of(self, period: Period, points: Mapping[int, Decimal]) -> Iterator[ServiceCredit]:
        """The unsaved credits of a period's areas; none before the first credit terms.

        Args:
            points: incurred in the period, by the primary key of each area that has a KPI in service.
        """
        terms = in_force(self.terms, period.month)
        if terms is None:
            return
        price, is_suspended = price_of(terms), self.is_suspended_in(period.month)
        for area in self.areas:
            if area.pk not in points:
                continue
            credit = credit_for(
                points[area.pk],
                price=price,
                payment=self.payments.get((area.pk, period.month)),
                is_suspended=is_suspended,
            )
            yield ServiceCredit.of(period, area, terms, credit)


def price_of(terms: CreditTerms) -> Price:
    """What credit terms say a point costs, as plain values."""
    return Price(
        pricing=Pricing(terms.pricing),
        per_point=terms.credit_per_point,
        tiers=tuple(
            Tier(above=tier.above, multiplier=tier.multiplier)
            for tier in sorted(terms.tiers.all(), key=lambda tier: tier.above)
        ),
        charge_percent=terms.charge_percent,
        cap_percent=terms.cap_percent,
    )
