"""What is around the text of a Word document: its properties, numbering, pages, and what stands on each."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from reports.papers.blocks import Paper
from reports.papers.notices import UNDER_REVIEW, running_head, subject_of
from reports.papers.word.parts import NAMESPACES, Writer, field, words

if TYPE_CHECKING:
    from docx.document import Document

LONG, SHORT, MARGIN = 16838, 11906, 1134
"""A4 and its margins, in twentieths of a point."""
SIZES = {
    **{
        "page_width": SHORT,
        "page_height": LONG,
        "header_distance": MARGIN // 2,
        "footer_distance": MARGIN // 2,
    },
    **dict.fromkeys(("left_margin", "right_margin", "top_margin", "bottom_margin"), MARGIN),
}
UNWANTED = ("thumbnail", "stylesWithEffects", "customXml")
"""What the library's empty document brings, and no reader needs."""
NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
LEVEL = (
    '<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="454" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)
"""Laid out as present versions of Word do."""


def opened(template: bytes | None) -> Document:
    """An empty document: the council's template without its text, or one of our own."""
    import docx

    document = docx.Document(io.BytesIO(template) if template else None)
    body: Any = document.element.body
    pages = _pages_of(body)
    body[:] = [pages]
    if template is None:
        _strip(document)
    _complete(document.sections[0])
    return document


def _complete(pages: Any) -> None:
    """Give pages the size and margins that they do not have: A4 with margins of 20 mm."""
    for name, size in SIZES.items():
        if getattr(pages, name) is None:
            setattr(pages, name, _twips(size))


def _pages_of(body: Any) -> Any:
    """The properties of a document's last pages, with the head and foot that they inherit from others."""
    last = body.get_or_add_sectPr()
    kinds = (_tag("headerReference"), _tag("footerReference"))
    found = {(each.tag, each.get(_tag("type"))) for each in last if each.tag in kinds}
    for earlier in reversed(body.findall(f".//{_tag('sectPr')}")):
        for each in list(earlier):
            if each.tag in kinds and (each.tag, each.get(_tag("type"))) not in found:
                found.add((each.tag, each.get(_tag("type"))))
                last.insert(0, each)
    return last


def _strip(document: Document) -> None:
    holders: list[Any] = [document.part, document.part.package]
    for holder in holders:
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(UNWANTED):
                holder.rels.pop(key)
    pages = document.element.body.sectPr
    for kind in ("pgSz", "pgMar"):
        pages.remove(pages.find(_tag(kind)))
    settings: Any = document.settings.element
    settings[:] = _parsed(f"<w:settings >{SETTINGS}</w:settings>")


def _twips(number: int) -> Any:
    from docx.shared import Twips

    return Twips(number)


def put_properties(document: Document, paper: Paper) -> None:
    """Title, language and dates, all from the paper."""
    made = datetime.combine(paper.made_on, time(), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.subject = paper.title, subject_of(paper)
    properties.author = properties.last_modified_by = paper.authority
    properties.language, properties.keywords, properties.category = "en-GB", paper.contract, ""
    properties.comments = UNDER_REVIEW if paper.provisional else ""
    properties.created = properties.modified = made
    properties.revision = 1


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


class Numbering:
    """The lists of a document: bullets, and numbers that begin anew with each list."""

    def __init__(self, document: Document) -> None:
        self.root = _numbering_of(document)
        taken = [int(each.get(_tag("abstractNumId"))) for each in self.root.findall(_tag("abstractNum"))]
        self.kinds = max(taken, default=0) + 1
        self.lists = max((int(each.get(_tag("numId"))) for each in self.root.findall(_tag("num"))), default=0)
        for place, (kind, sign) in enumerate([("bullet", "•"), ("decimal", "%1.")]):
            definition = _parsed(LEVEL.format(number=self.kinds + place, kind=kind, sign=sign))
            self.root.insert(len(taken) + place, definition)
        self.bullets = self._added(self.kinds)

    def numbers(self) -> int:
        """A numbered list of its own."""
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        return self._added(self.kinds + 1, restart)

    def _added(self, kind: int, more: str = "") -> int:
        self.lists += 1
        number = f'<w:num w:numId="{self.lists}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
        self.root.append(_parsed(number))
        return self.lists


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    name, rest = xml.split(" ", 1)
    return parse_xml(f"{name} {NAMESPACES} {rest}")


def _numbering_of(document: Document) -> Any:
    """The definitions of a document's lists, emptied in one of ours, made in a template without any."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    try:
        part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        empty = f"<w:numbering {NAMESPACES}/>".encode()
        part = NumberingPart.load(PackURI("/word/numbering.xml"), NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


class Pages:
    """The orientation of pages, and what stands at their top and foot."""

    def __init__(self, document: Document) -> None:
        self.section: Any = document.sections[0]
        self.properties: Any = document.element.body.sectPr
        section: Any = self.section
        self.wide, self.high = sorted((section.page_width.twips, section.page_height.twips))
        self.margins = section.left_margin.twips + section.right_margin.twips
        self.is_across = False

    @property
    def text_width(self) -> int:
        """How wide the text is, in twentieths of a point."""
        return (self.high if self.is_across else self.wide) - self.margins

    def put_head_and_foot(self, writer: Writer, paper: Paper) -> None:
        """A running head on all pages but the first, and page numbers, unless a template has its own."""
        section = self.section
        if not section.footer.is_linked_to_previous:
            return
        if section.header.is_linked_to_previous:
            section.different_first_page_header_footer = True
            _fill(section.header, writer.paragraph("Header", words(running_head(paper))))
            _fill(section.first_page_header, writer.paragraph("Footer"))
        number = field("PAGE", "1"), words(" of "), field("NUMPAGES", "1")
        for place in (section.footer, section.first_page_footer):
            _fill(place, writer.paragraph("Footer", words("Page "), *number))

    def turned(self) -> str:
        """The end of pages of one orientation, after which those of the other begin."""
        from lxml import etree

        self._orient()
        ended = etree.tostring(self.properties, encoding="unicode")
        for child in list(self.properties):
            # The pages that follow inherit head and foot, and their first is like any other.
            if child.tag in (_tag("headerReference"), _tag("footerReference"), _tag("titlePg")):
                self.properties.remove(child)
        self.is_across = not self.is_across
        tiny = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{tiny}{ended}</w:pPr></w:p>"

    def finish(self) -> None:
        """Say of the last pages how they lie; their properties stand at the end of the document."""
        self._orient()

    def _orient(self) -> None:
        size = self.properties.find(_tag("pgSz"))
        wide, high = (self.high, self.wide) if self.is_across else (self.wide, self.high)
        size.set(_tag("w"), str(wide))
        size.set(_tag("h"), str(high))
        size.attrib.pop(_tag("orient"), None)
        if self.is_across:
            size.set(_tag("orient"), "landscape")


def _fill(place: Any, paragraph: str) -> None:
    """Let a header or footer consist of one paragraph."""
    place.is_linked_to_previous = False
    element = place._element
    for child in list(element):
        element.remove(child)
    element.append(_parsed(paragraph.replace("<w:p>", "<w:p >", 1)))
