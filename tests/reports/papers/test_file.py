"""A paper as a page that stands by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from reports.papers.page import to_file, to_page
from tests.reports.papers.example import PAPER


class Outside(HTMLParser):
    """Whatever a page would fetch or lead to, besides its own parts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action"}]
        self.found += [value for value in named if not value.startswith("#")]


def test_it_holds_the_article_of_the_page_and_its_style_and_fetches_nothing():
    html = to_file(PAPER)
    assert to_page(PAPER) in html
    assert "<style>\n/* A paper for a meeting" in html
    assert [found for found in Outside(html).found if not found.startswith("https://")] == ["data:,"]
    assert not re.search(r"@import|url\((?!#)|<script|<link(?! rel=\"icon\")|<img", html)


def test_its_title_says_the_months_and_is_escaped():
    html = to_file(replace(PAPER, title="Cost < benefit"))
    assert f"<title>Cost &lt; benefit, {PAPER.range}</title>" in html
    assert html.index("<!DOCTYPE html>") < html.index('<html lang="en-GB">')


def test_wide_tables_scroll_within_it_as_they_do_in_the_product():
    assert ".csg-paper-file .csg-scroll { overflow-x: auto; }" in to_file(PAPER)
