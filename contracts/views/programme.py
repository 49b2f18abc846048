"""The programme beside the service: its timeline, and each workstream with what was said of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import WorkstreamUpdate
from contracts.programme import load_programme
from contracts.tables.programme import UpdateFilter, UpdateTable
from contracts.views.records import SECTION, Register


@require_safe
def programme(request: SignedInRequest, reference: str) -> HttpResponse:
    """Workstreams with their stages month by month, and where each stands."""
    contract = contract_for(request.user, reference)
    context = {
        **{"contract": contract, "section": SECTION},
        "programme": load_programme(contract, timezone.localdate()),
        "keeps": Ability.KEEP_GOVERNANCE in contract.abilities,
    }
    return render(request, "contracts/programme.html", context)


class WorkstreamPage(Register):
    """One workstream: its stages, and all that was said of it, latest first."""

    table_class = UpdateTable
    filterset_class = UpdateFilter
    template_name = "contracts/workstream_detail.html"

    def rows(self) -> QuerySet[WorkstreamUpdate]:
        own = self.contract.workstream_updates.filter(workstream=self.kwargs["workstream"])
        return own.select_related("contract").order_by("-as_at", "-pk")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"keeps": Ability.KEEP_GOVERNANCE in self.contract.abilities}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        workstream = self.kwargs["workstream"]
        stages = self.contract.workstream_stages.filter(workstream=workstream).order_by("month_from", "pk")
        latest = self.rows().filter(as_at__lte=self.today).first()
        if not stages and latest is None and not self.rows().exists():
            raise Http404("There is no such workstream.")
        query = urlencode({"workstream": workstream})
        ours = {"workstream": workstream, "query": query, "stages": stages, "latest": latest}
        return super().get_context_data(**ours, **kwargs)


workstream_detail = require_safe(WorkstreamPage.as_view())
