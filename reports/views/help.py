"""How to use the product."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.words import ROLE_MEANINGS
from kpis.words import STATUS_MEANINGS, STATUS_WORDS


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What the statuses and roles mean, the life of a month, the keyboard, signing in."""
    context = {
        "statuses": [
            (status.value, STATUS_WORDS[status], STATUS_MEANINGS[status]) for status in STATUS_WORDS
        ],
        "roles": [(role.label, meaning) for role, meaning in ROLE_MEANINGS.items()],
        "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "pages/help.html", context)
