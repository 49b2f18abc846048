"""What keeps a report from being submitted, and what its writers had better look at before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from reports.drafts.whole import Whole, whole_of
from reports.models import Report
from reports.papers.numbering import NAMED
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
    """Texts that name the table of a section which is not in the report."""
    there = {section.kind for section in whole.plan.sections}
    for section in whole.plan.sections:
        for name in dict.fromkeys(NAMED.findall(section.text)):
            if name not in there:
                yield f"“{section.title}” refers to {{{name}}}, {_not_there(name)}."


def _not_there(name: str) -> str:
    if name in set(SectionKind):
        return f"but the section “{TITLES[SectionKind(name)]}” is left out"
    return "which is no section of a report"
