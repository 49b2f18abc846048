"""Numbers of sections, tables and figures, and the words that stand for them in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reports.papers.blocks import Block, Figure, Heading, Line, List, Paragraph, Section, Table
from reports.papers.sections import UNNUMBERED, SectionKind
from reports.statements.words import listed

NAMED = re.compile(r"\{([a-z_]+(?::(?:\d|all|figure))?)\}")
"""What stands for a table's number: ``{changes}``; ``{exceptions:2}`` for the second of a section,
``{issues:all}`` for all of them, and ``{points:figure}`` for its first figure."""

ASIDE = re.compile(rf" \((?:see )?{NAMED.pattern} below\)")
"""A reference set apart, as in ``(see {changes} below)``: it goes with the section that it names."""


def numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections, tables and figures counted from 1, each in the order in which they stand."""
    section_number = tables = figures = 0
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table):
                tables += 1
                block = replace(block, number=tables)
            elif isinstance(block, Figure):
                figures += 1
                block = replace(block, number=figures)
            blocks.append(block)
        has_number = SectionKind(section.kind) not in UNNUMBERED
        section_number += has_number
        number = section_number if has_number else 0
        yield replace(section, number=number, blocks=tuple(blocks))


def names_of(sections: Iterable[Section]) -> dict[str, str]:
    """How a text calls what is in each section, which is numbered.

    A section goes by its first table, else by its first figure, else by itself.
    """
    names: dict[str, str] = {}
    for section in sections:
        tables = [f"Table {block.number}" for block in section.blocks if isinstance(block, Table)]
        figures = [f"Figure {block.number}" for block in section.blocks if isinstance(block, Figure)]
        itself = f"section {section.number}" if section.number else section.title
        names[section.kind] = [*tables, *figures, itself][0]
        names[f"{section.kind}:all"] = _together(tables) or names[section.kind]
        names |= {f"{section.kind}:{place}": name for place, name in enumerate(tables, 1)}
        names |= {f"{section.kind}:figure": name for name in figures[:1]}
    return names


def _together(tables: list[str]) -> str:
    """Names of tables as one.

    >>> _together(["Table 9", "Table 10"])
    'Tables 9 and 10'
    """
    if len(tables) < 2:
        return "".join(tables)
    return f"Tables {listed([name.removeprefix('Table ') for name in tables])}"


def with_names(block: Block, names: Mapping[str, str]) -> Block:
    """A block whose texts name tables by their numbers; the cells of a table are left alone."""
    if isinstance(block, Heading):
        return replace(block, text=_named(block.text, names))
    if isinstance(block, Paragraph):
        return replace(block, line=_named_line(block.line, names))
    if isinstance(block, List):
        return replace(block, items=tuple(_named_line(item, names) for item in block.items))
    if isinstance(block, Table):
        return replace(block, notes=tuple(_named_line(note, names) for note in block.notes))
    return block


def _named_line(line: Line, names: Mapping[str, str]) -> Line:
    return tuple(replace(run, text=_named(run.text, names)) for run in line)


def _named(text: str, names: Mapping[str, str]) -> str:
    """A text with the names; what names no section of the paper stays as it was typed, unless set apart."""
    text = ASIDE.sub(lambda found: found[0] if found[1] in names else "", text)
    return NAMED.sub(lambda found: names.get(found[1], found[0]), text)
