"""The small subset of Markdown that texts of papers are written in, and nothing else.

Paragraphs, bold and italic, lists with bullets and numbers, headings with three and four ``#``, links to
``http``, ``https`` and ``mailto`` addresses. All else stays as it was typed; HTML is text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reports.papers.blocks import Block, Heading, Line, List, Paragraph, Run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

ADDRESS = re.compile(r"(https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
"""How an address begins that a link may lead to."""
LEVELS = {"h3": 3, "h4": 4}
DEEPEST = 60
"""Lists within lists beyond this are not read as lists: the text stays as it was typed."""
LINE_END = re.compile(r"\r\n?|\n")
LISTS = {"bullet_list_open", "ordered_list_open"}
MARKS = re.compile(r"([\\*\[\]]|(?<![^\W_])_|_(?![^\W_]))|^([-+#]|\d+(?=[.)]))")
"""What would be read as markup: signs anywhere, but no ``_`` within a word, and what would begin a list."""


@lru_cache(maxsize=1)
def reader() -> MarkdownIt:
    """Reads the subset; every rule that is not named here is off. Most web workers never need it."""
    from markdown_it import MarkdownIt

    found = MarkdownIt("zero", {"maxNesting": DEEPEST + 10})
    found.enable(["heading", "list", "emphasis", "link", "escape"])
    found.validateLink = _leads_somewhere  # type: ignore[method-assign]
    return found


def _leads_somewhere(url: str) -> bool:
    return bool(ADDRESS.match(url))


def blocks_of(text: str) -> tuple[Block, ...]:
    """What a text says, as blocks of a paper."""
    tokens = reader().parse(text)
    lines = LINE_END.split(text)
    if any(token.level > DEEPEST for token in tokens):
        return tuple(_plain(lines))
    return tuple(_blocks(tokens, lines))


def _plain(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Lines as they were typed, a paragraph each."""
    for line in lines:
        if line.strip():
            yield Paragraph(line=(Run(text=line.strip()),))


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type in LISTS:
            end = _end_of(tokens, place)
            found = _list(tokens[place : end + 1])
            yield from [found] if found else _plain(lines[slice(*(token.map or ()))])
            place = end
        elif token.type == "heading_open":
            yield from _heading(token, _line(tokens[place + 1]))
        elif token.type == "paragraph_open" and (line := _line(tokens[place + 1])):
            yield Paragraph(line=line)
        place += 1


def _end_of(tokens: Sequence[Token], place: int) -> int:
    """Where the list ends that begins at a place."""
    level = tokens[place].level
    return next(
        later
        for later in range(place + 1, len(tokens))
        if tokens[later].level == level and tokens[later].nesting < 0
    )


def _heading(token: Token, line: Line) -> Iterator[Block]:
    """A heading of the two levels there are; one of another level stays as it was typed."""
    if token.tag in LEVELS and line:
        yield Heading(text="".join(run.text for run in line), level=LEVELS[token.tag])
    elif token.tag not in LEVELS:
        yield Paragraph(line=_joined([Run(text=f"{token.markup} "), *line]))


def _list(tokens: Sequence[Token]) -> List | None:
    """A list; the items of one within it follow the item that it stands in.

    None for what only looks like one: without any item, or with numbers that do not begin with 1, as a
    line that begins with ``2021.``
    """
    items = tuple(item for item in _items(tokens) if item)
    if not items or tokens[0].attrGet("start") is not None:
        return None
    return List(items=items, is_numbered=tokens[0].type == "ordered_list_open")


def _items(tokens: Sequence[Token]) -> Iterator[Line]:
    item: Line = ()
    heading = ""
    for token in tokens:
        if token.type == "list_item_open":
            yield _joined(item)
            item = ()
        elif token.type == "heading_open":
            heading = f"{token.markup} "
        elif token.type == "inline":
            parts = [*_text(heading), *_line(token)]
            item = (*item, *_text(" " if item else ""), *parts)
            heading = ""
    yield _joined(item)


def _text(text: str) -> Line:
    return (Run(text=text),) if text else ()


def _line(inline: Token) -> Line:
    """The runs of a line, neighbours of one style joined."""
    runs: list[Run] = []
    strong = emphasised = 0
    link = ""
    for token in inline.children or ():
        if token.type in {"strong_open", "strong_close"}:
            strong += token.nesting
        elif token.type in {"em_open", "em_close"}:
            emphasised += token.nesting
        elif token.type in {"link_open", "link_close"}:
            link = str(token.attrGet("href") or "")
        elif text := " ".join(token.content.split("\n")):
            style = {"is_strong": strong > 0, "is_emphasised": emphasised > 0, "link": link}
            runs.append(Run(text=text, **style))  # type: ignore[arg-type]
    return _joined(runs)


def _joined(runs: Sequence[Run]) -> Line:
    joined: list[Run] = []
    for run in runs:
        if joined and _style(joined[-1]) == _style(run):
            text = joined.pop().text + run.text
            run = Run(text=text, is_strong=run.is_strong, is_emphasised=run.is_emphasised, link=run.link)
        joined.append(run)
    return tuple(joined)


def _style(run: Run) -> tuple[bool, bool, str]:
    return run.is_strong, run.is_emphasised, run.link


def as_typed(text: str) -> str:
    """Words for a text in Markdown that shall stand in it as they are, on one line.

    >>> as_typed("5* hotels [sic]")
    '5\\\\* hotels \\\\[sic\\\\]'
    """
    return MARKS.sub(_escaped, " ".join(text.split()))


def _escaped(found: re.Match[str]) -> str:
    """A number is parted from the full stop behind it; any other sign bears the backslash itself."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
