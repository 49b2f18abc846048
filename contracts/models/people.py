"""The people of a contract and what each may do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from contracts.models.choices import one_of
from contracts.models.contract import Contract
from contracts.recording import Recorded


class UserManager(BaseUserManager["User"]):
    """Makes accounts, which are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account with that e-mail address; without a password it can only sign in through single sign-on.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account that runs the Django admin; it still needs a role to see a contract."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in, known by an e-mail address."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150, help_text="As colleagues know them; shown beside what they did")
    is_active = models.BooleanField(
        "active",
        default=True,
        help_text="Clear this instead of deleting an account, so that history keeps its author",
    )
    is_staff = models.BooleanField("may use the Django admin", default=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 - a list is what Django declares

    class Meta:
        ordering = ("name", "email")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email_address",
                violation_error_message="There is an account with this e-mail address already",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email


class Role(models.TextChoices):
    """What a person is to a contract."""

    MEMBER = "member", "Committee member"
    OFFICER = "officer", "Contract officer"
    MANAGER = "manager", "Contract manager"
    ADMINISTRATOR = "administrator", "Administrator"


class Membership(Recorded):
    """One role of one person on one contract."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("contract", "user", "role")
        constraints = (
            models.UniqueConstraint(
                fields=["contract", "user", "role"],
                name="one_membership_per_person_and_role",
            ),
            one_of("role", Role, name="membership_role_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
