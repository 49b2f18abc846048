"""Tables as WordprocessingML: header rows that repeat, fixed widths, statuses in word and fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reports.papers.blocks import Cell, Column, Row, Table
from reports.papers.fills import FILLS
from reports.papers.layout import is_short
from reports.papers.notices import exempt_mark, exempt_notes, is_described, plain, status_word
from reports.papers.widths import widths
from reports.papers.word.parts import Writer, attribute, words

TEXT = "CSG Table Text"
KEEP = "<w:keepNext/>"
RIGHT = '<w:jc w:val="right"/>'


def table(writer: Writer, block: Table, width: int) -> str:
    """A table of a certain width in twentieths of a point, and the notes under it."""
    columns = widths(block, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    rows = [*_header(writer, block.columns, columns), *_rows(writer, block, columns)]
    properties = f"{_properties(writer, block, width)}<w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>{''.join(_notes(writer, block))}"


def _notes(writer: Writer, block: Table) -> list[str]:
    """What stands under a table: its notes, or else a little space."""
    notes = [*(writer.line(note) for note in block.notes), *(words(note) for note in exempt_notes(block))]
    if not notes:
        return [writer.paragraph("CSG Table Note", layout='<w:spacing w:before="0" w:after="120"/>')]
    return [writer.paragraph("CSG Table Note", note) for note in notes]


def _properties(writer: Writer, block: Table, width: int) -> str:
    name = f"Table {block.number}: {block.caption}"
    about = (
        f"{len(block.columns)} columns, {len(block.rows)} rows: {', '.join(c.title for c in block.columns)}"
    )
    return (
        f'<w:tblPr><w:tblStyle w:val="{writer.styles["CSG Table"]}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(name)}/><w:tblDescription w:val={attribute(about)}/></w:tblPr>"
    )


def _header(writer: Writer, columns: Sequence[Column], sizes: Sequence[int]) -> Iterator[str]:
    """The header row, or two of them where columns are grouped."""
    cells = [
        _title(writer, column.title, size, is_number=column.is_number)
        for column, size in zip(columns, sizes, strict=True)
    ]
    if not any(column.group for column in columns):
        yield _row("".join(cells), is_header=True)
        return
    yield _row("".join(_groups(writer, columns, sizes)), is_header=True)
    joined = [
        cell if column.group else _title(writer, "", size, merged="<w:vMerge/>")
        for cell, column, size in zip(cells, columns, sizes, strict=True)
    ]
    yield _row("".join(joined), is_header=True)


def _groups(writer: Writer, columns: Sequence[Column], sizes: Sequence[int]) -> Iterator[str]:
    start = '<w:vMerge w:val="restart"/>'
    for group, places in groupby(range(len(columns)), key=lambda place: columns[place].group):
        found = list(places)
        if group:
            span = f'<w:gridSpan w:val="{len(found)}"/>'
            yield _title(writer, group, sum(sizes[place] for place in found), merged=span)
        else:
            for place in found:
                column = columns[place]
                yield _title(writer, column.title, sizes[place], merged=start, is_number=column.is_number)


def _title(writer: Writer, text: str, size: int, *, merged: str = "", is_number: bool = False) -> str:
    layout = f"{KEEP}{RIGHT if is_number else ''}"
    paragraph = writer.paragraph(TEXT, words(text, "<w:b/>") if text else "", layout=layout)
    return _cell(size, f'{merged}<w:vAlign w:val="bottom"/>', paragraph)


def _rows(writer: Writer, block: Table, sizes: Sequence[int]) -> Iterator[str]:
    is_kept = is_short(block)
    for place, row in enumerate(block.rows, start=1):
        following = block.rows[place : place + 1]
        keep = bool(following) and (is_kept or following[0].is_total)
        yield _row("".join(_cells(writer, block.columns, row, sizes, keep=keep)))


def _cells(
    writer: Writer, columns: Sequence[Column], row: Row, sizes: Sequence[int], *, keep: bool
) -> Iterator[str]:
    for place, (column, cell, size) in enumerate(zip(columns, row.cells, sizes, strict=True)):
        fill, ink = FILLS[cell.status] if cell.status else ("", "")
        colour = f'<w:color w:val="{ink}"/>' if ink else ""
        bold = "<w:b/>" if place == 0 or row.is_total else ""
        rest = "" if place == 0 and is_described(cell) else bold
        layout = (KEEP if keep else "") + (RIGHT if column.is_number else "")
        mark = exempt_mark(row) if place == 0 else ""
        lines = _lines(writer, cell, (bold + colour, rest + colour), mark)
        content = "".join(writer.paragraph(TEXT, each, layout=layout) for each in lines)
        yield _cell(size, _frame(row, fill), content)


def _cell(size: int, more: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{more}</w:tcPr>{content}</w:tc>'


def _frame(row: Row, fill: str) -> str:
    """The edge above a total, and the fill of a status."""
    edge = (
        '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="0B0C0C"/></w:tcBorders>'
        if row.is_total
        else ""
    )
    return edge + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "")


def _lines(writer: Writer, cell: Cell, looks: tuple[str, str], mark: str) -> list[str]:
    """The lines of a cell, the first in one look and the others in another."""
    first, rest = looks
    shown = [line for line in cell.lines if plain(line).strip()]
    lines = [writer.line(line, rest if place else first) for place, line in enumerate(shown)]
    lines += [words(each, first) for each in (status_word(cell), mark) if each]
    return lines or [""]


def _row(cells: str, *, is_header: bool = False) -> str:
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"
