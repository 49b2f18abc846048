"""The texts that a paper begins with, in plain English, from the figures. People may change them.

They are in Markdown (``markdown.py``); names from the record are made safe in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reports.papers.contents import Source
from reports.papers.markdown import as_typed
from reports.papers.sections import SectionKind
from reports.papers.words import between_words, day_words, possessive


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a paper is written for; ``previous_on`` is the day of the last report there, if it is known."""

    meeting: str
    previous_on: date | None = None


def standing_text(kind: SectionKind, source: Source, occasion: Occasion) -> str:
    """The text that a section begins with; empty for one whose tables say all."""
    return "\n\n".join(TEXTS[kind](source, occasion)) if kind in TEXTS else ""


def _summary(source: Source, occasion: Occasion) -> list[str]:
    contract = source.statement.contract
    update = (
        f"This report provides an update of {as_typed(possessive(contract.supplier))} performance against "
        f"contractual Key Performance Indicators specified in the {as_typed(contract.title)} "
        f"{between_words(source.first, source.last)}."
    )
    if occasion.previous_on is None:
        return [update]
    return [f"{update} The last report to this body was on {day_words(occasion.previous_on)}."]


def _actions(source: Source, occasion: Occasion) -> list[str]:
    title = as_typed(source.statement.contract.title)
    return [
        f"The {as_typed(occasion.meeting)} is invited to:",
        f"1. Seek assurance about the performance of the {title}.\n"
        "2. Provide feedback and challenge as required.",
    ]


TEXTS: Mapping[SectionKind, Callable[[Source, Occasion], list[str]]] = {
    SectionKind.SUMMARY: _summary,
    SectionKind.ACTIONS_REQUIRED: _actions,
}
