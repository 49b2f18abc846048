"""The way to the sign-in page and back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from csg_monitor import unsent

SAFE = frozenset({"GET", "HEAD"})


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Sends visitors to the sign-in page, which leads them back to a page that they can open, or to
    what they sent after their sign-in had ended."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponseRedirect:
        return redirect_to_login(unsent.way_back(request, page_of(request)), self.get_login_url(view_func))


def page_of(request: HttpRequest) -> str:
    """The page a person was on: the address asked for, or, for a form that was sent, the page it stood on."""
    if request.method in SAFE:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return urlsplit(came_from)._replace(scheme="", netloc="").geturl()
    return resolve_url(settings.LOGIN_REDIRECT_URL)
