"""Putting the words of a KPI's definition better."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from kpis.actions.definitions import DESCRIBED, EditedMeanwhileError, describe, words_seen
from kpis.forms.new_kpis import DescribeForm
from kpis.models import Kpi


@require_http_methods(["GET", "HEAD", "POST"])
def kpi_edit(request: SignedInRequest, reference: str, kpi: str) -> HttpResponse:
    """Edit the words of a definition, with a reason."""
    contract = contract_for(request.user, reference, Ability.CHANGE_DEFINITIONS)
    found = get_object_or_404(contract.kpis, reference=kpi)
    seen = words_seen(found)
    form = DescribeForm(request.POST or None, instance=found, initial={"seen": seen})
    theirs: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            return _save(request, found, form)
        except EditedMeanwhileError as crossed:
            form.add_error(None, str(crossed))
            theirs = crossed.words
    # Once both versions were shown, saving again is a decision between them.
    seen = seen if theirs else request.POST.get("seen", seen)
    context = {"contract": contract, "section": "kpis", "kpi": found, "form": form, "theirs": theirs}
    return render(request, "kpis/kpi_edit.html", {**context, "seen": seen}, status=409 if theirs else 200)


def _save(request: SignedInRequest, kpi: Kpi, form: DescribeForm) -> HttpResponse:
    data = form.cleaned_data
    words = {name: data[name] for name in DESCRIBED}
    describe(kpi=kpi, words=words, seen=data["seen"], by=request.user, reason=data["reason"])
    messages.success(request, f"The definition of {kpi} is saved.")
    return redirect("kpi_detail", kpi.contract.reference, kpi.reference)
