"""The abbreviations that a paper uses, with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.papers.blocks import Block, Cell, Figure, Heading, Line, List, Paragraph, Run, Section, Table
from reports.papers.sections import SectionKind

KNOWN: Mapping[str, str] = {
    "CCN": "Contract Change Notice",
    "KPI": "Key Performance Indicator",
    "MSL": "Minimum Service Level",
    "RAG": "Red, Amber, Green",
    "TSL": "Target Service Level",
}
WORD = re.compile(r"[^\W_]+")
"""A word; the parts of a reference such as ``IMT_KPI_14`` are words of their own."""


def abbreviations_used(sections: Sequence[Section], areas: Iterable[tuple[str, str]]) -> Iterator[Section]:
    """The sections, the one for abbreviations with those that are used in the others, by the alphabet.

    Args:
        areas: code and name of each service area.
    """
    known = {**KNOWN, **{code: name for code, name in areas if code != name}}
    others = (section for section in sections if section.kind != SectionKind.ABBREVIATIONS)
    used = {word for section in others for text in _texts(section) for word in _words(text)}
    meant = [(short, known[short]) for short in sorted(known, key=str.casefold) if short in used]
    for section in sections:
        if section.kind == SectionKind.ABBREVIATIONS and meant:
            section = replace(section, blocks=(*section.blocks, _list(meant)))
        yield section


def _words(text: str) -> Iterator[str]:
    """The words of a text, those in the plural as one would look them up."""
    for word in WORD.findall(text):
        yield word
        if word.endswith("s"):
            yield word[:-1]


def _list(meant: Iterable[tuple[str, str]]) -> List:
    return List(
        items=tuple((Run(text=short, is_strong=True), Run(text=f": {long}")) for short, long in meant)
    )


def _texts(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _texts_of_block(block)


def _texts_of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield from _runs([block.line])
    elif isinstance(block, List):
        yield from _runs(block.items)
    elif isinstance(block, Figure):
        yield block.caption
    elif isinstance(block, Table):
        yield block.caption
        yield from (f"{column.group} {column.title}" for column in block.columns)
        yield from _runs([*block.notes, *(line for row in block.rows for line in _lines(row.cells))])


def _lines(cells: Iterable[Cell]) -> Iterator[Line]:
    for cell in cells:
        yield from cell.lines


def _runs(lines: Iterable[Line]) -> Iterator[str]:
    return (run.text for line in lines for run in line)
