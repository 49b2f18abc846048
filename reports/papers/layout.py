"""How a paper lies on its pages: what is set across, and what may not be parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.papers.blocks import Block, Figure, Heading, Line, List, Paragraph, Section, Table
from reports.papers.notices import plain
from reports.papers.widths import highest_row, widths

MOST_COLUMNS_UPRIGHT = 9
"""Columns of which most are numbers, as of a table of months, up to which A4 upright is wide enough."""
MOST_TEXTS_UPRIGHT = 5
"""Columns of text up to which each is still wide enough for its words."""

UPRIGHT, ACROSS = 9638, 14570
"""How wide the text is on A4 with margins of 20 mm, in twentieths of a point."""
HIGH, MUCH_LOWER = 20, 0.6
"""Lines of a row that is high, and the share of them that makes a page set across worth it."""
MOST_TOGETHER = 900
"""Signs up to which a table is kept on one page."""
LINES_ACROSS, SIGNS_ACROSS = 26, 120
"""Lines of tables and texts that a page set across has room for besides headings, and the signs of one."""


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
    return len(block.columns) > MOST_COLUMNS_UPRIGHT or texts > MOST_TEXTS_UPRIGHT or _is_high(block)


def _is_high(table: Table) -> bool:
    """Whether a row would be very high on an upright page, and much lower on one set across."""
    upright = highest_row(table, widths(table, UPRIGHT))
    return upright > HIGH and highest_row(table, widths(table, ACROSS)) <= upright * MUCH_LOWER


def is_short(table: Table) -> bool:
    """Whether a table is short enough to be kept on one page."""
    return sum(len(plain(*cell.lines)) for row in table.rows for cell in row.cells) <= MOST_TOGETHER


def parts_of(section: Section) -> list[Part]:
    """A section as parts of one orientation each; headings and short texts stay with their wide table."""
    runs = _joined(_runs(section.blocks)) or [(False, [])]
    return [
        Part(is_across=across, has_heading=place == 0, blocks=tuple(blocks))
        for place, (across, blocks) in enumerate(runs)
    ]


def _joined(runs: list[tuple[bool, list[Block]]]) -> list[tuple[bool, list[Block]]]:
    """Runs of which a short text is none by itself, if it fits on the page that its wide table turns."""
    room = LINES_ACROSS - sum(_height(block) for across, blocks in runs if across for block in blocks)
    joined: list[tuple[bool, list[Block]]] = []
    for across, blocks in runs:
        lies = across or (len(runs) > 1 and _is_text_within(blocks, room))
        if joined and joined[-1][0] is lies:
            joined[-1][1].extend(blocks)
        else:
            joined.append((lies, list(blocks)))
    return joined


def _height(block: Block) -> int:
    """The lines of a table that lies across, about."""
    if not isinstance(block, Table):
        return 0
    columns = widths(block, ACROSS)
    return sum(highest_row(replace(block, rows=(row,)), columns) for row in block.rows)


def _is_text_within(blocks: Sequence[Block], room: int) -> bool:
    """Whether blocks are text of no more lines than there is room for on a page set across."""
    lines = [line for block in blocks for line in _lines_of(block)]
    wanted = sum(1 + len(plain(line)) // SIGNS_ACROSS for line in lines)
    return not any(isinstance(block, Table | Figure) for block in blocks) and wanted <= room


def _lines_of(block: Block) -> tuple[Line, ...]:
    if isinstance(block, Paragraph):
        return (block.line,)
    return block.items if isinstance(block, List) else ()


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
