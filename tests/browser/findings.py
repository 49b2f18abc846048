"""What is wrong with a page as it stands: for whoever cannot see it well, and on a narrow screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    # axe leaves it out unless it is asked for: targets of 24 pixels, or with room around them.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const end = (element) => {
    const box = element.getBoundingClientRect();
    return box.left + Math.max(box.width, element.scrollWidth);
  };
  const isFramed = (element) => element.closest(".csg-scroll, .wide");
  const sticksOut = (element) => end(element) > page.clientWidth + 0.5 && !isFramed(element);
  const beyond = [...document.body.querySelectorAll("*")].filter(sticksOut);
  const holdsAnother = (element) => beyond.some((other) => element !== other && element.contains(other));
  const innermost = beyond.filter((element) => !holdsAnother(element));
  const shown = innermost.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
  return [`scrolls sideways: ${page.scrollWidth} in ${page.clientWidth}`, ...shown];
}"""
LEADS_NOWHERE = """() => {
  const here = location.href.split("#")[0];
  const links = [...document.querySelectorAll("a")];
  const isDead = (link) => {
    if (!link.getAttribute("href")) return true;
    const [address, name] = link.href.split("#");
    return address === here && name && !document.getElementById(decodeURIComponent(name));
  };
  return links.filter(isDead).map((link) => `leads nowhere: ${link.outerHTML.slice(0, 200)}`);
}"""

IN_A_TYPEFACE_NOBODY_CHOSE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    const words = texts.currentNode.textContent.trim();
    const typeface = getComputedStyle(holder).fontFamily;
    const isChosen = ["SCRIPT", "STYLE"].includes(holder.tagName) || /sans-serif|monospace/.test(typeface);
    if (words && !isChosen) found.add(`in ${typeface}: ${words.slice(0, 80)}`);
  }
  return [...found];
}"""


def by_axe(page: Page) -> list[str]:
    """What axe has to say, a line for each element."""
    answer = Axe().run(page, options=OPTIONS).response
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """That the page scrolls sideways as a whole, and what sticks out; nothing if it does not."""
    return page.evaluate(TOO_WIDE)


def dead_links(page: Page) -> list[str]:
    """Links without an address, or to a place that the page does not have."""
    return page.evaluate(LEADS_NOWHERE)


def in_a_typeface_nobody_chose(page: Page) -> list[str]:
    """Words that fall back to the browser's own typeface, as nothing gives them one."""
    return page.evaluate(IN_A_TYPEFACE_NOBODY_CHOSE)


def on_a_wide_screen(page: Page) -> list[str]:
    return [*dead_links(page), *in_a_typeface_nobody_chose(page), *by_axe(page)]


def on_screens(page: Page) -> list[str]:
    """What is wrong on a wide screen and, as after zooming in to 400%, on a narrow one."""
    found = on_a_wide_screen(page)
    page.set_viewport_size(PHONE)
    narrow = [*too_wide(page), *by_axe(page)]
    page.set_viewport_size(WIDE)
    return [*found, *(f"on a phone: {each}" for each in narrow)]
