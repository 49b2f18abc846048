"""The tables of a statement's data as rows of named figures and texts, whatever the table.

The data is what ``reports.export.as_data`` makes: months as ``YYYY-MM``, decimals as text. A table, a column
or a list inside a row that is not known here is told by its own name, so none is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.utils.text import capfirst

from contracts.calculations.months import NAMES, WRITTEN, Month, printed_months
from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentKind, CommitmentStatus
from contracts.models.issues import IssueKind, IssueStatus, UnderControl
from contracts.models.objectives import Horizon, Rating
from contracts.models.programme import WorkstreamStatus
from contracts.models.sides import Owner
from kpis.calculations.rag import Unit
from kpis.figures import NO_FIGURE, with_unit
from kpis.models import PeriodState
from kpis.words import STATUS_WORDS
from reports.papers.public_data import KEYS, RENAMED
from reports.statements.changes import CHANGE_WORDS

Data: TypeAlias = Mapping[str, Any]
Path: TypeAlias = tuple[str, ...]

TITLES = {
    "contract": "Contract",
    "periods": "Months",
    "summary": "Summary",
    "exceptions": "Exceptions",
    "mitigations": "Mitigations",
    "changes": "KPI changes",
    "trend": "Green trend",
    "points": "Abatement points",
    "points_distributed": "Points distributed",
    "credits": "Service credits",
    "objectives": "Objectives",
    "savings": "Savings",
    "highlights": "Highlights",
    "issues": "Issues",
    "commitments": "Commitments",
    "assurances": "Assurances",
    "programme": "Programme",
}
"""What each table is called, in the order in which they are told of."""
SINCE_ROUND = frozenset(list(TITLES)[-7:])
"""Tables that a publication does not have which an earlier release made; it says nothing of them."""
NAMED_BY = ("month", "effective_from", "kpi", "area", "reference", "financial_year", "workstream")
"""The columns that name a row, as far as its table has them, in the order in which rows are sorted."""
MONTHS = frozenset({"month", "effective_from", "as_at", "month_from", "month_to"})
POUNDS = frozenset(
    {
        *("uncapped", "cap", "payable", "lost_to_cap", "contracted", "delivered", "variance"),
        *("cumulative_contracted", "cumulative_delivered", "cumulative_variance"),
    }
)
DAYS = frozenset(
    {
        *("commencement", "end", "as_at", "raised", "requested", "due"),
        *("resolved_on", "escalated_on", "settled_on", "answered_on"),
    }
)
WORDS: dict[str, Mapping[str, str]] = {
    "state": dict(PeriodState.choices),
    "change": CHANGE_WORDS,
    "status": {
        **{status.value: word for status, word in STATUS_WORDS.items()},
        **dict(IssueStatus.choices),
        **dict(CommitmentStatus.choices),
        **dict(AssuranceStatus.choices),
        **dict(WorkstreamStatus.choices),
    },
    "rating": dict(Rating.choices),
    "horizon": dict(Horizon.choices),
    "kind": {**dict(IssueKind.choices), **dict(CommitmentKind.choices)},
    "under_control": dict(UnderControl.choices),
    "owner": dict(Owner.choices),
}
ACRONYMS = {"tsl": "TSL", "msl": "MSL", "kpi": "KPI", "kpis": "KPIs"}
LISTED: dict[str, Callable[[str, str], str]] = {
    "kpis": lambda kpi, _: f"Months of {kpi}",
    "by_area": lambda area, _: f"Points of {area}",
    "redistributed": lambda kpi, what: f"{what} of {kpi}",
    "stages": lambda stage, what: f"{what} of {stage}",
    "failing_before_end": lambda kpi, _: f"Month in which {kpi} misses its TSL",
}
"""By column: what a figure of one KPI or area in it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table of the data.

    Attributes:
        key: names it in its table; months and references in the order of ``NAMED_BY``, and its turn among
            rows of the same name.
        cells: by its way through the row, every figure and text that does not name the row.
        kpis, months, areas: what the row is about, as the data writes it.
        called: what the row is called by people, where it has a name.
        row_key: what the table of a paper calls it; empty where its rows cannot be told there by one name.
    """

    key: tuple[str, ...]
    cells: Mapping[Path, Any]
    kpis: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    called: str = ""
    row_key: str = ""

    @property
    def name(self) -> str:
        """What the row is called: ``CSC_KPI_04, September 2021``."""
        parts = (self.called or _listed(self.kpis), *self.areas, printed_span(self.months))
        return ", ".join(part for part in parts if part)


def title_of(table: str) -> str:
    return TITLES.get(table) or _words(table)


def tables_of(*data: Data) -> list[str]:
    """The names of all tables that some statements have, the known ones first."""
    names = {name for each in data for name in each}
    return [name for name in TITLES if name in names] + sorted(names - TITLES.keys())


def rows_of(content: Any, table: str = "") -> list[TableRow]:
    """The rows of a table, or its one row where it is no list."""
    if content is None:
        return []
    if not isinstance(content, list):
        return [TableRow(key=(), cells=dict(_cells(content)))]
    turns: Counter[tuple[str, ...]] = Counter()
    return [_row(row, turns, table) for row in content]


def _row(row: Any, turns: Counter[tuple[str, ...]], table: str) -> TableRow:
    names = {name: str(row[name]) for name in NAMED_BY if name in row}
    row_key = KEYS[table](row) if table in RENAMED else ""
    key = tuple(names.values()) or (row_key,)
    turns[key] += 1
    months = {name: month for name, month in names.items() if name in MONTHS}
    covered = [each for each in row.get("kpis", ()) if isinstance(each, Mapping)]
    kpis = [names["kpi"]] if "kpi" in names else [str(each["kpi"]) for each in covered]
    listed = {month for each in covered for month in each.get("months", ())}
    return TableRow(
        key=(*key, str(turns[key])),
        cells=dict(_cells({name: value for name, value in row.items() if name not in names})),
        kpis=tuple(kpis),
        months=tuple(months.values()) or tuple(sorted(listed)),
        areas=(names["area"],) if "area" in names else (),
        called=_called(names, row),
        row_key=row_key,
    )


def _called(names: Mapping[str, str], row: Any) -> str:
    """What people call a row of governance; empty for one of figures of KPIs."""
    for name in ("reference", "financial_year", "workstream"):
        if name in names:
            return names[name]
    if {"as_at", "service_area", "text"} <= row.keys():
        return ", ".join(filter(None, [printed(("as_at",), row["as_at"]), row["service_area"]]))
    return ""


def _cells(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every figure and text inside a value, each with its way there."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _cells(inner, (*path, name))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        turns: Counter[tuple[str, ...]] = Counter()
        for each in value:
            row = {"": each} if not isinstance(each, Mapping) else dict(each)
            name = str(row.pop("kpi", "") or row.pop("stage", ""))
            turns[name,] += 1
            step = name if turns[name,] == 1 else f"{name} ({turns[name,]})"
            yield from _cells(row, (*path, step))
    elif value != []:
        yield path, value


def label(path: Path) -> str:
    """What a figure or text of a row is called.

    >>> label(("tsl",)), label(("previous", "points")), label(("by_area", "IMT"))
    ('TSL', 'Previous points', 'Points of IMT')
    """
    *before, column = path
    for place, step in enumerate(before):
        if step in LISTED:
            named = LISTED[step](path[place + 1], _words(column))
            return str(capfirst(" ".join([*(_words(each).lower() for each in path[:place]), named])))
    rest = [ACRONYMS.get(step, step.replace("_", " ")) for step in path]
    return str(capfirst(" ".join(rest)))


def printed(path: Path, value: Any) -> str:
    """A figure or text as a person reads it; a dash for none.

    >>> printed(("months",), ["2021-08", "2021-11"]), printed(("payable",), "1200.00")
    ('Aug, Nov', '£1,200.00')
    """
    column = path[-1] if path else ""
    if value is None or value in ("", []):
        return NO_FIGURE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return printed_span(value) if column == "months" else ", ".join(map(str, value))
    return _printed_text(column, str(value))


def _printed_text(column: str, text: str) -> str:
    try:
        if column in MONTHS and WRITTEN.fullmatch(text):
            return Month.parse(text).name
        if column in DAYS:
            day = date.fromisoformat(text)
            return f"{day.day} {NAMES[day.month - 1]} {day.year}"
        return with_unit(Decimal(text), Unit.CURRENCY) if column in POUNDS else WORDS[column][text]
    except (ValueError, ArithmeticError, KeyError):
        return text


def printed_span(months: Any) -> str:
    """One month in full, several as a report prints them."""
    try:
        found = [Month.parse(str(month)) for month in months]
    except ValueError:
        return ", ".join(map(str, months))
    return found[0].name if len(found) == 1 else printed_months(found)


def _words(name: str) -> str:
    return ACRONYMS.get(name) or str(capfirst(name.replace("_", " ")))


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names or ("",)
    return f"{', '.join(others)} and {last}" if others else last
