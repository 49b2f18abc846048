"""One credit, with all it came from: the results, the terms, the price, the cap, any suspension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from contracts.calculations.months import Month
from contracts.models import Contract, CreditSuspension, CreditTerms
from kpis.calculations.credits import Credit
from kpis.calculations.rag import SHORTFALLS, Status
from kpis.figures import printed_value
from kpis.models import Kpi, Period, Result, ServiceCredit
from kpis.pricing import price_of
from kpis.words import STATUS_WORDS
from reports.credits.working import Step, disagreement, steps_of
from reports.points_working import PointRules, points_working, rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A result that incurred points, and how."""

    kpi: Kpi
    value: str
    status: str
    word: str
    working: str
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditDetail:
    """A credit and its explanation.

    Attributes:
        disagreement: what to say where what is stored is not what is shown to lead to it.
        mitigated: how many results of the area were forgiven, and so incurred nothing.
    """

    period: Period
    area: str
    area_name: str
    credit: Credit
    terms: CreditTerms
    failures: tuple[Failure, ...]
    steps: tuple[Step, ...]
    disagreement: str
    mitigated: int


def credit_detail_of(contract: Contract, month: Month, code: str) -> CreditDetail | None:
    """The credit of an area in a month; None where none is stored. In six queries, seven with bands."""
    rows = credits_of(contract, month).filter(service_area__code=code)
    found = details_of(contract, month, rows)
    return found[0] if found else None


def credits_of(contract: Contract, month: Month) -> QuerySet[ServiceCredit]:
    """The stored credits of a month with the terms they came from, in the order of the areas."""
    rows = ServiceCredit.objects.filter(contract=contract, month=month.first_day)
    related = rows.select_related("period", "service_area", "credit_terms__change_notice")
    ordered = related.order_by("service_area__position", "service_area__code")
    return ordered.prefetch_related("credit_terms__tiers")


def details_of(contract: Contract, month: Month, credits: Iterable[ServiceCredit]) -> list[CreditDetail]:
    """Some credits of one month with their explanations, in a number of queries that does not grow."""
    rows = list(credits)
    results = _results(contract, month, rows)
    rules = rules_of(contract, [result.kpi for result in results])
    reason = _reason(contract, month) if any(row.is_suspended for row in rows) else ""
    return [
        _detail(
            row, [each for each in results if each.kpi.service_area_id == row.service_area_id], rules, reason
        )
        for row in rows
    ]


def _results(contract: Contract, month: Month, credits: Sequence[ServiceCredit]) -> list[Result]:
    """The failures and the mitigated results of the areas' KPIs in service, by reference."""
    found = Result.objects.filter(
        Q(status__in=SHORTFALLS) | Q(status=Status.BLUE),
        contract=contract,
        month=month.first_day,
        kpi__service_area__in=[row.service_area_id for row in credits],
    )
    rows = found.select_related("kpi").order_by("kpi__reference")
    return [result for result in rows if result.kpi.is_in_service_in(month)]


def _reason(contract: Contract, month: Month) -> str:
    """Why credits are suspended in a month."""
    rows = CreditSuspension.objects.filter(contract=contract, month_from__lte=month.first_day)
    lasting = rows.filter(Q(month_to__isnull=True) | Q(month_to__gte=month.first_day))
    return " ".join(lasting.order_by("month_from").values_list("reason", flat=True))


def _detail(row: ServiceCredit, results: Sequence[Result], rules: PointRules, reason: str) -> CreditDetail:
    failures = [_failure(result, rules) for result in results if result.status in SHORTFALLS]
    price, credit = price_of(row.credit_terms), row.plain
    return CreditDetail(
        period=row.period,
        area=row.service_area.code,
        area_name=row.service_area.name,
        credit=credit,
        terms=row.credit_terms,
        failures=tuple(failures),
        steps=tuple(steps_of(credit, price, reason=reason)),
        disagreement=disagreement(credit, price, [failure.points for failure in failures]),
        mitigated=sum(result.status == Status.BLUE for result in results),
    )


def _failure(result: Result, rules: PointRules) -> Failure:
    return Failure(
        kpi=result.kpi,
        value=printed_value(result.value, result.kpi.unit, result.kpi.decimals),
        status=result.status,
        word=STATUS_WORDS[Status(result.status)],
        working=points_working(result, result.kpi, rules),
        points=result.points_incurred,
    )
