"""The forms of sign-in, in the product's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.forms import Field

from csg_monitor.lockout import CountedCodeForm

EMAIL = ("E-mail address", "Enter your e-mail address")
PASSWORD = ("Password", "Enter your password")
NEW_PASSWORD = ("New password", "Enter a new password")
AGAIN = ("New password again", "Enter the new password again")
CODE = ("Code", "Enter the code")


class WordedMixin:
    """Gives fields a label and says what is missing; ``words`` has both by field name."""

    words: dict[str, tuple[str, str]] = {}
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, missing) in self.words.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, missing
            if name in {"password", "oldpassword"}:  # The way to a new password stands below the form.
                field.help_text = ""
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"
                field.widget.attrs["class"] = "govuk-input--width-10"


class LoginForm(WordedMixin, forms.LoginForm):
    words = {"login": EMAIL, "password": PASSWORD}


class ReauthenticateForm(WordedMixin, forms.ReauthenticateForm):
    words = {"password": PASSWORD}


class ResetPasswordForm(WordedMixin, forms.ResetPasswordForm):
    words = {"email": EMAIL}


class ResetPasswordKeyForm(WordedMixin, forms.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class SetPasswordForm(WordedMixin, forms.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ChangePasswordForm(WordedMixin, forms.ChangePasswordForm):
    words = {
        "oldpassword": ("Current password", "Enter your current password"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class AuthenticateForm(WordedMixin, CountedCodeForm, second_step.AuthenticateForm):
    """The code asked for while signing in."""

    words = {"code": CODE}


class ReauthenticateByCodeForm(WordedMixin, CountedCodeForm, second_step.ReauthenticateForm):
    """The code asked for before a change that matters."""

    words = {"code": CODE}


class ActivateForm(WordedMixin, ActivateTOTPForm):
    """The first code of an app that is being set up."""

    words = {"code": CODE}
