"""What the public may have of a statement's data: the tables that its paper shows them, row by row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from reports.governance.values import highlight_key
from reports.papers.blocks import Paper
from reports.papers.notices import exempt_sentence
from reports.papers.public import Exempt, exempt_of
from reports.papers.sections import SectionKind

OF_EVERYBODY = ("contract", "periods")
"""What says no more than a paper's own head."""
NOT_FOR_PUBLICATION = "not_for_publication"
SHOWN_BY: Mapping[str, tuple[SectionKind, ...]] = {
    "summary": (SectionKind.PERFORMANCE,),
    "exceptions": (SectionKind.EXCEPTIONS,),
    "mitigations": (SectionKind.MITIGATIONS,),
    "changes": (SectionKind.CHANGES,),
    "trend": (SectionKind.GREEN_TREND,),
    "points": (SectionKind.POINTS,),
    "points_distributed": (SectionKind.POINTS,),
    "credits": (SectionKind.CREDITS, SectionKind.POINTS),
    "objectives": (SectionKind.OBJECTIVES,),
    "savings": (SectionKind.SAVINGS,),
    "highlights": (SectionKind.HIGHLIGHTS,),
    "issues": (SectionKind.ISSUES,),
    "commitments": (SectionKind.COMMITMENTS,),
    "assurances": (SectionKind.ASSURANCES,),
    "programme": (SectionKind.PROGRAMME,),
}
"""By table of the data: the sections that show what is in it. All of them must be public."""
KEYS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "exceptions": lambda row: f"{row['kpi']} {row['month']}",
    "mitigations": lambda row: " ".join(each["kpi"] for each in row["kpis"]),
    "changes": lambda row: f"{row['kpi']} {row['effective_from']}",
    **dict.fromkeys(("objectives", "issues", "commitments", "assurances"), lambda row: str(row["reference"])),
    "highlights": lambda row: highlight_key(row["as_at"], row["service_area"], row["text"]),
    "programme": lambda row: str(row["workstream"]),
}
"""How a section's table calls the row that is made of a row of the data."""
RENAMED = frozenset({"objectives", "highlights", "issues", "commitments", "assurances", "programme"})
"""Tables whose rows people can call otherwise: a row that is new there may be one that was exempt before."""


def without_exempt_data(
    data: Mapping[str, Any], paper: Paper, *, published: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The data of a paper as the public may have it, saying what is left out and by which paragraph.

    A table is in it only where the paper has all the sections that show it, and none of them is exempt; a row
    only where the paper's row is public. A table is left out whole where an exempt row cannot be told in it.

    Args:
        published: the data that the paper was made of, where that is other than ``data``: an exempt row of
            it may be gone since, or go by another name.
    """
    exempt, there = exempt_of(paper), {section.kind for section in paper.sections}
    shown: dict[str, Any] = {name: data[name] for name in OF_EVERYBODY if name in data}
    left_out: list[dict[str, Any]] = []
    for name, kinds in SHOWN_BY.items():
        hidden = [exempt.sections[kind] for kind in kinds if kind in exempt.sections]
        if hidden:
            left_out.append(_told(name, hidden[0]))
        elif name in data and there >= set(kinds):
            there_once = _keys(name, (published or {}).get(name))
            hidden_rows = _rows(exempt, kinds)
            if name in RENAMED and published is not None:
                hidden_rows = hidden_rows | _new(name, data[name], hidden_rows, there_once)
            shown[name], told = _table(name, data[name], hidden_rows, there_once)
            left_out.extend(told)
    return {**shown, NOT_FOR_PUBLICATION: left_out} if left_out else shown


def _rows(exempt: Exempt, kinds: tuple[SectionKind, ...]) -> dict[str, str]:
    """The exempt rows of some sections, by their keys."""
    return {key: paragraph for (kind, key), paragraph in exempt.rows.items() if kind in kinds}


def _keys(name: str, rows: Any) -> list[str]:
    """How the rows of a table are called; nothing where they have no names."""
    key = KEYS.get(name)
    return [key(row) for row in rows] if key and isinstance(rows, list) else []


def _new(name: str, rows: Any, exempt: Mapping[str, str], there_once: Collection[str]) -> dict[str, str]:
    """The rows that were not there, where others were exempt: by the paragraph of the first of those."""
    paragraphs = list(exempt.values())[:1]
    return {key: paragraph for key in _keys(name, rows) if key not in there_once for paragraph in paragraphs}


def _table(
    name: str, rows: Any, exempt: Mapping[str, str], there_once: list[str]
) -> tuple[Any, list[dict[str, Any]]]:
    """A table without its exempt rows, and what is to be said of them."""
    if not exempt:
        return rows, []
    keys = _keys(name, rows)
    if not exempt.keys() <= {*keys, *there_once}:
        return type(rows)(), [_told(name, paragraph) for paragraph in dict.fromkeys(exempt.values())]
    kept = [row for row, named in zip(rows, keys, strict=True) if named not in exempt]
    paragraphs = [exempt[named] for named in keys if named in exempt]
    told = [_told(name, each, paragraphs.count(each)) for each in dict.fromkeys(paragraphs)]
    return kept, told


def _told(table: str, paragraph: str, rows: int | None = None) -> dict[str, Any]:
    number = {} if rows is None else {"rows": rows}
    return {"table": table, **number, "why": exempt_sentence(paragraph)}
