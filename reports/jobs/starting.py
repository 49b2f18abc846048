"""Starting the process that makes documents, from a web worker and without waiting for it."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread
from typing import Any

from django.conf import settings

logger = logging.getLogger(__name__)


def start_making() -> None:
    """Start ``manage.py make_documents`` beside the web server; one that finds another at work ends at once.

    It has a session of its own, so that neither Ctrl-C nor a restart of the web server ends it half-way. It
    inherits the environment, and so the settings and the database, and writes its log where the server does.
    """
    if not settings.START_DOCUMENT_MAKER:
        return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "make_documents"]
    try:
        _begin(command, cwd=settings.BASE_DIR)
    except OSError:
        logger.exception("the process that makes documents could not be started")


def _begin(command: Sequence[str], **options: Any) -> None:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True, **options
    )
    # Somebody has to take note of its end, or it stays in the table of processes.
    Thread(target=process.wait, daemon=True).start()
