"""Texts as WordprocessingML: runs, paragraphs, lists, links, made as text, which is many times faster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reports.papers.blocks import Line, Run
from reports.papers.notices import web_address

if TYPE_CHECKING:
    from docx.document import Document

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{rest}"'
    for prefix, rest in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
        "wp": "drawingml/2006/wordprocessingDrawing",
    }.items()
)
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_of(text: str) -> str:
    """A text as it stands between tags: signs that no document may hold are left out."""
    return escape(NOT_IN_XML.sub("", text))


def attribute(text: str) -> str:
    """A text as an attribute's value, in its quotation marks."""
    return quoteattr(NOT_IN_XML.sub("", text))


class Writer:
    """Makes paragraphs that name a document's styles, and links that it leads to."""

    def __init__(self, document: Document, styles: Mapping[str, str]) -> None:
        self.document = document
        self.styles = styles

    def paragraph(self, style: str, *content: str, layout: str = "") -> str:
        """A paragraph of runs already made; ``layout`` differs from its style's, in the schema's order."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{layout}</w:pPr>{"".join(content)}</w:p>'

    def line(self, line: Line, look: str = "") -> str:
        """The runs of a line."""
        return "".join(self.run(run, look) for run in line)

    def run(self, run: Run, look: str = "") -> str:
        address = web_address(run.link)
        bold = "<w:b/>" if run.is_strong and "<w:b/>" not in look else ""
        style = f"{bold}{look}" if bold else look
        if run.is_emphasised:
            style = style.replace("<w:b/>", "<w:b/><w:i/>", 1) if "<w:b/>" in style else f"<w:i/>{style}"
        if not address:
            return words(run.text, style)
        link = self.document.part.relate_to(address, LINK, is_external=True)
        style = f'<w:rStyle w:val="{self.styles["Hyperlink"]}"/>{style}'
        return f'<w:hyperlink r:id="{link}">{words(run.text, style)}</w:hyperlink>'


def words(text: str, look: str = "") -> str:
    """One run; the lines of a text stay lines."""
    style = f"<w:rPr>{look}</w:rPr>" if look else ""
    parts = text_of(text).replace("\t", " ").splitlines() or [""]
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)
    return f"<w:r>{style}{pieces}</w:r>"


def field(instruction: str, shown: str, look: str = "") -> str:
    """A run that Word works out itself, such as a page's number, with what it shows until then."""
    style = f"<w:rPr>{look}</w:rPr>" if look else ""
    return (
        f'<w:r>{style}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{style}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{style}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{style}<w:t>{text_of(shown)}</w:t></w:r>"
        f'<w:r>{style}<w:fldChar w:fldCharType="end"/></w:r>'
    )
