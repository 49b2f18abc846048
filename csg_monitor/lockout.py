"""Lockout after repeated failures, of passwords and of second-factor codes alike.

django-axes counts failures in the database, so that all workers share one count. It counts by
account and address together: a stranger who guesses cannot lock the owner out at another desk.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest

ONE_SUBSCRIBER = 64
"""Bits of an IPv6 address that tell connections apart: a subscriber may use any address behind them."""


def client_address(request: HttpRequest) -> str | None:
    """The address that failures are counted by: the client's, told by trusted proxies only.

    None where a program signs somebody in, which comes from nowhere.
    """
    if "REMOTE_ADDR" not in request.META:
        return None
    address = ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, IPv6Address):
        return str(ip_network((address, ONE_SUBSCRIBER), strict=False).network_address)
    return str(address)


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account that failures are counted by, however its e-mail address was typed."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return name.strip().lower()[:255]


class CountedCodeForm(BaseAuthenticateForm):
    """A form for second-factor codes whose failures count like those of passwords."""

    def clean_code(self) -> str:
        credentials = {"email": self.user.email}
        if AxesProxyHandler.is_allowed(context.request, credentials):
            return super().clean_code()
        context.request.axes_locked_out = True
        raise get_adapter().validation_error("too_many_login_attempts")

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        AxesProxyHandler.user_login_failed(Authenticator, {"email": self.user.email}, request=context.request)
