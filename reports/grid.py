"""The RAG grid: KPIs by service area, months across, a letter and a colour in each cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from contracts.calculations.months import Month
from kpis.calculations.rag import Status
from kpis.figures import printed_value
from kpis.words import AWAITING, STATUS_MEANINGS, as_choices
from reports.letters import LETTERS, WORDS
from reports.markup import Markup, as_html, joined
from reports.sparklines import sparkline
from reports.statements.load import KpiRow, PeriodRow, Record, figure

ANY = "ANY-REFERENCE"
ALWAYS_EXPLAINED = frozenset({Status.GREEN, Status.AMBER, Status.RED, Status.BLUE})
MEANINGS: Mapping[str, str] = dict(as_choices(STATUS_MEANINGS)) | {AWAITING: "Nothing has been entered"}

ROW = Markup(
    '<tr><th scope="row"><span class="csg-grid__kpi"><a class="govuk-link csg-reference" href="%s">%s</a> '
    '<span class="csg-grid__description">%s</span></span></th><td class="csg-grid__course">%s</td>%s</tr>'
)
"""The address of a KPI, its reference and description, its figures as a line, and its cells."""
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
    address: str
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
        return len(self.periods) + 2


class State(NamedTuple):
    """What a cell shows: a status, and the texts of a value and of its TSL where there are any."""

    status: str
    value: str | None = None
    tsl: str | None = None


OUT = State("")
"""Of a month out of service."""


class Column(NamedTuple):
    """The pieces of HTML that the cells of a period share."""

    month: SafeString
    name: SafeString


def grid_of(record: Record, first: Month, last: Month) -> Grid:
    """The grid of a loaded record from one month to another: KPIs in service in at least one of them."""
    periods = record.periods_between(first, last)
    rows = [
        (kpi, _states(kpi, periods, record))
        for kpi in record.kpis
        if any(kpi.is_in_service_in(period.month) for period in periods)
    ]
    occurring = {state.status for _, states in rows for state in states}
    return Grid(periods, tuple(_areas(record.contract.reference, periods, rows)), _key(occurring))


def _states(kpi: KpiRow, periods: Sequence[PeriodRow], record: Record) -> list[State]:
    return [_state(kpi, period, record) if kpi.is_in_service_in(period.month) else OUT for period in periods]


def _state(kpi: KpiRow, period: PeriodRow, record: Record) -> State:
    if result := record.results.get((kpi.pk, period.pk)):
        return State(result.status, result.value, result.tsl)
    return State(status_unrecorded(kpi, period.month, record))


def _key(occurring: Collection[str]) -> tuple[KeyEntry, ...]:
    return tuple(
        KeyEntry(status, letter, WORDS[status], MEANINGS[status])
        for status, letter in LETTERS.items()
        if status in ALWAYS_EXPLAINED or status in occurring
    )


def _areas(
    contract: str, periods: Sequence[PeriodRow], rows: Iterable[tuple[KpiRow, list[State]]]
) -> Iterator[GridArea]:
    columns = [Column(MONTH.fill(period.month), MONTH_NAME.fill(period.month.name)) for period in periods]
    kpi_address = addresses_of("kpi_detail", contract)
    area_address = addresses_of("service_area", contract)
    for (code, name), own in groupby(rows, lambda row: (row[0].area, row[0].area_name)):
        last = periods[-1].month
        html = joined(_row(kpi, kpi_address(kpi.reference), columns, states, last) for kpi, states in own)
        yield GridArea(code, name, f"{area_address(code)}?month={periods[-1].month}", html)


def addresses_of(page: str, contract: str) -> Callable[[str], str]:
    """A function from the reference of a KPI, or an area, to its page's address, looked up once for all.

    The contract is given by its reference. References hold nothing that an address would have to
    quote (``contracts.validators``).
    """
    before, after = reverse(page, args=[contract, ANY]).rsplit(ANY, 1)
    return lambda reference: f"{before}{reference}{after}"


def _row(
    kpi: KpiRow, address: str, columns: Sequence[Column], states: Sequence[State], last: Month
) -> SafeString:
    href, reference = as_html(address), as_html(kpi.reference)
    pieces: list[SafeString] = []
    for (month, name), state in zip(columns, states, strict=True):
        if state is OUT:
            pieces.append(OUT_OF_SERVICE)
        else:
            end = end_of_cell(state.status, state.value, kpi.unit, kpi.decimals)
            pieces += (BEGIN[state.status], href, month, reference, name, end)
    return ROW.fill(href, reference, kpi.description, _line(kpi, states, last), joined(pieces))


def line_of(kpi: KpiRow, periods: Sequence[PeriodRow], record: Record) -> SafeString:
    """The figures of a KPI in some periods, one or more, as a line the size of a word."""
    return _line(kpi, _states(kpi, periods, record), periods[-1].month)


def _line(kpi: KpiRow, states: Sequence[State], last: Month) -> SafeString:
    _, values, targets = zip(*states, strict=True)
    return sparkline(values, targets, kpi.unit, kpi.decimals, last)


def status_unrecorded(kpi: KpiRow, month: Month, record: Record) -> str:
    """What a KPI in service is in a month for which nothing is recorded."""
    return kpi.status_unrecorded(month, record.contract.month_number(month)) or AWAITING


@lru_cache(maxsize=20_000)
def end_of_cell(status: str, value: str | None, unit: str, decimals: int) -> SafeString:
    """A status and its value in words, as in ``green 96.20%``, and the letter that is seen of it."""
    word = WORDS[status].lower()
    said = word if value is None else f"{word} {printed_value(figure(value), unit, decimals)}"
    return END.fill(said, LETTERS[status])
