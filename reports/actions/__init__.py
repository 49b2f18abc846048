"""Writes about reports: keyword-only, atomic, and refused in one sentence.

An action holds its report first, so that nobody submits it, or edits the same section, between its
deciding and its writing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from contracts.access import abilities_of
from contracts.models import User
from contracts.refusals import NotAllowed
from reports.drafts.rules import ReportStep, refusal
from reports.models import Report


class EditedMeanwhile(NotAllowed):
    """Somebody else saved what this person was editing; nothing of either is lost.

    Attributes:
        theirs: what stands there now, by field.
        version: of what stands there, with which saving again is a decision between the two.
    """

    def __init__(self, lines: QuerySet, *, called: str, fields: Mapping[str, Any], version: int = 0) -> None:
        latest = lines.select_related("history_user").order_by("-history_id").first()
        who = latest.history_user if latest and latest.history_user else "Somebody"
        super().__init__(f"{who} saved {called} while you were editing it, so yours is not saved yet.")
        self.theirs, self.version = dict(fields), version


def permitted(step: ReportStep, report: Report, by: User) -> Report:
    """The report as it stands now, held until the transaction ends, if the person may take the step.

    Raises:
        NotAllowed: they may not, or not now.
    """
    rows = Report.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("contract", "submitted_by").filter(pk=report.pk).first()
    if held is None:
        raise NotAllowed(f"Somebody deleted {report} meanwhile.")
    if why := refusal(step, held, by, abilities_of(by, held.contract)):
        raise NotAllowed(why)
    return held
