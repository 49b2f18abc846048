"""What the records of governance have in common: the two sides, and the area a row may name."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class Owner(models.TextChoices):
    """The two sides of a contract."""

    PROVIDER = "provider", "Provider"
    CLIENT = "client", "Client"


def area_of_its_contract(row: Any) -> None:
    """Raises ValidationError if a row names a service area of another contract."""
    if row.service_area and row.service_area.contract_id != row.contract_id:
        raise ValidationError({"service_area": "Choose a service area of the same contract"})
