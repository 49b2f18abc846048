"""The mitigations of a contract, one of them, and proposing one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import Contract
from contracts.refusals import NotAllowed
from contracts.views.records import Register
from kpis.actions import mitigations
from kpis.actions.mitigations import Address, ChangedMeanwhile, Done
from kpis.forms.proposals import MitigationEntry
from kpis.mitigations.filters import MitigationFilter
from kpis.mitigations.load import load_page, mitigation_of
from kpis.mitigations.rules import MitigationStep, refusal
from kpis.mitigations.tables import MitigationTable
from kpis.models import Mitigation

UNSENT = "The e-mail that tells those concerned could not be sent: please tell them yourself."
SECTION = "mitigations"


class MitigationList(Register):
    """All mitigations of a contract, latest first."""

    table_class = MitigationTable
    filterset_class = MitigationFilter
    template_name = "kpis/mitigation_list.html"

    def rows(self) -> QuerySet[Mitigation]:
        rows = self.contract.mitigations.select_related("contract", "decided_by")
        return rows.prefetch_related("kpis__kpi").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposes = Ability.PROPOSE_MITIGATION in self.contract.abilities
        return super().get_context_data(section=SECTION, proposes=proposes, **kwargs)


mitigation_list = MitigationList.as_view()


@require_safe
def mitigation_detail(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """All about a mitigation, and what this person may do with it."""
    contract = contract_for(request.user, reference)
    found = mitigation_of(contract, mitigation)
    page = load_page(found, request.user, today=timezone.localdate())
    context = {"contract": contract, "section": SECTION, "page": page, "mitigation": found}
    return render(request, "kpis/mitigation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mitigation_propose(request: SignedInRequest, reference: str) -> HttpResponse:
    """Ask for a mitigation of some KPIs, after seeing what it would do."""
    contract = contract_for(request.user, reference, Ability.PROPOSE_MITIGATION)
    entry = MitigationEntry(contract, request.POST if request.method == "POST" else None)
    if entry.is_sent:
        action = partial(mitigations.propose, contract=contract, at=timezone.now())
        if done := _sent(request, entry, action):
            for overlap in entry.overlaps:
                messages.warning(request, f"{overlap}: only one of the two can be agreed.")
            return told(request, done, f"{done.mitigation} is proposed. A manager decides on it.")
    return _form_page(request, contract, entry)


@require_http_methods(["GET", "HEAD", "POST"])
def mitigation_change(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """Change what is asked for, while nobody has decided on it."""
    contract = contract_for(request.user, reference, Ability.PROPOSE_MITIGATION)
    found = mitigation_of(contract, mitigation)
    if why := refusal(MitigationStep.CHANGE, found, request.user, contract.abilities):
        messages.error(request, why)
        return redirect("mitigation_detail", reference, mitigation)
    entry = MitigationEntry(contract, request.POST if request.method == "POST" else None, mitigation=found)
    if entry.is_sent:
        action = partial(mitigations.change, mitigation=found, seen=entry.seen)
        if done := _sent(request, entry, action):
            return told(request, done, f"{found} is changed.")
    return _form_page(request, contract, entry)


def _sent(request: SignedInRequest, entry: MitigationEntry, action: Callable[..., Done]) -> Done | None:
    """What came of sending what was typed; a refusal stands on the form."""
    try:
        return action(draft=entry.draft, by=request.user, address=address_in(request))
    except NotAllowed as refused:
        entry.form.add_error(None, str(refused))
        entry.is_outdated = isinstance(refused, ChangedMeanwhile)
        return None


def _form_page(request: SignedInRequest, contract: Contract, entry: MitigationEntry) -> HttpResponse:
    context = {"contract": contract, "section": SECTION, "entry": entry, "mitigation": entry.mitigation}
    return render(request, "kpis/mitigation_form.html", context)


def address_in(request: SignedInRequest) -> Address:
    """How e-mails name the page of a mitigation."""

    def address(mitigation: Mitigation) -> str:
        path = reverse("mitigation_detail", args=[mitigation.contract.reference, mitigation.reference])
        return request.build_absolute_uri(path)

    return address


def told(request: SignedInRequest, done: Done, sentence: str) -> HttpResponse:
    """Say what was done, on the page of the mitigation, and where the e-mail about it did not go out."""
    messages.success(request, sentence)
    if done.notice.failed:
        messages.warning(request, UNSENT)
    return redirect("mitigation_detail", done.mitigation.contract.reference, done.mitigation.reference)
