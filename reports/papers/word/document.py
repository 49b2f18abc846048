"""A paper, from its head to its last section, as a Word document."""

from __future__ import annotations

import io
from typing import Any

from reports.papers.archives import without_time
from reports.papers.blocks import Block, Figure, Heading, List, Paper, Paragraph, Section, Table
from reports.papers.layout import Part, parts_of
from reports.papers.notices import exempt_notices, facts_of, heading_of, kind_of, notices_of
from reports.papers.word.figures import picture_of
from reports.papers.word.package import Numbering, Pages, opened, put_properties
from reports.papers.word.parts import NAMESPACES, Writer, field, words
from reports.papers.word.styles import put_styles
from reports.papers.word.tables import table

STRONG = "<w:b/>"
RULE = '<w:pBdr><w:{} w:val="single" w:sz="8" w:space="6" w:color="0B0C0C"/></w:pBdr>'
"""The layout of a paragraph with a line along its top or bottom."""


def to_word(paper: Paper, template: bytes | None = None) -> bytes:
    """The paper as a ``.docx`` file; the same paper is the same bytes at any time.

    Args:
        template: a Word document of the council's whose styles, page and head and foot are used; its text
            is not.
    """
    document = opened(template)
    writer = Writer(document, put_styles(document, is_ours=template is None))
    pages = Pages(document)
    pages.put_head_and_foot(writer, paper)
    put_properties(document, paper)
    _put(document, "".join(Body(writer, pages).of(paper)))
    pages.finish()
    file = io.BytesIO()
    document.save(file)
    return without_time(file.getvalue())


def _put(document: Any, xml: str) -> None:
    """Set the document's text before the properties of its pages."""
    from docx.oxml import parse_xml

    body = document.element.body
    for place, element in enumerate(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")):
        body.insert(place, element)


class Body:
    """Makes the text of a document, block by block."""

    def __init__(self, writer: Writer, pages: Pages) -> None:
        self.writer, self.pages = writer, pages
        self.numbering = Numbering(writer.document)
        self.pictures = 0
        self.captions = {"Table": 0, "Figure": 0}

    def of(self, paper: Paper) -> list[str]:
        return [*self._head(paper), *(xml for section in paper.sections for xml in self._section(section))]

    def _head(self, paper: Paper) -> list[str]:
        paragraph = self.writer.paragraph
        return [
            paragraph("CSG Authority", words(paper.authority)),
            paragraph("CSG Kind", words(kind_of(paper))),
            paragraph("Title", words(paper.title)),
            *self._facts(paper),
            *(self._notice(f"{first}.", f" {rest}") for first, rest in notices_of(paper)),
        ]

    def _facts(self, paper: Paper) -> list[str]:
        """The facts at the head, each beside its name, with a rule above and below them all."""
        facts = facts_of(paper)
        edges = {0: RULE.format("top"), len(facts) - 1: RULE.format("bottom")}
        return [
            self.writer.paragraph(
                "CSG Fact",
                words(f"{name}:", STRONG),
                "<w:r><w:tab/></w:r>",
                words(text),
                layout=edges.get(place, ""),
            )
            for place, (name, text) in enumerate(facts)
        ]

    def _section(self, section: Section) -> list[str]:
        return [xml for part in parts_of(section) for xml in self._part(section, part)]

    def _part(self, section: Section, part: Part) -> list[str]:
        made = [self.pages.turned()] if part.is_across is not self.pages.is_across else []
        if part.has_heading:
            made.append(self.writer.paragraph("Heading 1", words(heading_of(section))))
            made.extend(self._notice(text, "") for text in exempt_notices(section))
        return [*made, *(xml for block in part.blocks for xml in self._block(block))]

    def _notice(self, first: str, rest: str) -> str:
        return self.writer.paragraph("CSG Notice", words(first, STRONG), words(rest))

    def _block(self, block: Block) -> list[str]:
        match block:
            case Heading():
                return [self.writer.paragraph(f"Heading {block.level - 1}", words(block.text))]
            case Paragraph():
                return [self.writer.paragraph("Normal", self.writer.line(block.line))]
            case List():
                return self._list(block)
            case Table():
                caption = self._caption("Table", block.number, block.caption)
                return [caption, table(self.writer, block, self.pages.text_width)]
            case Figure():
                return self._figure(block)

    def _list(self, block: List) -> list[str]:
        number = self.numbering.numbers() if block.is_numbered else self.numbering.bullets
        layout = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        style = "List Number" if block.is_numbered else "List Bullet"
        return [self.writer.paragraph(style, self.writer.line(item), layout=layout) for item in block.items]

    def _figure(self, block: Figure) -> list[str]:
        self.pictures += 1
        drawing = picture_of(self.writer.document, block, self.pages.text_width, self.pictures)
        caption = self._caption("Figure", block.number, block.caption)
        return [caption, self.writer.paragraph("Normal", drawing)]

    def _caption(self, kind: str, number: int, text: str) -> str:
        """A caption whose number Word can list and refer to; it is told where numbers are left out."""
        jump = "" if number == self.captions[kind] + 1 else rf" \r {number}"
        self.captions[kind] = number
        counted = field(rf"SEQ {kind} \* ARABIC{jump}", str(number))
        return self.writer.paragraph("Caption", words(f"{kind} "), counted, words(f": {text}"))
