"""What people decide of a paper: where it goes, who answers for it, its sections and their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reports.papers.sections import SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSection:
    """A section as it is planned.

    Attributes:
        text: in Markdown; it stands before the tables that the section is given. In it ``{changes}`` stands
            for what the first table of that section is numbered, such as "Table 4", and so for every kind.
        exempt: the paragraph of Schedule 12A by which all of it is not public; empty for a public one.
        text_exempt: the same of its text alone.
    """

    kind: SectionKind
    title: str
    text: str = ""
    exempt: str = ""
    text_exempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A paper as it is planned; the sections in their order, each kind once.

    Attributes:
        exempt_rows: the paragraph of Schedule 12A for each row, named by section and key, that is not public.
    """

    title: str
    meeting: str
    held_on: date
    author: str
    officer: str
    made_on: date
    sections: tuple[PlannedSection, ...]
    exempt_rows: Mapping[tuple[SectionKind, str], str] = field(default_factory=dict)
