"""A paper as part of a page."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.charts.values import StatusGrid
from reports.papers.blocks import Figure, Paper
from reports.papers.notices import facts_of, kind_of, notices_of
from reports.papers.shown import Picture, SectionShown, sections_of


def to_page(paper: Paper, *, has_title: bool = True) -> SafeString:
    """The paper as an article, whose page links ``csg/paper.css``.

    Args:
        has_title: whether the paper's title is the page's heading; False where the page has one of its own.
    """
    return article(paper, drawn_lightly, has_title=has_title, with_figures=True)


def to_file(paper: Paper) -> str:
    """The paper as a page that needs nothing besides itself: its style stands in it, it asks no server."""
    sheet = settings.BASE_DIR / "static" / "csg" / "paper.css"
    style = mark_safe(sheet.read_text(encoding="utf-8"))  # noqa: S308 - our own style sheet
    context = {"paper": paper, "article": to_page(paper), "style": format_html("<style>\n{}</style>", style)}
    return render_to_string("reports/papers/file.html", context)


def sections_for_page(paper: Paper) -> list[SectionShown]:
    """The sections of a paper for a page with a head of its own, which links ``csg/paper.css``."""
    return sections_of(paper, drawn_lightly, with_figures=True)


def article(paper: Paper, draw: Picture, *, has_title: bool, with_figures: bool) -> SafeString:
    """The paper as an article; ``draw`` makes its charts."""
    context = {
        "paper": paper,
        "kind": kind_of(paper),
        "facts": facts_of(paper),
        "notices": notices_of(paper),
        "sections": sections_of(paper, draw, with_figures=with_figures),
        "has_title": has_title,
    }
    return render_to_string("reports/papers/article.html", context)


def drawn_lightly(block: Figure) -> SafeString:
    """A chart without any library, so that no web worker imports one, and what it shows in words.

    A grid of statuses is not drawn: on a page its table shows as much.
    """
    from reports.charts.static_svg import static_svg
    from reports.charts.words import alternative

    words = alternative(block.chart)
    if isinstance(block.chart, StatusGrid):
        return format_html("<p>{}</p>", words)
    hidden = format_html('<p id="{}-words" class="csg-paper__words">{}</p>', block.chart.key, words)
    return format_html("{}{}", static_svg(block.chart), hidden)
