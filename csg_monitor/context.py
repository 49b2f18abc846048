"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, str | int]:
    """The council that runs the product, whom to write to, and what its rules for signing in are."""
    return council_words()


def council_words() -> dict[str, str | int]:
    """The same for a page that is drawn without a request."""
    return {
        "council_name": settings.COUNCIL_NAME,
        "support_email": settings.SUPPORT_EMAIL,
        "second_step_required": settings.MFA_REQUIRED,
        "lockout_minutes": int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60,
    }
