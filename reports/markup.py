"""The one place where HTML is made without a template: for what is repeated hundreds of times on a page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe


class Markup:
    """A piece of HTML with places (``%s``) for values, each of which is escaped unless it is HTML already.

    ``format_html`` does the same several times as slowly, which a grid of 480 cells would show.

    >>> Markup('<a href="%s">%s</a>').fill("?a&b", "<G>")
    '<a href="?a&amp;b">&lt;G&gt;</a>'
    """

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def fill(self, *values: object) -> SafeString:
        """The HTML with these values in it, as text."""
        pieces = [value if type(value) is SafeString else as_html(value) for value in values]
        return SafeString(self.pattern % tuple(pieces))


def as_html(value: object) -> SafeString:
    """A value as HTML: as it is if it was made as HTML, else its text, escaped.

    >>> as_html("R&D"), as_html(as_html("R&D"))
    ('R&amp;D', 'R&amp;D')
    """
    return value if type(value) is SafeString else SafeString(escape(str(value)))


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces of HTML one after the other.

    Raises:
        TypeError: something among them was not made as HTML.
    """
    found = list(pieces)
    if not set(map(type, found)) <= {SafeString}:
        raise TypeError("only what is known to be HTML may be joined as HTML")
    return mark_safe("".join(found))  # noqa: S308 - every piece is checked above
