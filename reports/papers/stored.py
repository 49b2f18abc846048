"""A paper as text that can be kept, and a paper again from what was kept.

JSON with the keys in alphabetical order: the same paper gives the same bytes. Each block and chart bears the
name of its kind; dates are ISO 8601.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from reports.charts.values import Chart
from reports.papers.blocks import Block, Paper

if TYPE_CHECKING:
    from cattrs import Converter

KIND = "is"
"""The key under which a block or a chart bears the name of its kind."""
Kind: TypeAlias = type[Any]
PLAIN: dict[Kind, tuple[Kind, ...]] = {str: (str,), bool: (bool,), int: (int,), float: (float, int)}
"""What is kept as JSON has it, and as which types; nothing is made of a value of another type."""


class NotAPaper(ValueError):
    """A text that is no paper as this release keeps them; the message says why."""


class UnknownKind(ValueError):
    """A block or a chart of a kind that there is not."""


def to_text(paper: Paper) -> str:
    """A paper as JSON."""
    data = _converter().unstructure(paper)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":")) + "\n"


def from_text(text: str) -> Paper:
    """The paper that was kept as a text; equal to what it was.

    Raises:
        NotAPaper: it is not JSON, lacks or has what a paper must not, or holds a block of an unknown kind.
    """
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotAPaper(f"This is not JSON that can be read: {error}.") from error
    if not isinstance(data, dict):
        raise NotAPaper("This is not a paper: it is JSON of another shape.")
    try:
        return _converter().structure(data, Paper)
    except BaseValidationError as error:
        said = "; ".join(transform_error(error, "paper", _said))
        raise NotAPaper(f"This is not a paper: {said}.") from error


def _said(error: BaseException, kind: Kind | None) -> str:
    from cattrs.v import format_exception

    return str(error) if isinstance(error, UnknownKind) else format_exception(error, kind)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    """Made when the first paper is kept or read, which most web workers never do."""
    from cattrs.preconf.json import make_converter
    from cattrs.strategies import configure_tagged_union

    converter = make_converter(forbid_extra_keys=True)
    for plain in PLAIN:
        converter.register_structure_hook(plain, _as_it_is)
    for union in (Chart, Block):
        configure_tagged_union(union, converter, tag_name=KIND, tag_generator=_word)
        _refuse_unknown(converter, union)
    return converter


def _as_it_is(value: Any, kind: Kind) -> Any:
    if not isinstance(value, PLAIN[kind]) or isinstance(value, bool) is not (kind is bool):
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _word(kind: Kind) -> str:
    """``Paragraph`` is kept as ``paragraph``, ``StackedBars`` as ``stacked_bars``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip(
        "_"
    )


def _refuse_unknown(converter: Converter, union: Any) -> None:
    """Say which kinds there are where what was kept is of none of them."""
    known = sorted(_word(kind) for kind in get_args(union))
    structure = converter.get_structure_hook(union)

    def checked(data: Any, kind: Any) -> Any:
        found = data.get(KIND) if isinstance(data, dict) else None
        if found not in known:
            raise UnknownKind(f"{found!r} is none of: {', '.join(known)}")
        return structure(data, kind)

    converter.register_structure_hook(union, checked)
