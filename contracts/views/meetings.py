"""Meetings at which a committee looks at the contract: the list, the forms, and their papers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions.meetings import remove_meeting
from contracts.actions.records import remove_record
from contracts.forms.meetings import MeetingForm, PaperForm
from contracts.forms.steps import WhyForm
from contracts.models import Contract, Meeting, MeetingPaper
from contracts.tables.meetings import MeetingFilter, MeetingTable, with_counts
from contracts.views.records import Register, RowPage, is_written, row_page, told
from contracts.views.steps import removal, step

asks = require_http_methods(["GET", "HEAD", "POST"])


class MeetingList(Register):
    """The meetings of a contract, the latest first."""

    table_class = MeetingTable
    filterset_class = MeetingFilter
    template_name = "contracts/meeting_list.html"

    def rows(self) -> QuerySet[Any]:
        rows = self.contract.meetings.select_related("contract")
        return with_counts(rows).order_by("-held_on", "committee")


meeting_list = require_safe(MeetingList.as_view())


@asks
def meeting_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record a meeting, past or to come."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = Meeting(contract=contract)
    form = MeetingForm(contract, request.POST or None, instance=row)
    if is_written(request, form):
        return told(request, f"Meeting {row.reference} is recorded.", *_address(row, reference))
    back = reverse("meeting_list", args=[reference])
    page = RowPage(heading="Add a meeting", button="Add", parent="Meetings", back=back)
    return row_page(request, contract, form, page)


@asks
def meeting_change(request: SignedInRequest, reference: str, meeting: str) -> HttpResponse:
    """Correct what is recorded of a meeting; what was asked for there follows its committee and day."""
    contract, found = _kept(request, reference, meeting)
    form = MeetingForm(contract, request.POST or None, instance=found)
    if is_written(request, form):
        return told(request, f"Meeting {meeting} is saved.", *_address(found, reference))
    page = _page(found, f"Change meeting {meeting}", "Save")
    return row_page(request, contract, form, page)


@asks
def meeting_remove(request: SignedInRequest, reference: str, meeting: str) -> HttpResponse:
    """Take a meeting away that was recorded by mistake."""
    contract, found = _kept(request, reference, meeting)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    heading, before = f"Remove meeting {meeting}?", f"{found.committee}, {found.held_on:%-d %B %Y}"
    question = removal(heading, before, page="Meetings", back="meeting_list")
    action = partial(remove_meeting, meeting=found)
    return step(request, contract, form, question, action, f"Meeting {meeting} is removed.")


@asks
def meeting_paper_add(request: SignedInRequest, reference: str, meeting: str) -> HttpResponse:
    """Record a paper of a meeting."""
    contract, found = _kept(request, reference, meeting)
    row = MeetingPaper(meeting=found)
    form = PaperForm(contract, request.POST or None, instance=row)
    if is_written(request, form):
        return told(request, f"“{row}” is recorded.", *_address(found, reference))
    return row_page(request, contract, form, _page(found, f"Add a paper to meeting {meeting}", "Add"))


@asks
def meeting_paper_remove(request: SignedInRequest, reference: str, meeting: str, paper: int) -> HttpResponse:
    """Take a paper away from a meeting."""
    contract, found = _kept(request, reference, meeting)
    row = get_object_or_404(found.papers.select_related("meeting"), pk=paper)
    form = WhyForm(row, request.POST or None, today=timezone.localdate())
    heading = f"Remove this paper from meeting {meeting}?"
    question = removal(heading, row.title, page=meeting, back="meeting_detail", behind=(meeting,))
    return step(request, contract, form, question, partial(remove_record, row=row), f"“{row}” is removed.")


def _kept(request: SignedInRequest, reference: str, meeting: str) -> tuple[Contract, Meeting]:
    """A meeting that the person may change, and its contract."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return contract, get_object_or_404(contract.meetings, reference=meeting)


def _address(meeting: Meeting, reference: str) -> tuple[str, str, str]:
    return "meeting_detail", reference, meeting.reference


def _page(meeting: Meeting, heading: str, button: str) -> RowPage:
    back = reverse("meeting_detail", args=[meeting.contract.reference, meeting.reference])
    return RowPage(heading=heading, button=button, parent=meeting.reference, back=back)
