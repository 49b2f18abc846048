"""What reopening a signed-off month would change: results, points and pounds, of later months too.

A result that is judged otherwise may make the failure after it a repeat, or no longer one. In a later
month that is open this follows at once; one that is closed keeps what it says until it is reopened too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.points import PointsIncurred
from kpis.calculations.rag import Judgement
from kpis.figures import NO_FIGURE, printed_value, unpadded
from kpis.judging import Rulebook, next_month
from kpis.models import Kpi, Period, Result, ServiceCredit
from kpis.review.money import pounds
from kpis.summaries import Recorded, derive
from kpis.verdicts import Verdict, stored_judgement, verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """A result that would be judged, or would cost, otherwise than its row says."""

    month: Month
    kpi: str
    stands: Verdict
    stands_by: str
    becomes: Verdict
    becomes_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repriced:
    """A service area whose points or credit of a month would be others; printed, a dash for none."""

    month: Month
    area: str
    points: str
    points_become: str
    payable: str
    payable_becomes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """All that would differ.

    Attributes:
        rejudged, repriced: in the month itself.
        later_rejudged, later_repriced: in later months, by what the month would then say.
        closed_later: those of the later months that are closed, and would differ only once reopened too.
    """

    rejudged: list[Rejudged]
    repriced: list[Repriced]
    later_rejudged: list[Rejudged]
    later_repriced: list[Repriced]
    closed_later: list[Month]

    @property
    def changes_nothing(self) -> bool:
        return not (self.rejudged or self.repriced or self.later_rejudged or self.later_repriced)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A result as it is stored and as it would be judged today."""

    result: Result
    stands: Judgement
    becomes: Judgement
    incurs: PointsIncurred

    @property
    def differs(self) -> bool:
        kept = (self.result.points_incurred, self.result.is_repeat, self.result.severity)
        asked = (self.incurs.incurred, self.incurs.is_repeat, self.incurs.severity or "")
        return self.stands != self.becomes or kept != asked

    @property
    def ends_or_begins_a_run(self) -> bool:
        return self.stands.status is not self.becomes.status


def load_reopening(
    period: Period,
    kpis: Iterable[Kpi],
    results: Mapping[int, Result],
    credits: Collection[ServiceCredit],
    rulebook: Rulebook,
) -> Reopening:
    """What reopening a month would change, in at most fifteen queries.

    Args:
        kpis: those in service in the month.
        results: of the month, by the primary key of their KPI.
        credits: of the month, as they stand.
    """
    measured = [kpi for kpi in kpis if kpi.pk in results]
    for kpi in measured:
        results[kpi.pk].kpi = kpi
    rulebook.recall([results[kpi.pk] for kpi in measured])
    found = [_judged(results[kpi.pk], rulebook) for kpi in measured]
    differing = [each for each in found if each.differs]
    later = _later(period, differing, rulebook)
    repriced = _repriced(period, differing, later, credits, rulebook)
    return Reopening(
        rejudged=[_rejudged(each) for each in differing],
        repriced=[row for row in repriced if row.month == period.month],
        later_rejudged=[_rejudged(each) for each in later],
        later_repriced=[row for row in repriced if row.month != period.month],
        closed_later=sorted({each.result.month for each in later if not each.result.period.is_open}),
    )


def _judged(result: Result, rulebook: Rulebook) -> _Found:
    becomes = rulebook.judgement(result.kpi, result.month, result.measurement)
    return _Found(
        result=result,
        stands=stored_judgement(result, result.kpi),
        becomes=becomes,
        incurs=rulebook.points(result.kpi, result.month, becomes),
    )


