"""Pages, as ratios to an empty signed-in page of the same application."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from http.cookies import SimpleCookie

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from contracts.kept import forget
from contracts.models import Contract, Membership, Role, User
from tests.bench.timing import Figure, Response, count_queries, get, in_turn

BACKEND = settings.AUTHENTICATION_BACKENDS[-1]


def reader_of(contracts: list[Contract], name: str, role: Role = Role.OFFICER) -> User:
    """Somebody with a role on each of these contracts."""
    user = User.objects.create_user(f"{name}@example.org", name=name)
    for contract in contracts:
        Membership(contract=contract, user=user, role=role).save()
    return user


def session_of(user: User) -> str:
    """The key of a session of somebody signed in, as the sign-in page would have made it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


class Browser:
    """Somebody signed in, with the cookies a browser would send."""

    def __init__(self, application: Callable, user: User) -> None:
        self.application = application
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session_of(user)}"
        kept = SimpleCookie(self.get(reverse("empty")).headers.get("set-cookie", ""))
        for name, morsel in kept.items():
            self.cookies += f"; {name}={morsel.value}"

    def get(self, path: str, **headers: str) -> Response:
        return get(self.application, path, self.cookies, **headers)

    def revisit(self, path: str) -> Callable[[], Response]:
        """A call that asks for a page it has already, as a browser that kept it would."""
        tag = self.get(path).headers.get("etag", '""')
        return partial(self.get, path, HTTP_IF_NONE_MATCH=tag)

    def get_first(self, path: str) -> Response:
        """A page that the worker has nothing kept for, as after every change of the record."""
        forget()
        return self.get(path)


def page_figures(
    browser: Browser, paths: dict[str, str], unchanged: Iterable[str] = (), first: Iterable[str] = ()
) -> list[Figure]:
    """The cost of each page made anew, and of those named also unchanged or first, beside the empty page."""
    calls = {"empty page": partial(browser.get, reverse("empty"))}
    calls |= {name: partial(browser.get, path) for name, path in paths.items()}
    calls |= {f"{name}, first after a change": partial(browser.get_first, paths[name]) for name in first}
    calls |= {f"{name}, unchanged": browser.revisit(paths[name]) for name in unchanged}
    times = in_turn(*calls.values())
    return [
        _figure(name, call, milliseconds, times[0])
        for (name, call), milliseconds in zip(calls.items(), times, strict=True)
    ]


def _figure(name: str, call: Callable[[], Response], milliseconds: float, floor: float) -> Figure:
    response = call()
    return Figure(
        name=name,
        milliseconds=milliseconds,
        ratio=milliseconds / floor,
        queries=count_queries(call),
        compressed_bytes=response.compressed_bytes,
        status=response.status,
    )
