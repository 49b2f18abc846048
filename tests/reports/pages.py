"""Reading pages in tests: their tables, headings and links, as a person would find them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "hr", "img"}


@dataclass
class Table:
    """A table's caption, its column headers and the text of its body's rows."""

    caption: str = ""
    headers: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables: list[Table] = []
        self.headings: list[tuple[int, str]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag in VOID:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and "tbody" in self.open:
            self.tables[-1].rows.append([])
        elif tag in {"th", "td"}:
            (self.tables[-1].headers if "thead" in self.open else self.tables[-1].rows[-1]).append("")
        elif tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append((int(tag[1]), ""))
        elif tag == "p":
            self.handle_data(" ")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "caption" in self.open:
            self.tables[-1].caption += data
        elif "thead" in self.open and "th" in self.open:
            self.tables[-1].headers[-1] += data
        elif "tbody" in self.open and {"th", "td"} & set(self.open):
            self.tables[-1].rows[-1][-1] += data
        elif {"h1", "h2", "h3", "h4"} & set(self.open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def tables(html: str) -> list[Table]:
    """The tables of a page, every run of blanks made one."""
    return [
        Table(
            squeezed(table.caption),
            [squeezed(text) for text in table.headers],
            [[squeezed(text) for text in row] for row in table.rows],
        )
        for table in _read(html).tables
    ]


def headings(html: str) -> list[tuple[int, str]]:
    """The headings of a page with their levels."""
    return [(level, squeezed(text)) for level, text in _read(html).headings]


def ids(html: str) -> list[str]:
    return _read(html).ids


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader
