"""What tests of the site share."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from contracts.models import User
from tests.factories import PASSWORD


class NoMailServer(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> Iterator[None]:
    """Forget what earlier tests did to the limits that are kept in memory."""
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, user: User | str, password: str = PASSWORD, **extra: Any) -> Any:
    """Send the sign-in form."""
    email = user if isinstance(user, str) else user.email
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def totp(secret: str, *, steps_from_now: int = 0) -> str:
    """The six digits of an authenticator app, computed here as RFC 6238 says."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_from_now)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def with_second_step(client_of: Callable[[User], Client]) -> Callable[[User], tuple[str, list[str]]]:
    """``with_second_step(officer)``: they set up an app; its key and their recovery codes."""

    def set_up(user: User) -> tuple[str, list[str]]:
        client = client_of(user)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        client.post(reverse("mfa_activate_totp"), {"code": totp(secret, steps_from_now=-1)})
        return secret, client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    return set_up
