"""A name for each request, in its log lines and in its answer, so that a report can be followed up."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
current_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Takes the name a proxy gave the request, where it is harmless, or makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        name = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        # It stays until the next request begins: Django writes some of its log lines after this has ended.
        current_id.set(name)
        response = self.get_response(request)
        response[HEADER] = name
        return response


class RequestIdFilter(logging.Filter):
    """Puts the name of the request on each log record; ``-`` outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_id.get()
        return True
