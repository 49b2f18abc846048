"""Parts of pages that follow from a contract's record: a worker draws them once for each of its versions.

A part is drawn without a request, so that nothing of a reader can be in it: no name, no message, no token of
a form. What a reader may do is told by the contract's abilities, and each set of them has a drawing of its
own. Drawings are kept compressed: a page has up to 150 kB, and packs into a tenth.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Protocol, TypeVarTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from contracts.kept import kept
from contracts.models import Contract

Args = TypeVarTuple("Args")


class Drawing(Protocol):
    """Makes what tells a part into what draws it."""

    def __call__(
        self, tell: Callable[[Contract, *Args], Mapping[str, Any]], /
    ) -> Callable[[Contract, *Args], SafeString]: ...


def drawn(template: str) -> Drawing:
    """Make a function that tells what a part shows into one that draws it by a template.

    The template is told of the contract besides. What it is told must follow from the record and the
    arguments alone, which can be hashed: not from the day, nor from who asks.
    """

    def drawing(
        tell: Callable[[Contract, *Args], Mapping[str, Any]],
    ) -> Callable[[Contract, *Args], SafeString]:
        @kept
        def draw(contract: Contract, abilities: frozenset[str], *args: *Args) -> bytes:
            html = render_to_string(template, {"contract": contract, **tell(contract, *args)})
            return zlib.compress(html.encode())

        @wraps(tell)
        def part(contract: Contract, *args: *Args) -> SafeString:
            html = zlib.decompress(draw(contract, contract.abilities, *args))
            # What a template made has been escaped.
            return SafeString(html.decode())

        return part

    return drawing
