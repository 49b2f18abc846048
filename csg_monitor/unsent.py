"""What somebody sent after their sign-in had ended: kept, and offered back once they are signed in again.

Only where a sign-in in this browser came before, so that it is known whose it was; in the session that
follows, so that it goes with the browser; and to nobody but the same person. Nothing is sent by itself.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

WAS, UNSENT = "was", "unsent"
"""The session's notes of who was signed out, and of what they sent after that."""
NEVER_KEPT = ("/accounts/", "/admin/", "/resume/")
"""Where the pages are whose forms hold passwords and codes, and the page that offers back."""
KEPT = "What you sent is kept: once you have signed in, you can send it again."


class HttpResponseSendAgain(HttpResponseRedirect):
    """Lets the browser send the same form to another address."""

    status_code = 307


def sign_out(request: HttpRequest) -> None:
    """End the sign-in, noting whose it was, until the browser is closed."""
    person = request.user.pk
    logout(request)
    request.session[WAS] = person
    request.session.set_expiry(0)


def keep(request: HttpRequest, page: str) -> bool:
    """Keep the form that was sent from a page, if it is to be offered back; whether it is.

    Scripts that ask something of the server by themselves will ask again.
    """
    is_form = request.method == "POST" and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    person = request.user.pk or request.session.get(WAS)
    if person is None or not is_form or request.path.startswith(NEVER_KEPT):
        return False
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    request.session[UNSENT] = {
        "person": person,
        "address": request.get_full_path(),
        "page": page,
        "typed": [(name, value) for name, value in typed if name != "csrfmiddlewaretoken"],
    }
    return True


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser itself says that a page of this site sent the form."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Offer back what was kept; send it where it was going, once."""
    unsent = request.session.get(UNSENT)
    if unsent is None or unsent["person"] != request.user.pk:
        request.session.pop(UNSENT, None)
        return redirect("home")
    if request.method == "POST":
        del request.session[UNSENT]
        return HttpResponseSendAgain(unsent["address"])
    return render(request, "pages/resume.html", {"unsent": unsent})


def way_back(request: HttpRequest, page: str) -> str:
    """Where signing in leads: to what was kept, or to the page."""
    if not keep(request, page):
        return page
    messages.info(request, KEPT)
    return reverse("resume")
