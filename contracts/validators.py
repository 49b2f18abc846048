"""What may stand in the references that people type and that addresses are made of."""

from __future__ import annotations

from django.core.validators import RegexValidator

REFERENCE = r"[A-Za-z0-9][A-Za-z0-9_.-]*"

reference_validator = RegexValidator(
    rf"\A{REFERENCE}\Z",
    "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
)
