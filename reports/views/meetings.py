"""One meeting: its papers, what was asked for there, and what was reported to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.tables.assurances import asked_with_days
from contracts.views.records import SECTION
from reports.meetings import being_written_for, published_for


@require_safe
def meeting_detail(request: SignedInRequest, reference: str, meeting: str) -> HttpResponse:
    """What a meeting had before it, and what came of it."""
    contract = contract_for(request.user, reference)
    found = get_object_or_404(contract.meetings, reference=meeting)
    today = timezone.localdate()
    context = {
        **{"contract": contract, "section": SECTION, "meeting": found},
        "is_to_come": found.held_on > today,
        "keeps": Ability.KEEP_GOVERNANCE in contract.abilities,
        "papers": found.papers.order_by("pk"),
        "asked": asked_with_days(found, today),
        "publications": published_for(contract, found),
        "reports": being_written_for(contract, found),
    }
    return render(request, "reports/meeting_detail.html", context)
