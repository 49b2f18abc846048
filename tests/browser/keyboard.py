"""Hands on the keyboard only: what people do who cannot or do not want to use a mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_STOPS = 250
MOUSE_USED = "the mouse was used"
TELLS_OF_THE_MOUSE = f"addEventListener('mousedown', () => console.error('{MOUSE_USED}'), true)"
IS_HERE = "element => element === document.activeElement"


class Keyboard:
    """One page worked by its keys; the mouse, if anything moves it, is an error in the console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(TELLS_OF_THE_MOUSE)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type over whatever the field holds."""
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def tab_to(self, target: Locator) -> None:
        """Tab until the element is reached that a person would recognise by its role and name."""
        element = target.element_handle()
        for _ in range(MOST_STOPS):
            self.press("Tab")
            if element.evaluate(IS_HERE):
                return
        raise AssertionError(f"{target} is not reached by {MOST_STOPS} times Tab")

    def follow(self, name: str, *, role: str = "link") -> None:
        """Tab to a link or button, press Enter and wait for the page that it leads to."""
        self.tab_to(self.page.get_by_role(role, name=name, exact=True).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def save(self) -> None:
        """The shortcut that saves, until the page is there again."""
        with self.page.expect_navigation():
            self.press("Control+s")
