"""Reading a sheet from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from contracts.calculations.months import Month, months_between
from contracts.kept import kept
from contracts.models import Contract, ServiceArea
from kpis.calculations.rag import Better, Covers, Status
from kpis.calculations.schedule import Frequency
from kpis.entered import NOTHING, Entered
from kpis.entry.rows import EarlierMonth, Row, as_typed
from kpis.entry.sheet import AreaLink, Sheet
from kpis.figures import printed_value
from kpis.judging import Rulebook
from kpis.missing import Missing, in_words, kpis_in_service, what_is_missing
from kpis.models import Kpi, MitigatedKpi, Period, Result
from kpis.verdicts import NOT_YET, stored_judgement, verdict
from kpis.words import BETTER_WORDS, FREQUENCY_WORDS, STATUS_WORDS

MONTHS_BEFORE = 3
COVERS_IN_SENTENCE = {
    Covers.SHORTFALL: "amber or red counts as blue",
    Covers.EVERY: "it counts as blue whatever is measured, also without a value",
}


class EarlierRow(NamedTuple):
    """A KPI's stored result of an earlier month, the KPI by its primary key."""

    kpi: int
    month: Month
    value: Decimal | None
    status: str


def load_sheet(period: Period, area: ServiceArea) -> Sheet:
    """The sheet of a service area, in six queries however many KPIs it has."""
    kpis = kpis_in_service(period.contract, period)
    results = {result.kpi_id: result for result in Result.objects.filter(period=period).order_by()}
    rulebook = Rulebook.of_contract(period.contract)
    of_area = [kpi for kpi in kpis if kpi.service_area_id == area.pk]
    number = period.contract_month
    due = [kpi for kpi in of_area if kpi.pk in results or kpi.is_counted_in(period.month, number)]
    earlier = _earlier_months(due, _load_earlier(period.contract, period.month, area))
    mitigations = _mitigations(_load_mitigated(period.contract, period.month, area))
    return Sheet(
        period=period,
        area=area,
        months=[month.short_name for month in _months_before(period)],
        rows=[
            _row(kpi, period, results.get(kpi.pk), rulebook, earlier[kpi.pk], mitigations[kpi.pk])
            for kpi in due
        ],
        not_due=[_not_due(kpi) for kpi in of_area if kpi not in due],
        areas=_area_links(kpis, what_is_missing(kpis, results, period, rulebook)),
        rulebook=rulebook,
    )


def _row(
    kpi: Kpi,
    period: Period,
    result: Result | None,
    rulebook: Rulebook,
    earlier: Mapping[Month, EarlierMonth],
    mitigations: list[str],
) -> Row:
    terms = rulebook.terms_in(kpi, period.month)
    return Row(
        kpi=kpi,
        reference=kpi.reference,
        address=reverse("kpi_detail", args=[period.contract.reference, kpi.reference]),
        description=kpi.description,
        nature=_nature(kpi),
        tsl=printed_value(terms.tsl, kpi.unit, kpi.decimals),
        msl=printed_value(terms.msl, kpi.unit, kpi.decimals),
        earlier=[
            earlier.get(month) or EarlierMonth(month=month.short_name) for month in _months_before(period)
        ],
        mitigations=mitigations,
        typed=as_typed(Entered.of(result) if result else NOTHING),
        version=result.version if result else 0,
        verdict=verdict(stored_judgement(result, kpi), kpi) if result else NOT_YET,
    )


def _months_before(period: Period) -> list[Month]:
    return list(months_between(period.month + -MONTHS_BEFORE, period.month + -1))


def _nature(kpi: Kpi) -> str:
    better = BETTER_WORDS[Better(kpi.better)]
    frequency = Frequency(kpi.frequency)
    return better if frequency is Frequency.MONTHLY else f"{better}. {FREQUENCY_WORDS[frequency]}"


def _not_due(kpi: Kpi) -> str:
    how_often = FREQUENCY_WORDS[Frequency(kpi.frequency)].lower()
    return f"{kpi.reference} {kpi.description}: {how_often}, not due this month"


@kept
def _load_earlier(contract: Contract, month: Month, area: ServiceArea) -> tuple[EarlierRow, ...]:
    rows = Result.objects.for_months(contract, month + -MONTHS_BEFORE, month + -1).order_by()
    found = rows.filter(kpi__service_area=area).values_list(*EarlierRow._fields)
    return tuple(map(EarlierRow._make, found))


def _earlier_months(
    kpis: Iterable[Kpi], rows: Iterable[EarlierRow]
) -> Mapping[int, dict[Month, EarlierMonth]]:
    of_key = {kpi.pk: kpi for kpi in kpis}
    earlier: defaultdict[int, dict[Month, EarlierMonth]] = defaultdict(dict)
    for key, month, value, status in rows:
        kpi = of_key.get(key)
        if kpi is None or not kpi.is_in_service_in(month):
            continue
        shown = printed_value(value, kpi.unit, kpi.decimals)
        earlier[key][month] = EarlierMonth(
            month=month.short_name, value=shown, status=status, word=STATUS_WORDS[Status(status)]
        )
    return earlier


@kept
def _load_mitigated(contract: Contract, month: Month, area: ServiceArea) -> tuple[MitigatedKpi, ...]:
    rows = MitigatedKpi.objects.agreed().touching(month, month).filter(kpi__service_area=area)
    return tuple(rows.select_related("mitigation"))


def _mitigations(rows: Iterable[MitigatedKpi]) -> Mapping[int, list[str]]:
    sentences = defaultdict(list)
    for row in rows:
        lasts = f"until {row.month_to.name}" if row.month_to else "until it is ended"
        sentences[row.kpi_id].append(
            f"Mitigation {row.mitigation.reference}, agreed from {row.month_from.name} {lasts}: "
            f"{COVERS_IN_SENTENCE[Covers(row.mitigation.covers)]}. {row.mitigation.reason}"
        )
    return sentences


def _area_links(kpis: Iterable[Kpi], missing: Sequence[Missing]) -> list[AreaLink]:
    areas = {kpi.service_area.code: kpi.service_area.name for kpi in kpis}
    return [
        AreaLink(code=code, name=name, wants=in_words(item for item in missing if item.area == code))
        for code, name in areas.items()
    ]
