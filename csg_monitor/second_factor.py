"""Where a second step is required, nobody gets further than setting it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

KNOWN = "has_second_factor"
STILL_OPEN = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout"})
ENOUGH = frozenset({"mfa", "socialaccount"})
"""Ways of signing in that need no further step: single sign-on has its own."""


class SecondFactorMiddleware:
    """Sends people without a second step to its set-up, with no query once they are known to have one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        needs_sign_in = getattr(view, "login_required", True)
        match = request.resolver_match
        is_open = not needs_sign_in or (match is not None and match.view_name in STILL_OPEN)
        if (
            not settings.MFA_REQUIRED
            or is_open
            or not request.user.is_authenticated
            or has_second_step(request)
        ):
            return None
        return redirect("mfa_activate_totp")


def has_second_step(request: HttpRequest) -> bool:
    """Whether this sign-in used a second step, or the account has one by now."""
    used = {record["method"] for record in get_authentication_records(request, request.user)}
    if used & ENOUGH or request.session.get(KNOWN):
        return True
    known = is_mfa_enabled(request.user)
    if known:
        request.session[KNOWN] = True
    return known
