"""What committees asked for: the list, each of them, and its steps."""

from __future__ import annotations

import re
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions import assurances
from contracts.actions.records import remove_record
from contracts.calculations.lateness import days_late, late_by
from contracts.forms.assurances import AnswerForm, AssuranceForm
from contracts.forms.steps import WhyForm
from contracts.models import Assurance, Contract, Meeting
from contracts.models.assurances import AssuranceStatus
from contracts.tables.assurances import AssuranceFilter, AssuranceTable, state_of
from contracts.validators import REFERENCE
from contracts.views.records import SECTION, Register, RowPage, is_written, row_page, told
from contracts.views.steps import removal, row_question, step

asks = require_http_methods(["GET", "HEAD", "POST"])


class AssuranceList(Register):
    """What committees asked for on a contract."""

    table_class = AssuranceTable
    filterset_class = AssuranceFilter
    template_name = "contracts/assurance_list.html"

    def rows(self) -> QuerySet[Assurance]:
        return self.contract.assurances.select_related("contract", "assigned_to").order_by("pk")


assurance_list = require_safe(AssuranceList.as_view())


@require_safe
def assurance_detail(request: SignedInRequest, reference: str, assurance: str) -> HttpResponse:
    """What was asked for, how it was answered, and what may be done with it."""
    contract = contract_for(request.user, reference)
    found = get_object_or_404(contract.assurances.select_related("assigned_to"), reference=assurance)
    is_open = found.status == AssuranceStatus.OPEN
    context = {
        **{"contract": contract, "section": SECTION, "assurance": found, "is_open": is_open},
        "state": state_of(found),
        "keeps": Ability.KEEP_GOVERNANCE in contract.abilities,
        "late": late_by(days_late(found.due, timezone.localdate())) if is_open else "",
        "meeting": contract.meetings.filter(committee=found.meeting, held_on=found.requested).first(),
    }
    return render(request, "contracts/assurance_detail.html", context)


@asks
def assurance_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record what a committee asked for; ``?meeting=M1`` says at which meeting."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = Assurance(contract=contract, status=AssuranceStatus.OPEN)
    if meeting := _meeting_named(contract, request.GET.get("meeting", "")):
        row.meeting, row.requested = meeting.committee, meeting.held_on
    form = AssuranceForm(contract, request.POST or None, instance=row, today=timezone.localdate())
    if is_written(request, form):
        return told(request, f"Assurance {row} is recorded.", "assurance_detail", reference, row.reference)
    back = reverse("assurance_list", args=[reference])
    page = RowPage(heading="Add what was asked for", button="Add", parent="Assurances", back=back)
    return row_page(request, contract, form, page)


@asks
def assurance_change(request: SignedInRequest, reference: str, assurance: str) -> HttpResponse:
    """Correct what is recorded of something asked for."""
    contract, found = _kept(request, reference, assurance)
    form = AssuranceForm(contract, request.POST or None, instance=found, today=timezone.localdate())
    if is_written(request, form):
        return told(request, f"Assurance {found} is saved.", "assurance_detail", reference, assurance)
    back = reverse("assurance_detail", args=[reference, assurance])
    page = RowPage(heading=f"Change assurance {assurance}", button="Save", parent=assurance, back=back)
    return row_page(request, contract, form, page)


@asks
def assurance_answer(request: SignedInRequest, reference: str, assurance: str) -> HttpResponse:
    """Say when and how something asked for was answered."""
    contract, found = _kept(request, reference, assurance)
    form = AnswerForm(found, request.POST or None, today=timezone.localdate())
    question = row_question(found, f"Answer assurance {found}", "Record the answer")
    action = partial(assurances.answer, assurance=found)
    return step(request, contract, form, question, action, f"Assurance {found} is answered.")


@asks
def assurance_close(request: SignedInRequest, reference: str, assurance: str) -> HttpResponse:
    """Close something asked for with which the committee is content, or which it asks for no longer."""
    contract, found = _kept(request, reference, assurance)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = row_question(found, f"Close assurance {found}?", "Close")
    action = partial(assurances.close, assurance=found)
    return step(request, contract, form, question, action, f"Assurance {found} is closed.")


@asks
def assurance_reopen(request: SignedInRequest, reference: str, assurance: str) -> HttpResponse:
    """Take back that something asked for was answered or closed."""
    contract, found = _kept(request, reference, assurance)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = row_question(found, f"Reopen assurance {found}?", "Reopen")
    action = partial(assurances.reopen, assurance=found)
    return step(request, contract, form, question, action, f"Assurance {found} is open again.")


@asks
def assurance_remove(request: SignedInRequest, reference: str, assurance: str) -> HttpResponse:
    """Take something away that was recorded by mistake."""
    contract, found = _kept(request, reference, assurance)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = removal(f"Remove assurance {found}?", found.text, page="Assurances", back="assurance_list")
    action = partial(remove_record, row=found)
    return step(request, contract, form, question, action, f"Assurance {found} is removed.")


def _meeting_named(contract: Contract, reference: str) -> Meeting | None:
    """The meeting of a reference; what can be none is not looked for, since PostgreSQL refuses a NUL."""
    if not re.fullmatch(REFERENCE, reference):
        return None
    return contract.meetings.filter(reference=reference).first()


def _kept(request: SignedInRequest, reference: str, assurance: str) -> tuple[Contract, Assurance]:
    """Something asked for that the person may change, and its contract."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return contract, get_object_or_404(contract.assurances, reference=assurance)
