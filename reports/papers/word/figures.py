"""Charts in a Word document: as pictures, each with words for those who do not see it."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from reports.papers.blocks import Figure
from reports.papers.word.parts import attribute

if TYPE_CHECKING:
    from docx.document import Document

EMU = 635
"""English Metric Units to a twentieth of a point."""
URI = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SIZE = slice(16, 24)
"""Where a PNG says its width and height in pixels."""


def picture_of(document: Document, block: Figure, width: int, number: int) -> str:
    """The drawing of a chart, as wide as the text; ``number`` is that of the picture in the document."""
    from reports.charts.drawn import picture
    from reports.charts.words import alternative

    png = picture(block.chart, kind="png")
    across, down = struct.unpack(">II", png[SIZE])
    relation, _ = document.part.get_or_add_image(io.BytesIO(png))
    size = f'cx="{width * EMU}" cy="{width * EMU * down // across}"'
    name, words = attribute(f"Figure {block.number}"), attribute(alternative(block.chart))
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name={name} descr={words}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{URI}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name={name}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
