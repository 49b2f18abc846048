"""Taking a report from its writers to whoever publishes it, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string

from contracts.access import ABILITIES, Ability
from contracts.models import User
from contracts.recording import record_changes
from contracts.refusals import NotAllowed
from kpis.actions.notices import Notice, once_kept, people_of
from reports.actions import permitted
from reports.drafts.hindrances import hindrances_of
from reports.drafts.rules import RULES, ReportStep
from reports.models import Report, ReportState

PUBLISHERS = [role for role, abilities in ABILITIES.items() if Ability.PUBLISH_REPORT in abilities]
STEPPED = ("state", "submitted_by", "submitted_at", "returned_because")
Address = Callable[[Report], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A report as a step left it, and who is told of it."""

    report: Report
    notice: Notice


def no_address(report: Report) -> str:
    return ""


@transaction.atomic
def submit(*, report: Report, by: User, at: datetime, address: Address = no_address) -> Done:
    """Hand a draft to those who may publish it; from now on nobody edits it.

    Raises:
        NotAllowed: it is no draft, the person may not, or something keeps it from being published.
    """
    report = permitted(ReportStep.SUBMIT, report, by)
    for hindrance in hindrances_of(report, at=at):
        raise NotAllowed(hindrance)
    report.state, report.submitted_by, report.submitted_at = ReportState.IN_REVIEW, by, at
    report.returned_because = ""
    record_changes([report], STEPPED, contract=report.contract, by=by)
    to = people_of(report.contract, but=by, roles=PUBLISHERS)
    return Done(report=report, notice=_announce(ReportStep.SUBMIT, report, by=by, to=to, address=address))


@transaction.atomic
def send_back(*, report: Report, by: User, reason: str, address: Address = no_address) -> Done:
    """Make a report in review a draft again, with a note to its writers.

    Raises:
        NotAllowed: it is not in review, the person may not, or the note is empty.
    """
    report = permitted(ReportStep.SEND_BACK, report, by)
    if not reason.strip():
        raise NotAllowed("Say why it is sent back.")
    also = [report.submitted_by_id, report.created_by_id]
    report.state, report.submitted_by, report.submitted_at = ReportState.DRAFT, None, None
    report.returned_because = reason
    record_changes([report], STEPPED, contract=report.contract, by=by, reason=reason)
    to = people_of(report.contract, but=by, also=also)
    notice = _announce(ReportStep.SEND_BACK, report, by=by, to=to, address=address, reason=reason)
    return Done(report=report, notice=notice)


def _announce(
    step: ReportStep, report: Report, *, by: User, to: list[User], address: Address, reason: str = ""
) -> Notice:
    subject = f"{report.contract.reference}: report {report.number} was {RULES[step].done}"
    context = {"report": report, "contract": report.contract, "done": RULES[step].done}
    context |= {"by": by, "reason": reason, "link": address(report)}
    return once_kept(subject, render_to_string("reports/emails/report.txt", context), to)
