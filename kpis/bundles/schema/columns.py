"""What a file of a bundle is made of: columns, each of a kind, with what its cells may hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum, auto
from typing import Any

from contracts.validators import reference_validator
from kpis.models.definitions import FIGURE, MOST_DECIMALS

REFERENCE_PATTERN = re.compile(reference_validator.regex).pattern.removeprefix(r"\A").removesuffix(r"\Z")
POUNDS = {"digits": 14, "decimals": 2}


class Kind(StrEnum):
    """What a column's cells hold."""

    TEXT = auto()
    WORD = auto()
    MONTH = auto()
    DATE = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file.

    Attributes:
        meaning: what it holds, for ``datapackage.json``.
        required: whether every cell must be filled in.
        omissible: whether the column as a whole may be left out; it is written only where it is used.
        unless: another column of the file; where that one is there, no cell must be filled in.
        refers_to: the file whose key the cell names, if any.
        words: the vocabulary of a word.
        pattern: what a text must match in full; ``advice`` says so in words.
        longest: the most characters of a text.
        digits, decimals: the most digits of a number, before and after the point together, and after it.
        places: how many decimals a number is written with at least.
        least, most: the bounds of a number, both allowed.
        advice: what else to say of a text of another pattern, or a number out of bounds.
        when_left_out: what the column says where it is left out.
    """

    name: str
    kind: Kind
    meaning: str = ""
    required: bool = False
    omissible: bool = False
    unless: str = ""
    refers_to: str = ""
    words: tuple[str, ...] = ()
    pattern: str = ""
    longest: int | None = None
    digits: int = FIGURE["max_digits"]
    decimals: int = MOST_DECIMALS
    places: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    advice: str = ""
    when_left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """One file of a bundle.

    Attributes:
        name: without ``.csv``.
        key: the columns that tell its rows apart.
        required: whether a bundle must have it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def columns_in(self, header: Collection[str]) -> list[Column]:
        """The columns that a header names, in the order of the format, each as it is beside the others."""
        return [
            replace(column, required=False) if column.unless in header else column
            for column in self.columns
            if column.name in header
        ]


def text(name: str, meaning: str = "", **more: Any) -> Column:
    return Column(name=name, kind=Kind.TEXT, meaning=meaning, **more)


def reference(name: str, meaning: str = "", *, longest: int = 40) -> Column:
    advice = "letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit"
    return text(name, meaning, required=True, pattern=REFERENCE_PATTERN, longest=longest, advice=advice)


def link(name: str, file: str, *, required: bool = True, **more: Any) -> Column:
    return text(name, required=required, refers_to=file, **more)


def word(name: str, words: Iterable[str], meaning: str = "", *, required: bool = True, **more: Any) -> Column:
    vocabulary = tuple(str(word) for word in words)
    return Column(name=name, kind=Kind.WORD, meaning=meaning, words=vocabulary, required=required, **more)


def month(name: str, meaning: str = "", *, required: bool = True, **more: Any) -> Column:
    return Column(name=name, kind=Kind.MONTH, meaning=meaning, required=required, **more)


def date(name: str, meaning: str = "", *, required: bool = True, **more: Any) -> Column:
    return Column(name=name, kind=Kind.DATE, meaning=meaning, required=required, **more)


def number(name: str, meaning: str = "", **more: Any) -> Column:
    return Column(name=name, kind=Kind.NUMBER, meaning=meaning, **more)


ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
SMALLEST = ONE.scaleb(-MOST_DECIMALS)
SOURCE = text("source", "Where the row comes from and what it is worth", omissible=True)
