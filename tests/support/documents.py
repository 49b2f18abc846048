"""Everything that can be read out of a document: unpacked, decompressed and decoded, shown or not."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from zipfile import ZipFile

import pikepdf

from reports.models import Format

CODES = re.compile(rb"<([0-9A-Fa-f]+)>[ \t]*<([0-9A-Fa-f]+)>(?:[ \t]*<([0-9A-Fa-f]+)>)?")


def everything_in(content: bytes, form: Format) -> str:
    """All text of a document, hidden or not: of archives every part, of PDFs every object and every glyph."""
    if form in (Format.WORD, Format.SPREADSHEET):
        parts = list(_unpacked(content))
    elif form is Format.PDF:
        parts = list(_of_pdf(content))
    elif form is Format.JSON:
        parts = [content.decode(), json.dumps(json.loads(content), ensure_ascii=False)]
    else:
        parts = [content.decode()]
    return "\n".join(html.unescape(part) for part in parts)


def _unpacked(content: bytes) -> Iterator[str]:
    """The name and the content of every part of an archive, markup taken out of words and left in."""
    with ZipFile(io.BytesIO(content)) as archive:
        yield archive.comment.decode("latin-1")
        for entry in archive.infolist():
            part = archive.read(entry).decode("utf-8", "replace")
            yield from (entry.filename, part, re.sub(r"<[^>]+>", "", part))


def _of_pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as document:
        for item in document.objects:
            yield from _strings(item)
            if isinstance(item, pikepdf.Stream):
                try:
                    yield item.read_bytes().decode("utf-8", "replace")
                except pikepdf.PdfError:  # A picture: what it shows is no text.
                    yield item.read_raw_bytes().decode("latin-1")
        for page in document.pages:
            yield "".join(_drawn(page))


def _strings(item: object, depth: int = 0) -> Iterator[str]:
    """The strings of an object: titles, alternative texts, bookmarks, properties."""
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array) and depth < 9:
        for each in item:
            yield from _strings(each, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and depth < 9:
        for key in item.keys():  # noqa: SIM118 - it is no mapping
            if key not in ("/P", "/Parent", "/Prev", "/Next", "/Dest", "/D", "/Pg"):
                yield from _strings(item.get(key), depth + 1)


def _drawn(page: pikepdf.Page) -> Iterator[str]:
    """The text that a page draws, glyph by glyph, through each font's own table."""
    fonts = {name: _table(font) for name, font in page.resources.get("/Font", {}).items()}
    table: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            table = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            for piece in shown:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    pairs = (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2))
                    yield "".join(table.get(glyph, "") for glyph in pairs)


def _table(font: pikepdf.Object) -> dict[int, str]:
    """From glyph to text, as a font says it."""
    if "/ToUnicode" not in font:
        return {}
    table: dict[int, str] = {}
    for first, second, third in CODES.findall(font["/ToUnicode"].read_bytes()):
        if third:
            start, end, code = int(first, 16), int(second, 16), int(third, 16)
            table |= {
                glyph: chr(code + glyph - start) for glyph in range(start, min(end, start + 65_535) + 1)
            }
        else:
            table[int(first, 16)] = bytes.fromhex(second.decode()).decode("utf-16-be", "replace")
    return table
