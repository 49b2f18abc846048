"""The RAG grid: KPIs by service area, months across, a letter and a colour in each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from contracts.calculations.months import Month
from kpis.calculations.rag import Status
from kpis.figures import printed_value
from kpis.verdicts import AWAITING, NOT_YET
from kpis.words import STATUS_MEANINGS, STATUS_WORDS, as_choices
from reports.markup import Markup, as_html, joined
from reports.statements.load import KpiRow, PeriodRow, Record, figure

ANY_KPI = "ANY_KPI"
LETTERS: Mapping[str, str] = {
    Status.GREEN: "G",
    Status.AMBER: "A",
    Status.RED: "R",
    Status.BLUE: "B",
    Status.NOT_REPORTED: "NR",
    Status.NO_ACTIVITY: "NA",
    Status.NOT_DUE: "–",
    Status.INFORMATION: "i",
    AWAITING: "…",
}
ALWAYS_EXPLAINED = frozenset({Status.GREEN, Status.AMBER, Status.RED, Status.BLUE})
WORDS: Mapping[str, str] = dict(as_choices(STATUS_WORDS)) | {AWAITING: NOT_YET.word}
MEANINGS: Mapping[str, str] = dict(as_choices(STATUS_MEANINGS)) | {AWAITING: "Nothing has been entered"}

ROW = Markup(
    '<tr><th scope="row"><span class="csg-grid__kpi"><a class="govuk-link csg-reference" href="%s">%s</a> '
    '<span class="csg-grid__description">%s</span></span></th>%s</tr>'
)
"""The address of a KPI, its reference and description, and its cells."""
# A cell is six pieces of HTML, and all but the last repeat along its row or its column.
BEGIN = {status: Markup('<td class="csg-cell--%s"><a href="').fill(status) for status in LETTERS}
MONTH = Markup('#m-%s" aria-label="')
MONTH_NAME = Markup(" %s ")
END = Markup('%s">%s</a></td>')
OUT_OF_SERVICE = Markup("<td></td>").fill()


@dataclass(frozen=True, slots=True)
class GridArea:
    """A service area, and the rows of its KPIs as HTML."""

    code: str
    name: str
    rows: SafeString


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a letter of the grid means."""

    status: str
    letter: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The months across, the KPIs down, and what the four colours and the other letters that occur mean."""

    periods: tuple[PeriodRow, ...]
    areas: tuple[GridArea, ...]
    key: tuple[KeyEntry, ...]

    @property
    def has_provisional(self) -> bool:
        return not all(period.is_final for period in self.periods)

    @property
    def width(self) -> int:
        return len(self.periods) + 1


def grid_of(record: Record, first: Month, last: Month) -> Grid:
    """The grid of a loaded record from one month to another: KPIs in service in at least one of them."""
    periods = record.periods_between(first, last)
    columns = [
        Column(period, MONTH.fill(period.month), MONTH_NAME.fill(period.month.name)) for period in periods
    ]
    served = [kpi for kpi in record.kpis if any(kpi.is_in_service_in(period.month) for period in periods)]
    address = addresses_of_kpis(record.contract.reference)
    occurring: set[str] = set()
    areas = tuple(
        GridArea(
            code,
            name,
            joined(_row(kpi, columns, record, address(kpi.reference), occurring) for kpi in kpis),
        )
        for (code, name), kpis in groupby(served, lambda kpi: (kpi.area, kpi.area_name))
    )
    key = tuple(
        KeyEntry(status, letter, WORDS[status], MEANINGS[status])
        for status, letter in LETTERS.items()
        if status in ALWAYS_EXPLAINED or status in occurring
    )
    return Grid(periods, areas, key)


class Column(NamedTuple):
    """A period of the grid, and the pieces of HTML that its cells share."""

    period: PeriodRow
    month: SafeString
    name: SafeString


def _column(period: PeriodRow) -> Column:
    return Column(period, MONTH.fill(period.month), MONTH_NAME.fill(period.month.name))


def addresses_of_kpis(contract: str) -> Callable[[str], str]:
    """A function from a KPI's reference to the address of its page, which is looked up once for all.

    The contract is given by its reference. References hold nothing that an address would have to
    quote (``contracts.validators``).
    """
    before, after = reverse("kpi_detail", args=[contract, ANY_KPI]).rsplit(ANY_KPI, 1)
    return lambda reference: f"{before}{reference}{after}"


def _row(
    kpi: KpiRow, columns: Sequence[Column], record: Record, address: str, occurring: set[str]
) -> SafeString:
    cells = joined(_cells(kpi, columns, record, address, occurring))
    return ROW.fill(address, kpi.reference, kpi.description, cells)


def _cells(
    kpi: KpiRow, columns: Sequence[Column], record: Record, address: str, occurring: set[str]
) -> Iterator[SafeString]:
    href, reference = as_html(address), as_html(kpi.reference)
    for period, month, name in columns:
        result = record.results.get((kpi.pk, period.pk))
        if result is None and not kpi.is_in_service_in(period.month):
            yield OUT_OF_SERVICE
            continue
        status = result.status if result else status_unrecorded(kpi, period.month, record)
        occurring.add(status)
        end = end_of_cell(status, result.value if result else None, kpi.unit, kpi.decimals)
        yield from (BEGIN[status], href, month, reference, name, end)


def status_unrecorded(kpi: KpiRow, month: Month, record: Record) -> str:
    """What a KPI in service is in a month for which nothing is recorded."""
    due = kpi.is_counted_in(month, record.contract.month_number(month))
    return AWAITING if due else Status.NOT_DUE


@lru_cache(maxsize=20_000)
def end_of_cell(status: str, value: str | None, unit: str, decimals: int) -> SafeString:
    """A status and its value in words, as in ``green 96.20%``, and the letter that is seen of it."""
    word = WORDS[status].lower()
    said = word if value is None else f"{word} {printed_value(figure(value), unit, decimals)}"
    return END.fill(said, LETTERS[status])
