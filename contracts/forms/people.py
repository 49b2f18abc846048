"""Forms about the people of a contract."""

from __future__ import annotations

from typing import Any

from django import forms

from contracts.models import Role, User
from contracts.words import ROLE_MEANINGS

CLOSED = "This account is closed: ask the site’s administrator to open it again"


class PersonForm(forms.Form):
    """Someone to add to a contract, and the roles they shall have."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the person’s e-mail address",
            "invalid": "Enter an e-mail address such as name@example.gov.uk",
        },
    )
    name = forms.CharField(
        label="Name",
        max_length=150,
        help_text="As colleagues know them. Someone who has an account already keeps the name on it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter the person’s name"},
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, f"{role.label}: {ROLE_MEANINGS[role]}") for role in Role],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role"},
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email, is_active=False).exists():
            raise forms.ValidationError(CLOSED)
        return email

    def clean_roles(self) -> list[Role]:
        return [Role(value) for value in self.cleaned_data["roles"]]

    def person(self) -> dict[str, Any]:
        """What was entered, as ``actions.add_person`` takes it."""
        return {name: self.cleaned_data[name] for name in ("email", "name", "roles")}
