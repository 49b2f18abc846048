"""What the public could read of exempt items elsewhere in the same paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.papers.blocks import Block, Figure, Line, List, Paper, Paragraph, Section, Table
from reports.papers.notices import plain
from reports.papers.public import exempt_of, texts_of, without_exempt

LONG_ENOUGH = 25
"""A text of fewer characters says too little to be looked for: a reference, a figure, a month."""
REFERENCE = re.compile(r"(?=.*[A-Za-z])(?=.*\d)\S+")
"""A word of a row's key by which texts name its item: ``IMT_KPI_14``, but no month and no common word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A text of an exempt item, or one that names it, and the title of the section where it is public."""

    text: str
    title: str


def repeated_in_public(paper: Paper) -> tuple[Repeated, ...]:
    """Texts that are exempt in one place and public in another, to be looked at before they go out.

    After them, public texts that name an item whose row is exempt: a text from the figures tells of all rows.
    """
    sections = without_exempt(paper).sections
    hidden = dict.fromkeys(text for section in paper.sections for text in _exempt_texts(section))
    public = [(section.title, "\n".join(texts_of(section.blocks))) for section in sections]
    found = [Repeated(text=text, title=title) for text in hidden for title, said in public if text in said]
    names = {word for _, key in exempt_of(paper).rows for word in key.split() if REFERENCE.fullmatch(word)}
    return tuple(dict.fromkeys([*found, *_that_name(names, sections)]))


def _that_name(names: set[str], sections: tuple[Section, ...]) -> Iterator[Repeated]:
    """The texts of public sections, beside their rows, in which one of some names is a word."""
    for section in sections:
        for line in (line for block in section.blocks for line in _lines(block)):
            if names & set(re.findall(r"\w[\w./-]*\w", plain(line))):
                yield Repeated(text=plain(line), title=section.title)


def _lines(block: Block) -> tuple[Line, ...]:
    match block:
        case Paragraph():
            return (block.line,)
        case List():
            return block.items
        case Table():
            return block.notes
        case _:
            return ()


def _exempt_texts(section: Section) -> list[str]:
    if section.exempt:
        found = list(texts_of(section.blocks))
    else:
        shown = Table | Figure  # These are public though the text beside them is not.
        blocks = [each for each in section.blocks if section.text_exempt and not isinstance(each, shown)]
        tables = [each for each in section.blocks if isinstance(each, Table)]
        rows = [row.cells for table in tables for row in table.rows if row.exempt]
        found = [*texts_of(blocks), *texts_of(rows)]
    return [text.strip() for text in found if len(text.strip()) >= LONG_ENOUGH]
