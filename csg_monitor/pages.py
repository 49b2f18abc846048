"""Pages that belong to the site as a whole."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law asks of public bodies."""
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def council_colours(request: HttpRequest) -> HttpResponse:
    """A style sheet with the council's colour, which settings give."""
    return render(
        request, "pages/council.css", {"colour": settings.COUNCIL_COLOUR}, content_type="text/css; charset=utf-8"
    )
