"""The council's colour, refused where white text on it could not be read."""

from __future__ import annotations

import re

WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_CONTRAST = 4.5
"""What WCAG 2.2 asks of text of ordinary size (success criterion 1.4.3, level AA)."""


def relative_luminance(colour: str) -> float:
    """The brightness of a colour written as ``#rrggbb``, from 0 (black) to 1 (white), as WCAG defines it."""
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white text on a colour, from 1 to 21.

    >>> contrast_with_white("#000000")
    21.0
    """
    return 1.05 / (relative_luminance(colour) + 0.05)


def what_is_wrong_with(colour: str) -> str | None:
    """Why a text cannot be the council's colour, with advice; None if it can."""
    if not WRITTEN.fullmatch(colour):
        return f"COUNCIL_COLOUR is {colour!r}: write it as # and six hexadecimal digits, for example #1d3557."
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        return (
            f"COUNCIL_COLOUR {colour} gives white text a contrast of {contrast:.1f} to 1, and people need "
            f"{LEAST_CONTRAST}: choose a darker one."
        )
    return None
