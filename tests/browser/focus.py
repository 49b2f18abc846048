"""Where the focus is while somebody tabs through a page, and whether they can see it."""

from __future__ import annotations

from playwright.sync_api import Page

LOOK = """() => {
  const here = document.activeElement;
  if (here === document.body || here === document.documentElement) return null;
  const isShown = (colour) => colour !== "transparent" && !colour.endsWith(", 0)");
  const looks = (element, part) => {
    const style = getComputedStyle(element, part);
    const outline = style.outlineStyle !== "none" && isShown(style.outlineColor) ? style.outline : "";
    return [outline, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth].join();
  };
  // A radio button or checkbox is drawn as a part of its label.
  const label = here.nextElementSibling;
  const all = () => [looks(here), label && looks(label, "::before")].join();
  const isSeen = () => {
    const box = [...here.getClientRects()].find((one) => one.width && one.height);
    if (!box) return false;
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (left >= right || top >= bottom) return false;
    const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return found !== null && here.contains(found);
  };
  const seen = isSeen();
  const focused = all();
  here.blur();
  const resting = all();
  here.focus({ preventScroll: true, focusVisible: true });
  return { what: here.outerHTML.slice(0, 150), seen, marked: focused !== resting };
}"""


def unseen(page: Page, *, most: int, key: str = "Tab") -> tuple[int, list[str]]:
    """How many places the focus came to, and those where it is hidden or nothing shows that it is there."""
    complaints = []
    for stop in range(most):
        page.keyboard.press(key)
        found = page.evaluate(LOOK)
        if found is None:
            return stop, complaints
        if not found["seen"]:
            complaints.append(f"hidden: {found['what']}")
        if not found["marked"]:
            complaints.append(f"not marked: {found['what']}")
    return most, complaints
