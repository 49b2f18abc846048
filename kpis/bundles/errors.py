"""Why a bundle is refused, in words that lead to the cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_QUOTED = 60
NO_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""What no terminal or page can print, such as bytes that are not UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a bundle.

    Attributes:
        file: the file's name, for example ``results.csv``.
        line: the line it is on, counted from 1, or where its row begins; None for the file as a whole.
        column: the column's name; empty for the row or the file as a whole.
        found: what stands there, as it was written.
        expected: what should, and why.
    """

    file: str
    line: int | None = None
    column: str = ""
    found: str
    expected: str

    def __str__(self) -> str:
        line = "" if self.line is None else f" line {self.line}"
        column = f" column {printable(self.column)}" if self.column else ""
        return f"{self.file}{line}{column}: found {self.found}, expected {self.expected}"


def printable(text: str) -> str:
    """The text with a sign in place of each character that no terminal can print, or that it would obey."""
    return NO_CHARACTERS.sub("\ufffd", text)


def quoted(text: object) -> str:
    """What was found, in quotation marks and cut to a readable length; ``nothing`` for an empty cell."""
    words = printable(" ".join(str(text).split()))
    if not words:
        return "nothing"
    return f"“{words if len(words) <= LONGEST_QUOTED else words[: LONGEST_QUOTED - 1] + '…'}”"


class BundleError(Exception):
    """A bundle cannot be loaded or written; nothing was changed. ``sentences`` say why, one line each."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


class BrokenBundle(BundleError):
    """The bundle itself is wrong; ``problems`` holds every error found, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(map(str, self.problems))


class ConflictWithRecord(BundleError):
    """The bundle is sound, but would change what the record keeps as evidence."""
