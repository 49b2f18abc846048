"""How wide the columns of a table are: by their shares, and then so that the table is as low as can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from reports.papers.blocks import Table
from reports.papers.notices import plain

AVERAGE, WIDE, PADDING = 104, 134, 185
"""Twentieths of a point: a sign of table text, a capital or another wide one, and what a cell adds."""
STEPS, MOST_STEPS = (160, 480, 1440), 60
"""By how much one column gives way to another at a time, and how often."""
LONGEST_WORD = 24
"""Signs of a word up to which it is kept on one line; a longer one, an address say, is broken."""
LOW = 3
"""Lines up to which a row is low enough to leave the columns to their shares."""


def widths(table: Table, whole: int) -> list[int]:
    """The widths of a table's columns in twentieths of a point, which are ``whole`` together.

    No column is narrower than its longest word of up to ``LONGEST_WORD`` signs, if there is room for that.
    Where rows of text are high, columns of numbers get no more than they need, and texts share the rest as
    makes the table lowest.
    """
    needed = [_needed(table, place) for place in range(len(table.columns))]
    wanted = _by_share(table, whole, needed)
    lines = [[_lengths(cell) for cell in row] for row in _texts(table)]
    if sum(needed) < whole and max((_height(row, wanted) for row in lines), default=0) > LOW:
        wanted = _lowest(table, lines, _narrow_numbers(table, wanted, needed), needed)
    ends = [round(sum(wanted[: place + 1])) for place in range(len(wanted))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def highest_row(table: Table, wanted: Sequence[float]) -> int:
    """The lines of a table's highest row, about."""
    return max((_height([_lengths(cell) for cell in row], wanted) for row in _texts(table)), default=0)


def _by_share(table: Table, whole: int, needed: Sequence[float]) -> list[float]:
    """Widths by the columns' shares; what is too narrow takes from those with room to spare."""
    shares = [column.share for column in table.columns]
    wanted = [whole * share / sum(shares) for share in shares]
    short = sum(max(0, need - want) for need, want in zip(needed, wanted, strict=True))
    spare = sum(max(0, want - need) for need, want in zip(needed, wanted, strict=True))
    if spare < short:
        return [need * whole / sum(needed) for need in needed]
    kept = 1 - short / spare if spare else 1
    return [need + max(0, want - need) * kept for need, want in zip(needed, wanted, strict=True)]


def _narrow_numbers(table: Table, wanted: list[float], needed: Sequence[float]) -> list[float]:
    """The same with columns of numbers all as narrow as the widest of them needs; texts get what is left."""
    numbers = [place for place, column in enumerate(table.columns) if column.is_number]
    texts = [place for place, column in enumerate(table.columns) if not column.is_number]
    width = max((needed[place] for place in numbers), default=0)
    left = sum(max(0, wanted[place] - width) for place in numbers)
    total = sum(wanted[place] for place in texts)
    return [
        min(want, width) if place in numbers else want + left * want / total
        for place, want in enumerate(wanted)
    ]


def _lowest(
    table: Table, lines: Sequence[Sequence[Sequence[int]]], wanted: list[float], needed: Sequence[float]
) -> list[float]:
    """The widths after one column of text has given way to another as long as that makes the table lower."""
    texts = [place for place, column in enumerate(table.columns) if not column.is_number]
    best = _heights(lines, wanted)
    for _ in range(MOST_STEPS):
        tried = [
            _moved(wanted, giver, taker, step)
            for giver in texts
            for taker in texts
            for step in STEPS
            if giver != taker and wanted[giver] - step >= needed[giver]
        ]
        found = min(tried, key=lambda widths: _heights(lines, widths), default=wanted)
        if _heights(lines, found) >= best:
            break
        wanted, best = found, _heights(lines, found)
    return wanted


def _moved(wanted: Sequence[float], giver: int, taker: int, step: int) -> list[float]:
    changed = list(wanted)
    changed[giver] -= step
    changed[taker] += step
    return changed


def _heights(lines: Sequence[Sequence[Sequence[int]]], wanted: Sequence[float]) -> tuple[int, int]:
    """The lines of all rows together, and those of all cells, which decides between equals."""
    cells = [[_lines(cell, want) for cell, want in zip(row, wanted, strict=True)] for row in lines]
    return sum(max(row) for row in cells), sum(sum(row) for row in cells)


def _height(row: Sequence[Sequence[int]], wanted: Sequence[float]) -> int:
    return max(_lines(cell, want) for cell, want in zip(row, wanted, strict=True))


def _lines(cell: Sequence[int], width: float) -> int:
    """How many lines a cell takes; a little more than fits exactly, for words are not broken."""
    return sum(max(1, ceil(length * 1.06 / (width - PADDING))) for length in cell)


def _lengths(text: str) -> list[int]:
    return [_width(line) for line in text.split("\n")]


def _texts(table: Table) -> list[list[str]]:
    return [[plain(*cell.lines) for cell in row.cells] for row in table.rows]


def _needed(table: Table, place: int) -> float:
    texts = [table.columns[place].title, *(plain(*row.cells[place].lines) for row in table.rows)]
    words = [word for text in texts for word in re.split(r"[\s\u2013/-]+", text)]
    return PADDING + max(_width(word[:LONGEST_WORD]) for word in words)


def _width(word: str) -> int:
    return sum(WIDE if sign.isupper() or sign in "mw%£_" else AVERAGE for sign in word)
