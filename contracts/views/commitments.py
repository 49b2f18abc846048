"""What the provider undertook besides the service: the list, each commitment, and its steps."""

from __future__ import annotations

from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions import commitments
from contracts.actions.records import remove_record
from contracts.calculations.lateness import days_late, late_by
from contracts.forms.commitments import CommitmentForm, DeliverForm, MissForm
from contracts.forms.steps import WhyForm
from contracts.models import Commitment, Contract
from contracts.models.commitments import CommitmentStatus
from contracts.tables.commitments import CommitmentFilter, CommitmentTable, state_of
from contracts.views.records import SECTION, Register, RowPage, is_written, row_page, told
from contracts.views.steps import removal, row_question, step

asks = require_http_methods(["GET", "HEAD", "POST"])


class CommitmentList(Register):
    """The commitments of a contract."""

    table_class = CommitmentTable
    filterset_class = CommitmentFilter
    template_name = "contracts/commitment_list.html"

    def rows(self) -> QuerySet[Commitment]:
        return self.contract.commitments.select_related("contract").order_by("pk")


commitment_list = require_safe(CommitmentList.as_view())


@require_safe
def commitment_detail(request: SignedInRequest, reference: str, commitment: str) -> HttpResponse:
    """One commitment, and what may be done with it."""
    contract = contract_for(request.user, reference)
    found = get_object_or_404(contract.commitments, reference=commitment)
    is_open = found.status == CommitmentStatus.OPEN
    context = {
        **{"contract": contract, "section": SECTION, "commitment": found, "is_open": is_open},
        "state": state_of(found),
        "keeps": Ability.KEEP_GOVERNANCE in contract.abilities,
        "late": late_by(days_late(found.due, timezone.localdate())) if is_open else "",
    }
    return render(request, "contracts/commitment_detail.html", context)


@asks
def commitment_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record what was undertaken."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = Commitment(contract=contract, status=CommitmentStatus.OPEN)
    form = CommitmentForm(contract, request.POST or None, instance=row)
    if is_written(request, form):
        return told(request, f"Commitment {row} is recorded.", "commitment_detail", reference, row.reference)
    back = reverse("commitment_list", args=[reference])
    page = RowPage(heading="Add a commitment", button="Add", parent="Commitments", back=back)
    return row_page(request, contract, form, page)


@asks
def commitment_change(request: SignedInRequest, reference: str, commitment: str) -> HttpResponse:
    """Correct what is recorded of a commitment."""
    contract, found = _kept(request, reference, commitment)
    form = CommitmentForm(contract, request.POST or None, instance=found)
    if is_written(request, form):
        return told(request, f"Commitment {found} is saved.", "commitment_detail", reference, commitment)
    back = reverse("commitment_detail", args=[reference, commitment])
    page = RowPage(heading=f"Change commitment {commitment}", button="Save", parent=commitment, back=back)
    return row_page(request, contract, form, page)


@asks
def commitment_deliver(request: SignedInRequest, reference: str, commitment: str) -> HttpResponse:
    """Say that a commitment was delivered, and what shows it."""
    contract, found = _kept(request, reference, commitment)
    form = DeliverForm(found, request.POST or None, today=timezone.localdate())
    question = row_question(found, f"Commitment {found} was delivered", "Record that it was delivered")
    action = partial(commitments.deliver, commitment=found)
    return step(request, contract, form, question, action, f"Commitment {found} is delivered.")


@asks
def commitment_miss(request: SignedInRequest, reference: str, commitment: str) -> HttpResponse:
    """Say that a commitment was missed, and how."""
    contract, found = _kept(request, reference, commitment)
    form = MissForm(found, request.POST or None, today=timezone.localdate())
    question = row_question(found, f"Commitment {found} was missed", "Record that it was missed")
    action = partial(commitments.miss, commitment=found)
    return step(request, contract, form, question, action, f"Commitment {found} is missed.")


@asks
def commitment_reopen(request: SignedInRequest, reference: str, commitment: str) -> HttpResponse:
    """Take back that a commitment was delivered or missed."""
    contract, found = _kept(request, reference, commitment)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = row_question(found, f"Reopen commitment {found}?", "Reopen")
    action = partial(commitments.reopen, commitment=found)
    return step(request, contract, form, question, action, f"Commitment {found} is open again.")


@asks
def commitment_remove(request: SignedInRequest, reference: str, commitment: str) -> HttpResponse:
    """Take a commitment away that was recorded by mistake."""
    contract, found = _kept(request, reference, commitment)
    form = WhyForm(found, request.POST or None, today=timezone.localdate())
    question = removal(f"Remove commitment {found}?", found.text, page="Commitments", back="commitment_list")
    action = partial(remove_record, row=found)
    return step(request, contract, form, question, action, f"Commitment {found} is removed.")


def _kept(request: SignedInRequest, reference: str, commitment: str) -> tuple[Contract, Commitment]:
    """A commitment that the person may change, and its contract."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    return contract, get_object_or_404(contract.commitments, reference=commitment)
