"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, str]:
    """The name of the council that runs the product."""
    return {"council_name": settings.COUNCIL_NAME}
