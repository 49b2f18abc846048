"""How sign-in differs from what allauth does by itself: nobody makes an account, nobody adopts one."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import redirect, resolve_url

from csg_monitor import unsent

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right",
        "incorrect_password": "The password is not right",
        "enter_current_password": "The current password is not right",
        "too_many_login_attempts": "Too many wrong attempts: try again later",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What is told of has been done: mail that does not go out must not look like its failure."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            logger.exception("the notice of a change of an account could not be sent")

    def logout(self, request: HttpRequest) -> None:
        """What is sent afterwards from another window is kept for the same person."""
        unsent.sign_out(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("account")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens existing accounts only, found by an e-mail address the provider vouches for."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(redirect("account"))
        if sociallogin.is_existing:
            return
        for address in sociallogin.email_addresses:
            user = get_user_model().objects.filter(email__iexact=address.email, is_active=True).first()
            if address.verified and user is not None:
                sociallogin.connect(request, user)
                return


class MFAAdapter(DefaultMFAAdapter):
    """Second factors are kept encrypted, and stay where they are required."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right: codes change every 30 seconds",
        "cannot_delete_authenticator": "A second step is required here and cannot be turned off",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not settings.MFA_REQUIRED

    def get_totp_issuer(self) -> str:
        return f"CSG Monitor {settings.COUNCIL_NAME}"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Encrypts by the secret key; reads what earlier keys encrypted."""
    from cryptography.fernet import Fernet, MultiFernet

    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"second factor " + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
