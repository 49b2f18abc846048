"""A paper as a PDF that assistive technology can read (PDF/UA-1), from the same templates as its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.charts.drawn import Kind
from reports.charts.drawn.apart import CannotDraw, Pictures, drawn_apart
from reports.charts.values import StackedBars, StatusGrid
from reports.papers.blocks import Figure, Paper, Table
from reports.papers.layout import ACROSS, UPRIGHT, is_wide
from reports.papers.notices import running_head, subject_of
from reports.papers.page import article
from reports.papers.pdf_tags import complete_tags
from reports.papers.widths import widths

VARIANT = "pdf/ua-1"
CHART = "csg:chart/"
"""How the page names its charts, which come from memory."""
TYPES = {"png": "image/png", "svg": "image/svg+xml"}
MANY_SHAPES = (StackedBars, StatusGrid)
"""Charts of thousands of shapes, which take seconds to set one by one: they are printed from points."""
FIRST_PAGE = "body { margin: 0 } @page :first { @top-left { content: none; border: 0 } }"
SHEET = settings.BASE_DIR / "static" / "csg" / "paper.css"


class NotInstalled(Exception):
    """What makes PDFs lacks something of the machine's; the message says what, and how to get it."""


def to_pdf(paper: Paper) -> bytes:
    """The paper as a tagged PDF; the same paper is the same bytes at any time.

    Its charts are drawn while the rest is made ready, by a process that has ended before pages are set.

    Raises:
        CannotDraw: a chart could not be drawn.
        NotInstalled: the machine lacks the library that sets type.
    """
    charts = {_address(figure): (figure.chart, _kind(figure)) for figure in _figures(paper)}
    with drawn_apart([*charts.values()]) as pictures:
        weasyprint = _weasyprint()
        page = _page(paper)
        html = weasyprint.HTML(string=page, url_fetcher=_from_memory([*charts], pictures), base_url="csg:")
        sheets = [weasyprint.CSS(string=text) for text in (SHEET.read_text("utf-8"), _rules(paper))]
        try:
            return html.write_pdf(
                stylesheets=sheets,
                pdf_variant=VARIANT,
                pdf_identifier=sha256(page.encode()).hexdigest()[:32],
                finisher=complete_tags,
                optimize_images=False,
            )
        except weasyprint.urls.FatalURLFetchingError:
            pictures()  # says why charts could not be drawn, should it be that
            raise


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise NotInstalled(
            "PDFs need the Pango library, which this machine lacks. On Debian or Ubuntu, install "
            "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0. Word documents and spreadsheets "
            "are made without it."
        ) from error
    return weasyprint


def _from_memory(charts: Sequence[str], pictures: Pictures) -> Callable[[str], Any]:
    """Fetches a paper's own charts and refuses everything else: no network, no disk.

    The first chart, which waits until all are drawn, is fetched when styles are found and no page is set yet.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    def fetch(url: str) -> Any:
        if url not in charts:
            raise FatalURLFetchingError(f"a paper asks for nothing from elsewhere, and this one for {url}")
        try:
            drawn = pictures()[charts.index(url)]
        except CannotDraw as error:
            raise FatalURLFetchingError(str(error)) from error
        return URLFetcherResponse(url, drawn, {"Content-Type": TYPES[url.rpartition(".")[2]]})

    return fetch


def _page(paper: Paper) -> str:
    """The page that the PDF is made of, which names its charts."""
    context = {
        "paper": paper,
        "subject": subject_of(paper),
        "article": article(paper, _named, has_title=True, with_figures=False),
        "made_on": paper.made_on.isoformat(),
    }
    return render_to_string("reports/papers/pdf.html", context)


def _named(figure: Figure) -> SafeString:
    from reports.charts.words import alternative

    return format_html('<img src="{}" alt="{}">', _address(figure), alternative(figure.chart))


def _figures(paper: Paper) -> Iterator[Figure]:
    for section in paper.sections:
        yield from (block for block in section.blocks if isinstance(block, Figure))


def _address(figure: Figure) -> str:
    return f"{CHART}{figure.number}.{_kind(figure)}"


def _kind(figure: Figure) -> Kind:
    return "png" if isinstance(figure.chart, MANY_SHAPES) else "svg"


def _rules(paper: Paper) -> str:
    """What differs from paper to paper: its running head, and the widths of its columns."""
    head = _quoted(running_head(paper))
    columns = [
        rule for section in paper.sections for block in section.blocks for rule in _column_rules(block)
    ]
    return "\n".join([f"@page {{ @top-left {{ content: {head} }} }}", FIRST_PAGE, *columns])


def _column_rules(block: object) -> list[str]:
    if not isinstance(block, Table):
        return []
    whole = ACROSS if is_wide(block) else UPRIGHT
    shares = [100 * width / whole for width in widths(block, whole)]
    table = f"#table-{block.number}"
    return [f"{table} {{ table-layout: fixed }}"] + [
        f"{table} col:nth-child({place}) {{ width: {share:.3f}% }}"
        for place, share in enumerate(shares, start=1)
    ]


def _quoted(text: str) -> str:
    """A text as a string of CSS."""
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\<\n\r\f' else sign for sign in text) + '"'
