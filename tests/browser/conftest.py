"""What browser tests share: Chromium, a server of the product's, its record and the people signed in.

A test asks for ``signed_in("officer")``, a page of that person's browser; ``page`` is nobody's.
Whatever the test is about, nothing may go wrong on the side: see watch.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.browser import findings
from tests.browser.scene import Scene
from tests.browser.visits import Visit
from tests.browser.watch import Watch, outspoken
from tests.support import chromium

# Playwright keeps an event loop, for which Django takes every query for one that blocks it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if advice := chromium.what_is_missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(advice)
    return {**browser_type_launch_args, **chromium.launch_options()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": findings.WIDE,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """The address of the product under test."""
    return live_server.url


@pytest.fixture(autouse=True)
def _live_server_helper() -> None:
    """In the place of pytest-django's, which would empty the database after each test."""


@pytest.fixture(scope="package")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    if connection.vendor != "sqlite":
        pytest.skip("browser tests copy their database as a file, which needs SQLite")
    with django_db_blocker.unblock():
        scene = Scene()
        scene.set_up()
        yield scene
        scene.take_down()


@pytest.fixture(autouse=True)
def record(browser_type_launch_args: dict, scene: Scene, live_server: LiveServer) -> Iterator[Scene]:
    """The record as it was set up, to be read and changed; nothing of it without a browser."""
    cache.clear()
    scene.show()
    yield scene
    connections.close_all()


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    """What the test does not allow for by ``watch.expect`` fails it."""
    watch = Watch(base_url)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def new_page(record: Scene, watch: Watch, new_context: Callable) -> Iterator[Callable[..., Page]]:
    """``new_page(java_script_enabled=False)``: a page of a browser of its own, nobody signed in."""
    with ExitStack() as stack:

        def opened(screen: ViewportSize = findings.WIDE, **options: Any) -> Page:
            context = outspoken(new_context(**options))
            page = stack.enter_context(watch.over(context)).new_page()
            page.set_viewport_size(screen)
            return page

        yield opened


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def signed_in(record: Scene, new_page: Callable[..., Page], base_url: str) -> Callable[..., Page]:
    """``signed_in("officer")``: a page of a browser in which that person is signed in."""

    def opened(name: str, **options: Any) -> Page:
        page = new_page(**options)
        page.context.add_cookies([record.cookie_of(name, base_url)])
        return page

    return opened


@pytest.fixture(scope="package")
def visitor(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """One page for all visits: what it has loaded and compiled once it need not again."""
    context = outspoken(browser.new_context(**browser_context_args))
    yield context.new_page()
    context.close()


@pytest.fixture
def pay(
    record: Scene, watch: Watch, visitor: Page, base_url: str, settings: Any
) -> Iterator[Callable[..., Page]]:
    """``pay(visit, screen=PHONE)``: the page of a visit, in its state."""

    def paid(visit: Visit, screen: ViewportSize = findings.WIDE) -> Page:
        for name, value in visit.settings.items():
            setattr(settings, name, value)
        visit.prepare(record)
        visitor.set_viewport_size(screen)
        if visit.by:
            visitor.context.add_cookies([record.cookie_of(visit.by, base_url)])
        visit.pay(visitor, watch)
        return visitor

    with watch.over(visitor.context):
        yield paid
        visitor.goto("about:blank")
    visitor.emulate_media(media="screen")
    visitor.context.clear_cookies()
    # What a browser keeps of a page is asked for again by its version, which starts anew with the record.
    tools = visitor.context.new_cdp_session(visitor)
    tools.send("Network.clearBrowserCache")
    tools.detach()


@pytest.fixture
def findings_of(pay: Callable[..., Page]) -> Callable[[Visit], list[str]]:
    """``findings_of(visit)``: what is wrong with its page; on a phone too unless it is a repetition."""

    def found(visit: Visit) -> list[str]:
        look = findings.on_a_wide_screen if visit.repeats else findings.on_screens
        return look(pay(visit))

    return found
