"""What was reported to a meeting: reports name it by its committee and day, as print does."""

from __future__ import annotations

from django.db.models import QuerySet

from contracts.access import Ability
from contracts.models import Contract, Meeting
from reports.models import Publication, Report, ReportState

WRITING = frozenset({Ability.WRITE_REPORT, Ability.PUBLISH_REPORT})


def published_for(contract: Contract, meeting: Meeting) -> QuerySet[Publication]:
    """What was published for a meeting, addenda included, in the order of their numbers."""
    rows = contract.publications.select_related("contract")
    return rows.filter(meeting__iexact=meeting.committee, held_on=meeting.held_on).order_by("number")


def being_written_for(contract: Contract, meeting: Meeting) -> QuerySet[Report]:
    """The reports that are being written for a meeting, for those who may see drafts; else none."""
    if not WRITING & contract.abilities:
        return Report.objects.none()
    rows = contract.reports.select_related("contract").exclude(state=ReportState.PUBLISHED)
    return rows.filter(meeting__iexact=meeting.committee, held_on=meeting.held_on).order_by("number")
