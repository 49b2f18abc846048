"""What keeps a report from being submitted, and what its writers had better look at before."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime

from django.utils import timezone

from reports.drafts.whole import Whole, whole_of
from reports.models import Report
from reports.papers.numbering import NAMED, names_of
from reports.papers.sections import TITLES, SectionKind


def hindrances_of(report: Report, *, at: datetime) -> list[str]:
    """Why a report cannot be submitted at a time, each in a sentence."""
    return list(what_hinders(whole_of(report, made_on=timezone.localdate(at))))


def what_hinders(whole: Whole) -> Iterator[str]:
    """Why a report cannot be submitted, each in a sentence."""
    if not whole.plan.sections:
        yield "The report has no section yet: put at least one in."
    yield from _names_of_nothing(whole)
    for kind, key in whole.lost_rows:
        yield (
            f"The row {key} is marked as not public in “{TITLES[kind]}”, where it no longer stands: "
            "look at the rows of that section and mark them again."
        )


def _names_of_nothing(whole: Whole) -> Iterator[str]:
    """Texts that name a section, table or figure which is not in the report."""
    names = names_of(whole.paper.sections)
    for section in whole.plan.sections:
        for name in dict.fromkeys(NAMED.findall(section.text)):
            if name not in names:
                yield f"“{section.title}” refers to {{{name}}}, {_not_there(name, names)}."


def _not_there(name: str, names: Container[str]) -> str:
    kind, _, part = name.partition(":")
    if kind not in set(SectionKind):
        return "which is no section of a report"
    title = TITLES[SectionKind(kind)]
    if kind not in names:
        return f"but the section “{title}” is left out"
    return f"but the section “{title}” has no {'figure' if part == 'figure' else f'table {part}'}"
