"""How a paper lies on its pages: what is set across, and what may not be parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.papers.blocks import Block, Heading, Section, Table
from reports.papers.notices import plain

MOST_COLUMNS_UPRIGHT = 9
"""Columns of which most are numbers, as of a table of months, up to which A4 upright is wide enough."""
MOST_TEXTS_UPRIGHT = 5
"""Columns of text up to which each is still wide enough for its words."""

MOST_TOGETHER = 900
"""Signs up to which a table is kept on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What follows one another on pages of one orientation.

    Attributes:
        has_heading: whether the section's own heading stands at its beginning.
    """

    is_across: bool
    has_heading: bool
    blocks: tuple[Block, ...]


def is_wide(block: Block) -> bool:
    """Whether a block is a table that needs a page set across."""
    if not isinstance(block, Table):
        return False
    texts = sum(not column.is_number for column in block.columns)
    return len(block.columns) > MOST_COLUMNS_UPRIGHT or texts > MOST_TEXTS_UPRIGHT


def is_short(table: Table) -> bool:
    """Whether a table is short enough to be kept on one page."""
    return sum(len(plain(*cell.lines)) for row in table.rows for cell in row.cells) <= MOST_TOGETHER


def parts_of(section: Section) -> list[Part]:
    """A section as parts of one orientation each; headings stay with the table that they stand above."""
    runs = _runs(section.blocks) or [(False, [])]
    return [
        Part(is_across=across, has_heading=place == 0, blocks=tuple(blocks))
        for place, (across, blocks) in enumerate(runs)
    ]


def _runs(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """Blocks by orientation, one after the other."""
    runs: list[tuple[bool, list[Block]]] = []
    for block in blocks:
        across = is_wide(block)
        if runs and runs[-1][0] is across:
            runs[-1][1].append(block)
        else:
            headings = _headings_at_end(runs[-1][1]) if runs and across else []
            if runs and not runs[-1][1]:
                runs.pop()
            runs.append((across, [*headings, block]))
    return runs


def _headings_at_end(blocks: list[Block]) -> list[Block]:
    """Take the headings away that nothing follows."""
    taken: list[Block] = []
    while blocks and isinstance(blocks[-1], Heading):
        taken.insert(0, blocks.pop())
    return taken


AVERAGE, WIDE, PADDING = 112, 140, 200
"""Twentieths of a point: a sign of table text, a capital or another wide one, and what a cell adds."""


def widths(table: Table, whole: int) -> list[int]:
    """The widths of a table's columns by their shares, in the unit of ``whole``, twentieths of a point.

    A column whose longest word would not fit takes what it needs from those with room to spare.
    """
    shares = [column.share for column in table.columns]
    wanted = [whole * share / sum(shares) for share in shares]
    needed = [_needed(table, place) for place in range(len(shares))]
    short = sum(max(0, need - want) for need, want in zip(needed, wanted, strict=True))
    spare = sum(max(0, want - need) for need, want in zip(needed, wanted, strict=True))
    if spare < short:
        taken = [need * whole / sum(needed) for need in needed]
    else:
        kept = 1 - short / spare if spare else 1
        taken = [need + max(0, want - need) * kept for need, want in zip(needed, wanted, strict=True)]
    ends = [round(sum(taken[: place + 1])) for place in range(len(taken))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _needed(table: Table, place: int) -> float:
    texts = [table.columns[place].title, *(plain(*row.cells[place].lines) for row in table.rows)]
    words = [word for text in texts for word in re.split(r"[\s\u2013/-]+", text)]
    return PADDING + max(_width(word) for word in words)


def _width(word: str) -> int:
    return sum(WIDE if sign.isupper() or sign in "mw%£_" else AVERAGE for sign in word)
