"""How long a sign-in lasts: an idle limit, and an absolute one that nothing prolongs.

The session's own age in the database is the absolute limit; this adds the idle limit and tells
people why they have to sign in again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from csg_monitor import unsent

STARTED, SEEN = "signed_in_at", "seen_at"
STAMP_EVERY = 60
"""Seconds between two writes of when a person was last seen: not every request writes."""


@receiver(user_logged_in)
def start(request: HttpRequest, **_: Any) -> None:
    """Note when a sign-in begins; Django has given the session a new key already."""
    request.session[STARTED] = request.session[SEEN] = int(time.time())


def why_over(session: SessionBase, now: float) -> str | None:
    """Why a session may not go on, in words for the person; None while it may."""
    if now - session.get(STARTED, now) >= settings.SESSION_COOKIE_AGE:
        hours = settings.SESSION_COOKIE_AGE // 3600
        return f"You were signed out, as everybody is after {hours} hours. Sign in again to go on."
    if now - session.get(SEEN, now) >= settings.SESSION_IDLE_SECONDS:
        minutes = settings.SESSION_IDLE_SECONDS // 60
        return f"You were signed out because nothing happened for {minutes} minutes. Sign in again to go on."
    return None


class SessionLimitsMiddleware:
    """Signs people out when either limit is reached, and notes at most once a minute that they are there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.hold(request, time.time())
        return self.get_response(request)

    def hold(self, request: HttpRequest, now: float) -> None:
        reason = why_over(request.session, now)
        if reason is not None:
            unsent.sign_out(request)
            messages.info(request, reason)
        elif now - request.session.get(SEEN, 0) >= STAMP_EVERY:
            request.session.setdefault(STARTED, int(now))
            request.session[SEEN] = int(now)
