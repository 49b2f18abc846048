"""Accounts, and the roles people have on contracts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from contracts.actions.people import LastAdministratorError, keep_an_administrator
from contracts.admin.base import RecordAdmin, RecordForm, RecordInline, of_contract
from contracts.models import Membership, User


class AccountCreationForm(BaseUserCreationForm):
    """A new account, known by its e-mail address in small letters; its owner may choose the password."""

    class Meta:
        model = User
        fields = ("email", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            self.fields[name].required = False

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def validate_passwords(self, *args: Any, **kwargs: Any) -> None:
        first, second = (self.cleaned_data.get(name) for name in ("password1", "password2"))
        if first != second:
            self.add_error("password2", self.error_messages["password_mismatch"])
        # Django takes None for an account without a password, and an empty text for a password.
        self.cleaned_data["password1"] = first or None


class AccountForm(UserChangeForm):
    """An account that is there."""

    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets choose

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class MembershipForm(RecordForm):
    """A role that its contract can do without, if it becomes another one."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and {"role", "contract"} & set(self.changed_data):
            # The instance is still as it is stored: the form has not written on it yet.
            try:
                keep_an_administrator(self.instance)
            except LastAdministratorError as refusal:
                self.add_error("role", str(refusal))
        return cleaned


class RoleFormSet(BaseInlineFormSet):
    """The roles of a person, of which none is deleted that its contract cannot do without."""

    def clean(self) -> None:
        super().clean()
        # As they are stored: a row that is to be deleted may have been changed in the same form.
        deleted = [form.instance.pk for form in self.deleted_forms]
        for role in Membership.objects.filter(pk__in=deleted).select_related("contract"):
            try:
                keep_an_administrator(role)
            except LastAdministratorError as refusal:
                raise ValidationError(f"{role.contract}: {refusal}") from refusal


class RoleInline(RecordInline):
    model = Membership
    form = MembershipForm
    formset = RoleFormSet
    verbose_name = "role on a contract"
    verbose_name_plural = "roles on contracts"
    autocomplete_fields = ("contract",)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts are closed, not deleted: history keeps its author."""

    form = AccountForm
    add_form = AccountCreationForm
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("name", "email")
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ("groups", "user_permissions")
    actions = ("close_accounts",)
    inlines = (RoleInline,)
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (
            "What the account is good for",
            {
                "fields": ("is_active", "is_staff", "is_superuser"),
                "description": "Sight of a contract, and work on it, comes from the roles below, "
                "for superusers too.",
            },
        ),
        ("Dates", {"fields": readonly_fields}),
    )
    finer = ("Finer permissions in this admin", {"classes": ("collapse",), "fields": filter_horizontal})
    add_fieldsets = (
        (
            None,
            {
                "fields": ("email", "name", "password1", "password2"),
                "description": "Leave the password empty and the person chooses one by “I have forgotten "
                "my password”, or signs in through the council’s single sign-on.",
            },
        ),
    )

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type[RoleInline], ...]:
        return self.inlines if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only a superuser hands out power over this admin."""
        fieldsets = super().get_fieldsets(request, obj)
        return (*fieldsets, self.finer) if obj and request.user.is_superuser else fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else (*fields, "is_staff", "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody gets at a superuser's account, or its password, but another superuser."""
        may = super().has_change_permission(request, obj)
        return may and (request.user.is_superuser or not (obj and obj.is_superuser))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.action(description="Close the chosen accounts", permissions=["change"])
    def close_accounts(self, request: HttpRequest, accounts: QuerySet[User]) -> None:
        chosen = [account for account in accounts if self.has_change_permission(request, account)]
        for account in chosen:
            account.is_active = False
            account.save(update_fields=["is_active"])
        self.message_user(request, f"Accounts closed: {', '.join(map(str, chosen)) or 'none'}.")


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    form = MembershipForm
    fixed = ("contract", "user")
    list_display = ("user", of_contract, "role")
    list_filter = ("role", "contract")
    list_select_related = ("user", "contract")
    search_fields = ("user__name", "user__email", "contract__reference", "contract__title")
    autocomplete_fields = ("user", "contract")

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except LastAdministratorError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return redirect("admin:contracts_membership_change", object_id)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        keep_an_administrator(obj)
        super().delete_model(request, obj)