def _later(period: Period, differing: Iterable[_Found], rulebook: Rulebook) -> list[_Found]:
    """The results after those that end or begin a run of failures, as far as they would differ by it."""
    turned = {each.result.kpi_id: each for each in differing if each.ends_or_begins_a_run}
    if not turned or not rulebook.knows_repeats:
        return []
    rows = Result.objects.filter(kpi__in=turned, month__gt=period.month).select_related("kpi", "period")
    found = []
    for result in rows.order_by("month", "kpi__reference"):
        before = turned.get(result.kpi_id)
        if before is not None and result.month == next_month(result.kpi, before.result.month):
            rulebook.statuses[result.kpi_id, before.result.month] = before.becomes.status
            judged = _judged(result, rulebook)
            if judged.differs:
                found.append(judged)
            if judged.ends_or_begins_a_run:
                turned[result.kpi_id] = judged
    return found


def _repriced(
    period: Period,
    differing: Iterable[_Found],
    later: Iterable[_Found],
    credits: Collection[ServiceCredit],
    rulebook: Rulebook,
) -> list[Repriced]:
    """The areas whose points or pounds would be others, month by month."""
    periods = {period.pk: period}
    stands = {period.pk: {credit.service_area.code: credit for credit in credits}}
    instead = {}
    for each in (*differing, *later):
        instead[each.result.period_id, each.result.kpi_id] = Recorded(
            each.becomes.status, each.incurs.incurred
        )
    for each in later:
        periods[each.result.period_id] = each.result.period
    stands |= _credits_by_period([key for key in periods if key != period.pk])
    derived = derive(period.contract, list(periods.values()), rulebook, instead)
    return [
        row
        for key, one in periods.items()
        for row in _differing_areas(one.month, stands.get(key, {}), derived[key].credits)
    ]


def _credits_by_period(keys: Collection[int]) -> dict[int, dict[str, ServiceCredit]]:
    found: dict[int, dict[str, ServiceCredit]] = defaultdict(dict)
    if keys:
        for credit in ServiceCredit.objects.filter(period__in=keys).select_related("service_area"):
            found[credit.period_id][credit.service_area.code] = credit
    return found


def _differing_areas(
    month: Month, stands: Mapping[str, ServiceCredit], becomes: Iterable[ServiceCredit]
) -> Iterator[Repriced]:
    would_be = {credit.service_area.code: credit for credit in becomes}
    for area in dict.fromkeys([*would_be, *stands]):
        before, after = stands.get(area), would_be.get(area)
        if _sums(before) != _sums(after):
            yield Repriced(
                month=month,
                area=area,
                points=_points(before),
                points_become=_points(after),
                payable=pounds(before.payable if before else None),
                payable_becomes=pounds(after.payable if after else None),
            )


def _sums(credit: ServiceCredit | None) -> tuple[Decimal | None, ...] | None:
    if credit is None:
        return None
    return credit.points, credit.uncapped, credit.cap, credit.payable, credit.lost_to_cap


def _points(credit: ServiceCredit | None) -> str:
    return NO_FIGURE if credit is None else unpadded(credit.points)


def _rejudged(found: _Found) -> Rejudged:
    kept = PointsIncurred(own=found.result.points_incurred, is_repeat=found.result.is_repeat)
    return Rejudged(
        month=found.result.month,
        kpi=found.result.kpi.reference,
        stands=verdict(found.stands, found.result.kpi),
        stands_by=_by_what(found.stands, found.result.kpi, kept),
        becomes=verdict(found.becomes, found.result.kpi),
        becomes_by=_by_what(found.becomes, found.result.kpi, found.incurs),
    )


def _by_what(judgement: Judgement, kpi: Kpi, incurs: PointsIncurred) -> str:
    """The terms of a judgement, and what it incurs, in words."""
    terms = judgement.terms
    tsl, msl = (printed_value(level, kpi.unit, kpi.decimals) for level in (terms.tsl, terms.msl))
    weight = NO_FIGURE if terms.points is None else unpadded(terms.points)
    repeat = " as a repeat failure" if incurs.is_repeat else ""
    return f"TSL {tsl}, MSL {msl}, {weight} points; incurs {unpadded(incurs.incurred)}{repeat}"
