"""How a page is timed: through the server's own entry point, in blocks, beside its floor.

Blocks of ten calls after two warm-ups, seven rounds, floor and page in turn in each; the figure is the
median over the rounds of a block's mean. Calls one by one in turn would flatter the ratio, because each
warms the caches of the other.
"""

from __future__ import annotations

import gzip
import io
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection

WARM_UPS = 2
CALLS = 10
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Response:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def compressed_bytes(self) -> int:
        is_compressed = self.headers.get("content-encoding") == "gzip"
        return len(self.body) if is_compressed else len(gzip.compress(self.body))


@dataclass(frozen=True, slots=True)
class Figure:
    """A page's cost: milliseconds, its ratio to the floor, queries and bytes over the wire."""

    name: str
    milliseconds: float
    ratio: float
    queries: int
    compressed_bytes: int
    status: int


def get(application: Callable, path: str, cookies: str, **headers: str) -> Response:
    """One GET request through a WSGI application, as a browser with these cookies would send it."""
    path, _, query = path.partition("?")
    answer: dict = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "HTTP_COOKIE": cookies,
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }

    def start_response(status: str, sent: list[tuple[str, str]], exc_info: object = None) -> None:
        answer["status"] = int(status.split()[0])
        answer["headers"] = {name.lower(): value for name, value in sent}

    result = application(environ, start_response)
    body = b"".join(result)
    result.close()
    return Response(answer["status"], answer["headers"], body)


def count_queries(call: Callable[[], object]) -> int:
    """How many statements a call sends to the database."""
    sent = 0

    def count(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        nonlocal sent
        sent += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        call()
    return sent


def mean_of_block(call: Callable[[], object], calls: int = CALLS) -> float:
    """Milliseconds per call over one block."""
    begun = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - begun) * 1000 / calls


def in_turn(*calls: Callable[[], object], rounds: int = ROUNDS, block: int = CALLS) -> list[float]:
    """The median milliseconds of each call, blocks of all of them in turn in every round."""
    for call in calls:
        for _ in range(WARM_UPS):
            call()
    rounds_of = [[mean_of_block(call, block) for call in calls] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*rounds_of, strict=True)]
