"""One cell of a bundle, from text to a plain value and back."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from contracts.calculations.months import MONTHS_IN_YEAR, NAMES, Month
from contracts.calculations.months import WRITTEN as WRITTEN_MONTH
from kpis.bundles.schema import Column, Kind

Value = str | Month | date | Decimal | int | None
"""A cell's value. An empty text or word is ``""``; a cell that names no row, or is empty otherwise, None."""

WRITTEN_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
WRITTEN_WITH_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
WRITTEN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
NEW_LINES = re.compile(r"\r\n?")
NUL = "\x00"
"""The one character that PostgreSQL cannot keep."""


class UnreadableCell(ValueError):
    """A cell does not hold what its column is for; the message says what was expected."""


def read_cell(column: Column, text: str) -> Value:
    """The value a cell holds.

    Raises:
        UnreadableCell: what was expected instead.
    """
    if not text.strip():
        return _read_blank(column)
    if column.kind is Kind.TEXT:
        return _read_text(column, text)
    read = READERS[column.kind]
    return read(column, text.strip())


def write_cell(value: Value, places: int = 0) -> str:
    """The text of a value: one way only, so that equal records make equal files.

    Args:
        places: how many decimals a number has at least; more are written where it has more.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        whole, _, decimals = f"{value:f}".partition(".")
        decimals = decimals.rstrip("0").ljust(places, "0")
        return f"{whole}.{decimals}" if decimals else whole
    return NEW_LINES.sub("\n", str(value)) if str(value).strip() else ""


def _read_blank(column: Column) -> Value:
    if column.required:
        raise UnreadableCell(_wanted(column))
    if column.when_left_out:
        return column.when_left_out
    return "" if column.kind in (Kind.TEXT, Kind.WORD) and not column.refers_to else None


def _wanted(column: Column) -> str:
    """What a filled-in cell of a column looks like."""
    return {
        Kind.TEXT: "a text",
        Kind.WORD: f"one of {', '.join(column.words)}",
        Kind.MONTH: "a month written YYYY-MM",
        Kind.DATE: "a date written YYYY-MM-DD",
        Kind.NUMBER: "a number",
    }[column.kind]


def _read_text(column: Column, text: str) -> str:
    text = text.strip() if column.pattern or column.refers_to else NEW_LINES.sub("\n", text)
    if NUL in text:
        raise UnreadableCell("a text without NUL characters")
    if column.longest is not None and len(text) > column.longest:
        raise UnreadableCell(f"at most {column.longest} characters, not {len(text)}")
    if column.pattern and not re.fullmatch(column.pattern, text):
        raise UnreadableCell(column.advice)
    return text


def _read_word(column: Column, text: str) -> str:
    if text not in column.words:
        raise UnreadableCell(_wanted(column))
    return text


def _read_month(column: Column, text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        why = f"; {error}" if WRITTEN_MONTH.fullmatch(text) else ""
        raise UnreadableCell(_wanted(column) + why) from error


def _read_date(column: Column, text: str) -> date:
    written = WRITTEN_DATE.fullmatch(text)
    if written is None:
        raise UnreadableCell(_wanted(column) + _about_slashes(text))
    year, month, day = map(int, written.groups())
    why = _impossible(year, month, day)
    if why:
        raise UnreadableCell(f"{_wanted(column)}; {why}")
    return date(year, month, day)


def _about_slashes(text: str) -> str:
    """What else can be said of a date written as 31/11/2021, which the report of 2022 prints."""
    slashed = WRITTEN_WITH_SLASHES.fullmatch(text)
    if slashed is None:
        return ""
    day, month, year = map(int, slashed.groups())
    why = _impossible(year, month, day)
    return f"; moreover, {why}" if why else f", here {year:04}-{month:02}-{day:02}"


def _impossible(year: int, month: int, day: int) -> str:
    """Why there is no such day; empty if there is."""
    if not 1 <= month <= MONTHS_IN_YEAR:
        return f"there is no month {month:02} in a year"
    if year < date.min.year:
        return f"there is no year {year:04}"
    days = monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"{NAMES[month - 1]} {year} has {days} days"


def _read_number(column: Column, text: str) -> Decimal | int:
    if not WRITTEN_NUMBER.fullmatch(text):
        raise UnreadableCell("a number in digits, with a point before decimals and no other signs")
    number = Decimal(text) or Decimal(0)
    whole, _, fraction = write_cell(abs(number)).partition(".")
    if len(fraction) > column.decimals:
        raise UnreadableCell(f"a number with at most {column.decimals} decimals")
    if len(whole) > column.digits - column.decimals:
        raise UnreadableCell(
            f"a number with at most {column.digits - column.decimals} digits before the point"
        )
    if column.least is not None and number < column.least or column.most is not None and number > column.most:
        raise UnreadableCell(_within(column))
    return number if column.decimals else int(number)


def _within(column: Column) -> str:
    """The bounds of a number, in words."""
    if column.most is not None:
        words = f"a number from {column.least} to {column.most}"
    elif column.least == Decimal(1).scaleb(-column.decimals):
        words = "a number above 0"
    else:
        words = f"a number of at least {column.least}" if column.least else "a number that is not negative"
    return f"{words}; {column.advice}" if column.advice else words


READERS: dict[Kind, Callable[[Column, str], Value]] = {
    Kind.WORD: _read_word,
    Kind.MONTH: _read_month,
    Kind.DATE: _read_date,
    Kind.NUMBER: _read_number,
}
