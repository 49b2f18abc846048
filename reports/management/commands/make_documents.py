"""``manage.py make_documents``: make the documents that people wait for, then end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.jobs.making import clear, make_all


class Command(BaseCommand):
    help = (
        "Make the documents that people have asked for, one after another, and end when nobody waits. The "
        "web server starts this by itself; two at once never make the same."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_all(Path(settings.DOCUMENT_MAKER_LOCK), timezone.now)
        cleared = clear(timezone.now())
        self.stdout.write(f"{made} made, {cleared} cleared.")
