"""The files that come with a mitigation: attached, handed out to the contract's people, removed."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.refusals import NotAllowed
from kpis.actions import evidence as actions
from kpis.forms.mitigations import EvidenceForm
from kpis.mitigations.files import NotEvidence
from kpis.mitigations.load import mitigation_of
from kpis.mitigations.rules import MitigationStep, refusal
from kpis.models import Evidence
from kpis.views.mitigations import SECTION

logger = logging.getLogger(__name__)
INERT = "default-src 'none'; sandbox"
"""What a browser may do with such a file, should it show it after all: nothing."""


@require_safe
def mitigation_evidence(
    request: SignedInRequest, reference: str, mitigation: str, evidence: int
) -> HttpResponseBase:
    """One file, to be kept and never shown by the browser itself."""
    kept = _evidence(request, reference, mitigation, evidence, Ability.VIEW)
    try:
        content = kept.file.open("rb")
    except FileNotFoundError:
        logger.error("evidence %d has no file in the store", kept.pk)
        raise Http404("This file is not in the store.") from None
    response = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = INERT
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def mitigation_evidence_add(request: SignedInRequest, reference: str, mitigation: str) -> HttpResponse:
    """Attach a file."""
    contract = contract_for(request.user, reference, Ability.PROPOSE_MITIGATION)
    found = mitigation_of(contract, mitigation)
    if why := refusal(MitigationStep.ATTACH, found, request.user, contract.abilities):
        messages.error(request, why)
        return redirect("mitigation_detail", reference, mitigation)
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            added = actions.attach(mitigation=found, file=file, by=request.user, at=timezone.now())
            messages.success(request, f"“{added.name}” is attached to {found}.")
            return redirect("mitigation_detail", reference, mitigation)
        except (NotAllowed, NotEvidence) as refused:
            form.add_error("file", str(refused))
    context = {"contract": contract, "section": SECTION, "mitigation": found, "form": form}
    return render(request, "kpis/mitigation_evidence_add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mitigation_evidence_remove(
    request: SignedInRequest, reference: str, mitigation: str, evidence: int
) -> HttpResponse:
    """Take a file away from a proposal, after asking."""
    kept = _evidence(request, reference, mitigation, evidence, Ability.PROPOSE_MITIGATION)
    contract, found = kept.mitigation.contract, kept.mitigation
    if request.method != "POST":
        context = {"contract": contract, "section": SECTION, "mitigation": found, "evidence": kept}
        return render(request, "kpis/mitigation_evidence_remove.html", context)
    try:
        actions.remove(evidence=kept, by=request.user)
        messages.success(request, f"“{kept.name}” is removed from {found}.")
    except NotAllowed as refused:
        messages.error(request, str(refused))
    return redirect("mitigation_detail", reference, mitigation)


def _evidence(
    request: SignedInRequest, reference: str, mitigation: str, evidence: int, ability: Ability
) -> Evidence:
    contract = contract_for(request.user, reference, ability)
    rows = Evidence.objects.select_related("mitigation")
    kept = get_object_or_404(
        rows, pk=evidence, mitigation__reference=mitigation, mitigation__contract=contract
    )
    kept.mitigation.contract = contract
    return kept
