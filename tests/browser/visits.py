"""A visit: somebody looks at a page in one of its states. The lists of visits say which there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import resolve, reverse
from playwright.sync_api import Page, Response

from tests.browser.scene import AS_SET_UP, REAL, Scene
from tests.browser.watch import Watch
from tests.support.matrix import parameters


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A page in a state.

    Attributes:
        what: what is seen, and by whom, in words; no two visits have the same.
        to: the name of the address; ``path`` in its place for an address without a name.
        by: who is signed in, if anyone.
        values: what the address is made of, or functions that look it up.
        given: makes the record what it is in this state.
        then: what is done on the page before it is looked at.
        lands_on: the name of the address where that ends, if it is another.
        status: what the page answers in the end.
        settings: of the product, where the page depends on them.
        repeats: the page of another visit, with other rows or as another role sees it.
    """

    what: str
    to: str = ""
    path: str = ""
    by: str | None = None
    values: Mapping[str, object] = field(default_factory=lambda: {"reference": REAL})
    query: str = ""
    given: Callable[[], None] | None = None
    then: Callable[[Page], None] | None = None
    lands_on: str = ""
    status: int = 200
    settings: Mapping[str, object] = field(default_factory=dict)
    repeats: bool = False

    def __str__(self) -> str:
        return self.what

    @property
    def address(self) -> str:
        if self.path:
            return self.path
        parts = {name: self.values[name] for name in parameters(self.to)}
        known = {name: part() if callable(part) else part for name, part in parts.items()}
        return reverse(self.to, kwargs=known) + self.query

    @property
    def end(self) -> str:
        """The name of the address that is looked at."""
        return self.lands_on or self.to

    def prepare(self, scene: Scene) -> None:
        """Bring the record to where this visit finds it."""
        scene.show(f"{self.given.__module__}.{self.given.__name__}" if self.given else AS_SET_UP, self.given)

    def pay(self, page: Page, watch: Watch) -> None:
        """Go there, do what is to be done, and stay."""
        if self.status >= 400:
            watch.expect(self.status)
        answers: list[int] = []

        def note(response: Response) -> None:
            if response.request.is_navigation_request() and not 300 <= response.status < 400:
                answers.append(response.status)

        page.on("response", note)
        page.goto(self.address)
        if self.then is not None:
            self.then(page)
        page.remove_listener("response", note)
        assert answers[-1] == self.status, f"{page.url} answered {answers[-1]}"
        if self.end:
            assert resolve(urlsplit(page.url).path).url_name == self.end, page.url


def press(name: str) -> Callable[[Page], None]:
    """Press the page's button of that name, first or only."""

    def pressed(page: Page) -> None:
        page.locator("main").get_by_role("button", name=name, exact=True).click()
        page.wait_for_load_state()

    return pressed


def fill(*fields: tuple[str, str], button: str) -> Callable[[Page], None]:
    """Fill in fields by their labels and send the form."""

    def filled(page: Page) -> None:
        for label, text in fields:
            page.get_by_label(label, exact=True).fill(text)
        press(button)(page)

    return filled


def one_after_the_other(*steps: Callable[[Page], None]) -> Callable[[Page], None]:
    def taken(page: Page) -> None:
        for step in steps:
            step(page)

    return taken


ROLES = ("member", "officer", "manager", "administrator")


def as_each_role(what: str, first: str, **visit: object) -> list[Visit]:
    """The visit of a page by each role; those after the first repeat it."""
    return [
        Visit(what=f"{what}, {role}", by=role, repeats=role != first, **visit)  # type: ignore[arg-type]
        for role in sorted(ROLES, key=lambda role: role != first)
    ]
