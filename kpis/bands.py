"""A KPI's bands as pages show them: through time, and with the values that would fall into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from contracts.calculations.months import Month
from kpis.actions.bands import NewBands
from kpis.calculations.points import NO_POINTS, Band, band_of
from kpis.calculations.rag import Better, Status
from kpis.calculations.schedule import in_force
from kpis.closed import closed_months
from kpis.figures import NO_FIGURE, printed_value, unpadded
from kpis.judging import Rulebook, bands_of
from kpis.models import Kpi, KpiBand, Result
from kpis.words import SEVERITY_WORDS, STATUS_WORDS

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BandLine:
    """A band in words."""

    values: str
    severity: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BandSet:
    """A set of bands, best values first; ``until`` is its last month, None for the latest."""

    month: Month
    until: Month | None
    lines: tuple[BandLine, ...]
    can_be_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A value of the last months, and the band it falls into now and would."""

    month: str
    value: str
    status: str
    word: str
    now: str
    proposed: str
    differs: bool


def sets_of(kpi: Kpi) -> tuple[BandSet, ...]:
    """The sets of a KPI through time, latest first, in two queries."""
    rows = KpiBand.objects.filter(kpi=kpi).order_by("-effective_from")
    dated = [
        (month, [row.plain for row in found])
        for month, found in groupby(rows, lambda row: row.effective_from)
    ]
    last_closed = max(closed_months(kpi.contract), default=None)
    return tuple(
        BandSet(
            month=month,
            until=later[0] + -1 if later else None,
            lines=lines_of(kpi, bands),
            can_be_withdrawn=later is None and (last_closed is None or month > last_closed),
        )
        for (month, bands), later in zip(dated, [None, *dated], strict=False)
    )


def lines_of(kpi: Kpi, bands: Sequence[Band]) -> tuple[BandLine, ...]:
    """A set of bands in words, best values first."""
    lowest_first = sorted(bands, key=lambda band: (band.low is not None, band.low or NO_POINTS))
    best_first = lowest_first if Better(kpi.better) is Better.LOWER else lowest_first[::-1]
    return tuple(
        BandLine(
            values=_values(band, kpi), severity=SEVERITY_WORDS[band.severity], points=unpadded(band.points)
        )
        for band in best_first
    )


def _values(band: Band, kpi: Kpi) -> str:
    """From where to where: a limit belongs to the better of the two bands that meet there."""
    low, high = (printed_value(limit, kpi.unit, kpi.decimals) for limit in (band.low, band.high))
    if band.low is None and band.high is None:
        return "Any value"
    if Better(kpi.better) is Better.HIGHER:
        if band.low is None:
            return f"Below {high}"
        return f"{low} or more" if band.high is None else f"{low} to below {high}"
    if band.high is None:
        return f"Above {low}"
    return f"{high} or less" if band.low is None else f"Above {low}, up to {high}"


def bands_now(kpi: Kpi, month: Month) -> tuple[Band, ...]:
    """The bands in force in a month; none before the first set."""
    return in_force(bands_of(kpi.contract).get(kpi.pk, ()), month) or ()


def fallen_of(kpi: Kpi, new: NewBands) -> tuple[Fallen, ...]:
    """The band that each value of the last twelve months falls into, by the bands of now and the new ones."""
    latest = kpi.contract.periods.order_by("-month").values_list("month", flat=True).first()
    if latest is None:
        return ()
    now = bands_now(kpi, new.effective_from)
    results = Result.objects.for_months(kpi.contract, latest + 1 + -MONTHS_SHOWN, latest)
    valued = results.filter(kpi=kpi, value__isnull=False).order_by("-month")
    return tuple(_fallen(result, kpi, now, new.bands) for result in valued)


def _fallen(result: Result, kpi: Kpi, now: Sequence[Band], proposed: Sequence[Band]) -> Fallen:
    before, after = _in_words(result, kpi, now), _in_words(result, kpi, proposed)
    return Fallen(
        month=result.month.name,
        value=printed_value(result.value, kpi.unit, kpi.decimals),
        status=result.status,
        word=STATUS_WORDS[Status(result.status)],
        now=before,
        proposed=after,
        differs=before != after,
    )


def _in_words(result: Result, kpi: Kpi, bands: Sequence[Band]) -> str:
    band = None if result.value is None else band_of(result.value, bands, Better(kpi.better))
    if band is None:
        return NO_FIGURE
    points = "1 point" if band.points == 1 else f"{unpadded(band.points)} points"
    return f"{SEVERITY_WORDS[band.severity]}, {points}"


def with_new_bands(kpi: Kpi, new: NewBands) -> Rulebook:
    """The rulebook of a KPI's contract as it would be with new bands of the KPI."""
    rulebook, bands = Rulebook.of_contract(kpi.contract), bands_of(kpi.contract)
    dated = sorted([*bands.get(kpi.pk, []), (new.effective_from, new.bands)], key=_month)
    return replace(rulebook, bands={**bands, kpi.pk: dated})


def _month(dated: tuple[Month, Iterable[Band]]) -> Month:
    return dated[0]
