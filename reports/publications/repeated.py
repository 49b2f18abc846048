"""Words of exempt items that the public could read elsewhere in the same paper."""

from __future__ import annotations

from dataclasses import dataclass

from reports.papers.blocks import Figure, Paper, Section, Table
from reports.papers.public import texts_of, without_exempt

LONG_ENOUGH = 25
"""A text of fewer characters says too little to be looked for: a reference, a figure, a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A text of an exempt item, and the title of a section in which the public could read it."""

    text: str
    title: str


def repeated_in_public(paper: Paper) -> tuple[Repeated, ...]:
    """Texts that are exempt in one place and public in another, to be looked at before they go out."""
    hidden = dict.fromkeys(text for section in paper.sections for text in _exempt_texts(section))
    public = [
        (section.title, "\n".join(texts_of(section.blocks))) for section in without_exempt(paper).sections
    ]
    return tuple(
        Repeated(text=text, title=title) for text in hidden for title, said in public if text in said
    )


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
