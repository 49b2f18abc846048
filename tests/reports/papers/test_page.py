"""A paper as part of a page: what the templates make of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.papers.page import to_page
from tests.reports.papers.example import PAPER, SUMMARY, paper_with, row


@pytest.fixture(scope="module")
def page() -> str:
    return to_page(PAPER)


def test_headings_are_in_order_below_the_papers_title(page):
    assert re.findall(r"<h(\d)", page) == list("122223232234")
    assert "<h1" not in to_page(PAPER, has_title=False)


def test_every_table_scrolls_by_itself_and_has_its_number_caption_and_scopes(page):
    assert page.count('class="csg-scroll csg-paper__table" tabindex="0" role="region"') == 3
    assert '<caption id="table-1-caption">Table 1: Overall KPI summary performance</caption>' in page
    assert '<th scope="colgroup" colspan="6">Number of KPIs</th>' in page
    assert '<th scope="col" rowspan="2">Level</th>' in page
    assert '<th scope="row"><p>Target Service Level achieved</p></th>' in page


def test_a_status_is_told_in_word_and_colour(page):
    assert '<td class="csg-paper__status csg-paper__status--amber"><p>Amber</p></td>' in page
    assert '<td class="csg-paper__status csg-paper__status--red"><p>Red</p></td>' in page


def test_a_chart_is_drawn_and_told_in_words_and_as_a_table(page):
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert 'aria-describedby="points_by_area-words"' in figure
    assert '<p id="points_by_area-words" class="csg-paper__words">' in figure
    assert '<th scope="row">Sep 21</th><td class="csg-paper__number">45</td>' in figure


def test_what_is_not_public_and_what_is_not_signed_off_is_marked(page):
    assert "Provisional: under review" in page
    assert "<strong>Exempt (paragraph 3)</strong>" in page
    assert "virtue of paragraph 5 of Part 1 of Schedule 12A to the Local Government Act 1972" in page


def test_nothing_stands_inline_that_the_policy_forbids(page):
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", page)


def test_texts_are_texts_and_never_markup():
    nasty = "<script>alert(1)</script>"
    page = to_page(replace(paper_with(replace(SUMMARY, rows=(row(nasty, *"123456"),))), title=nasty))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_no_identifier_is_there_twice(page):
    found = re.findall(r'\sid="([^"]+)"', page)
    assert len(found) == len(set(found))
