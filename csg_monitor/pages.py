"""Pages that belong to the site as a whole."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from csg_monitor import unsent
from csg_monitor.context import council_words
from csg_monitor.requests import current_id
from csg_monitor.sign_in import page_of


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
        request,
        "pages/council.css",
        {"colour": settings.COUNCIL_COLOUR},
        content_type="text/css; charset=utf-8",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or one of an earlier sign-in, which is offered back."""
    if unsent.is_from_here(request) and unsent.keep(request, page_of(request)):
        return redirect("resume")
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request's context: what failed may be what every other page needs, the database first."""
    page = render_to_string("500.html", {**council_words(), "request_id": current_id.get()})
    return HttpResponse(page, status=500)
