"""What was asked for at meetings, which the record has because of it, and how these are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from contracts.actions.records import next_reference
from contracts.models import Assurance, Contract, Meeting

LETTER = "M"
"""What references of meetings begin with, unless people gave them others."""


class Named(NamedTuple):
    """A meeting as it is named in print."""

    held_on: date
    committee: str


def asked_at(meeting: Meeting) -> list[Assurance]:
    """What was asked for at a meeting."""
    rows = Assurance.objects.filter(contract=meeting.contract_id)
    return list(rows.filter(meeting=meeting.committee, requested=meeting.held_on).order_by("pk"))


def unrecorded_meetings(contract: Contract) -> list[Meeting]:
    """The meetings that assurances name and the record has not, unsaved and numbered, earliest first."""
    recorded = {_name(meeting) for meeting in contract.meetings.all()}
    missing = sorted(_named_by_assurances(contract) - recorded)
    if not missing:
        return []
    first = int(next_reference(contract, Meeting, LETTER).removeprefix(LETTER))
    return [
        Meeting(
            contract=contract, reference=f"{LETTER}{number}", committee=name.committee, held_on=name.held_on
        )
        for number, name in enumerate(missing, first)
    ]


def meetings_without_saying(contract: Contract) -> frozenset[int]:
    """The primary keys of meetings that follow from the assurances, down to their references.

    They say nothing of their own, and whoever loads the other meetings and the assurances into a new
    record gets the very same ones.
    """
    named = _named_by_assurances(contract)
    rows = list(contract.meetings.prefetch_related("papers"))
    silent = [row for row in rows if _name(row) in named and not _says_anything(row)]
    spoken = [row.reference for row in rows if row not in silent]
    first = _highest(spoken) + 1
    expected = [f"{LETTER}{number}" for number in range(first, first + len(silent))]
    if [row.reference for row in sorted(silent, key=_name)] != expected:
        return frozenset()
    return frozenset(row.pk for row in silent)


def _named_by_assurances(contract: Contract) -> set[Named]:
    named = contract.assurances.order_by().values_list("requested", "meeting").distinct()
    return {Named(*each) for each in named}


def _name(meeting: Meeting) -> Named:
    return Named(meeting.held_on, meeting.committee)


def _says_anything(meeting: Meeting) -> bool:
    return bool(meeting.note or meeting.source or meeting.papers.all())


def _highest(references: Iterable[str]) -> int:
    given = (re.fullmatch(rf"{LETTER}(\d+)", reference) for reference in references)
    return max((int(found[1]) for found in given if found), default=0)
