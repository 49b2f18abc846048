"""Whether what a preview showed is what a person confirms."""

from __future__ import annotations

from django.contrib import messages

from contracts.access import SignedInRequest
from kpis.forms.steps import CHANGED_MEANWHILE, SEEN, Then


def is_confirmed(request: SignedInRequest, then: Then, seen: str) -> bool:
    """Whether what was shown is confirmed; who confirms what is no longer so is told to look again."""
    if then is not Then.CONFIRM:
        return False
    if request.POST.get(SEEN) == seen:
        return True
    messages.warning(request, CHANGED_MEANWHILE)
    return False
