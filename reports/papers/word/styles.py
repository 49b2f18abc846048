"""The styles that paragraphs and tables of a Word document name; ``styles.xml`` says how they look."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

SHEET = Path(__file__).with_name("styles.xml")


def put_styles(document: Document, *, is_ours: bool) -> dict[str, str]:
    """Give a document the styles that it lacks; one that begins from nothing gets ours alone.

    Returns:
        the identifier of each style by its name, for paragraphs to point at.
    """
    from docx.oxml import parse_xml

    sheet: Any = document.styles.element
    if is_ours:
        sheet[:] = []
    there = {style.name for style in document.styles}
    for element in parse_xml(_sheet()):
        name = _name_of(element)
        if name not in there and (name or is_ours):
            sheet.append(element)
    return {str(style.name): style.style_id for style in document.styles}


@lru_cache(maxsize=1)
def _sheet() -> bytes:
    return SHEET.read_bytes()


def _name_of(element: Any) -> str:
    """The name of a style as Word lists it; empty for what is no style."""
    from docx.styles import BabelFish

    return BabelFish.internal2ui(element.name_val) if element.tag.endswith("}style") else ""
