"""Pages that a browser keeps and asks about again: unchanged, they answer 304 after one short query.

What such a page shows must follow from its address, the contract's record, the reader's roles and
the release alone: no clock, and nothing about other people's accounts. What goes by the day, as what is
overdue, may follow from that too (``kept_by_browser_today``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from contracts.access import contract_for
from contracts.kept import reading
from contracts.models import Contract

View = Callable[..., HttpResponse]
SOURCES = (
    *("contracts/**/*.py", "csg_monitor/**/*.py", "kpis/**/*.py", "reports/**/*.py"),
    *("templates/**/*", "static/csg/*", "package-lock.json"),
)


def kept_by_browser(view: View) -> View:
    """Let a reader's browser keep a contract's page, asking each time whether anything changed.

    The address names the contract by its ``reference``; the view gets the contract itself, which the
    reader may see: for somebody without a role on it there is neither a tag nor a view.
    """
    return _kept(view, page_tag)


def kept_by_browser_today(view: View) -> View:
    """The same for a page that goes by the day as well: tomorrow it is another one."""
    return _kept(view, tag_of_today)


def _kept(view: View, tag: Callable[..., str | None]) -> View:
    @wraps(view)
    def answer(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponse:
        contract = reading(contract_for(request.user, reference))
        if len(get_messages(request)):
            response = view(request, contract, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response
        response = condition(etag_func=tag)(view)(request, contract, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer


def tag_of_today(request: HttpRequest, contract: Contract, **kwargs: Any) -> str | None:
    """What stands for the content of a page that goes by the day."""
    tag = page_tag(request, contract, **kwargs)
    return tag and f'"{digest(f"{tag}{timezone.localdate()}".encode())}"'


def page_tag(request: HttpRequest, contract: Contract, **kwargs: Any) -> str | None:
    """What stands for the page's content; None where that is not known.

    Besides the record it holds the reader, what they may do and the secret of the forms' tokens,
    which a kept page must never outlive. While somebody works on the templates (``DEBUG``) nothing
    is kept, for the release changes under them.
    """
    if settings.DEBUG or contract.read_at is None:
        return None
    record = (contract.pk, contract.read_at)
    reader = (request.user.pk, sorted(contract.abilities), request.META.get("CSRF_COOKIE", ""))
    parts = (release(), record, reader, settings.COUNCIL_NAME)
    return f'"{digest(repr(parts).encode())}"'


def digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def release() -> str:
    """Stands for the code and templates that make pages; it is worked out once in the life of a process."""
    root = settings.BASE_DIR
    files = sorted({path for pattern in SOURCES for path in root.glob(pattern) if path.is_file()})
    told = blake2b(digest_size=16)
    for path in files:
        # One by one: together they are megabytes, which a worker would not give back.
        told.update(_told(path, root) + b"\0")
    return told.hexdigest()


def _told(path: Path, root: Path) -> bytes:
    return str(path.relative_to(root)).encode() + b"\0" + path.read_bytes()
