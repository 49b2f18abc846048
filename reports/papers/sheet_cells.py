"""What a printed figure is as a cell of a spreadsheet: a number, a share, money, a month, a day or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from contracts.calculations.months import NAMES, Month
from contracts.downloads import safe_cell
from reports.papers.fills import FILLS

if TYPE_CHECKING:
    from openpyxl.cell import Cell

NUMBER = re.compile(r"(-?)(£?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?)(%?)")
MONTH = re.compile(r"([A-Z][a-z]{2,8}) (\d{4}|\d{2})")
DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})")
ISO_MONTH = re.compile(r"\d{4}-\d{2}")
MONTH_FORMAT, SHORT_MONTH_FORMAT, DAY_FORMAT = "mmmm yyyy", "mmm yy", "d mmmm yyyy"
ISO_MONTH_FORMAT = "yyyy-mm"
"""Each prints as the text was: columns are as wide as their texts, and a date that does not fit is hashes."""
NOT_IN_CELLS = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A cell's value, and the number format by which a spreadsheet prints it as the paper does."""

    value: Decimal | int | date
    format: str


def is_number(text: str) -> bool:
    """Whether a text is a number, money or a share, as a paper prints them."""
    return NUMBER.fullmatch(text) is not None


def is_plain_number(text: str) -> bool:
    """Whether a text is a number and nothing else, as data has them."""
    found = NUMBER.fullmatch(text)
    return found is not None and not found[2] and not found[5]


def typed(text: str, *, is_number: bool) -> Typed | None:
    """What a printed text is besides text; None for text. Numbers are looked for in their columns only.

    >>> typed("7.46%", is_number=True)
    Typed(value=Decimal('0.0746'), format='0.00%')
    >>> typed("£1,234.50", is_number=True).value, typed("Jul 21", is_number=False).value
    (Decimal('1234.50'), datetime.date(2021, 7, 1))
    >>> typed("2021", is_number=False), typed("n/a", is_number=True)
    (None, None)
    """
    return (_number(text) if is_number else None) or _month(text) or _day(text)


def _number(text: str) -> Typed | None:
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, pound, digits, decimals, percent = found.groups()
    value = Decimal(sign + digits.replace(",", ""))
    grouped = "#,##0" if "," in digits or pound else "0"
    places = f"{grouped}.{'0' * len(decimals)}" if decimals else grouped
    if percent:
        return Typed(value=value / 100, format=f"{places}%")
    if pound:
        return Typed(value=value, format=f"£{places}")
    return Typed(value=value if decimals else int(value), format=places)


def _month(text: str) -> Typed | None:
    if ISO_MONTH.fullmatch(text):
        try:
            return Typed(value=Month.parse(text).first_day, format=ISO_MONTH_FORMAT)
        except ValueError:
            return None
    found = MONTH.fullmatch(text)
    number = _number_of(found[1]) if found else None
    if found is None or number is None:
        return None
    is_short = len(found[2]) == 2
    year = 2000 + int(found[2]) if is_short else int(found[2])
    return Typed(value=date(year, number, 1), format=SHORT_MONTH_FORMAT if is_short else MONTH_FORMAT)


def _day(text: str) -> Typed | None:
    found = DAY.fullmatch(text)
    number = _number_of(found[2]) if found else None
    if found is None or number is None:
        return None
    try:
        return Typed(value=date(int(found[3]), number, int(found[1])), format=DAY_FORMAT)
    except ValueError:
        return None


def _number_of(name: str) -> int | None:
    """The number of a month by its name, in full or by three letters."""
    names = [each if len(name) > 3 else each[:3] for each in NAMES]
    return names.index(name) + 1 if name in names else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell as it is printed; ``status`` is a word of ``Status`` where it shows one."""

    text: str
    status: str = ""
    is_bold: bool = False


def put(cell: Cell, content: SheetCell, *, is_number: bool) -> None:
    """Write a table's cell."""
    from openpyxl.styles import Font, PatternFill

    found = typed(content.text, is_number=is_number)
    put_text(cell, "" if found else content.text, bold=content.is_bold, wrap=True, to_right=is_number)
    if found:
        cell.value, cell.number_format = found.value, found.format
    if content.status:
        fill, ink = FILLS[content.status]
        cell.fill = PatternFill("solid", fgColor=fill)
        cell.font = Font(name="Arial", size=10, color=ink, bold=content.is_bold)


def put_text(
    cell: Any,
    text: str,
    *,
    bold: bool = False,
    size: int = 10,
    wrap: bool = False,
    to_right: bool = False,
    shaded: bool = False,
) -> None:
    """Write text that no program takes for a formula."""
    from openpyxl.styles import Alignment, Font, PatternFill

    if text:
        cell.value = safe_cell(NOT_IN_CELLS.sub("", text))
        cell.data_type = "s"
    cell.font = Font(name="Arial", size=size, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap, horizontal="right" if to_right else "left")
    if shaded:
        cell.fill = PatternFill("solid", fgColor="F3F2F1")
