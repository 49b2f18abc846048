"""The subset of Markdown that texts are written in, and that nothing else is read as markup."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.papers.blocks import Block, Heading, Line, List, Paragraph, Run
from reports.papers.markdown import as_typed, blocks_of


def text(words: str, **style) -> Run:
    return Run(text=words, **style)


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(line=runs)


def bullets(*items: str, is_numbered: bool = False) -> List:
    return List(items=tuple((text(item),) for item in items), is_numbered=is_numbered)


def lines(blocks: tuple[Block, ...]) -> list[Line]:
    found: list[Line] = []
    for block in blocks:
        if isinstance(block, List):
            found += block.items
        elif isinstance(block, Heading):
            found.append((text(block.text),))
        elif isinstance(block, Paragraph):
            found.append(block.line)
    return found


def said(blocks: tuple[Block, ...]) -> str:
    return "".join(run.text for line in lines(blocks) for run in line)


READ = [
    pytest.param("", (), id="nothing"),
    pytest.param(" \n\n ", (), id="blanks"),
    pytest.param("One.\n\nTwo.", (paragraph(text("One.")), paragraph(text("Two."))), id="paragraphs"),
    pytest.param("One\nline", (paragraph(text("One line")),), id="a-line-end-is-a-blank"),
    pytest.param(
        "a **bold** word",
        (paragraph(text("a "), text("bold", is_strong=True), text(" word")),),
        id="bold",
    ),
    pytest.param("_so_", (paragraph(text("so", is_emphasised=True)),), id="italic"),
    pytest.param("***so***", (paragraph(text("so", is_strong=True, is_emphasised=True)),), id="both"),
    pytest.param("IMT_KPI_14 fell", (paragraph(text("IMT_KPI_14 fell")),), id="a-reference"),
    pytest.param("- a\n- b", (bullets("a", "b"),), id="bullets"),
    pytest.param("* a\n* b", (bullets("a", "b"),), id="bullets-with-stars"),
    pytest.param("1. a\n2. b", (bullets("a", "b", is_numbered=True),), id="numbers"),
    pytest.param("- a\n  - b\n- c", (bullets("a", "b", "c"),), id="a-list-within-a-list"),
    pytest.param("- a\n\n  b", (bullets("a b"),), id="two-paragraphs-of-an-item"),
    pytest.param("-\n- a", (bullets("a"),), id="an-empty-item"),
    pytest.param("Text\n- a", (paragraph(text("Text")), bullets("a")), id="a-list-after-text"),
    pytest.param("### Why", (Heading(text="Why", level=3),), id="heading-3"),
    pytest.param("#### Why *so*", (Heading(text="Why so", level=4),), id="heading-4"),
    pytest.param("### ", (), id="an-empty-heading"),
    pytest.param(
        "[here](https://x.example/a?b=c)",
        (paragraph(text("here", link="https://x.example/a?b=c")),),
        id="link",
    ),
    pytest.param(
        "[us](mailto:us@x.example)", (paragraph(text("us", link="mailto:us@x.example")),), id="mail"
    ),
    pytest.param(
        "[**here**](http://x.example)",
        (paragraph(text("here", is_strong=True, link="http://x.example")),),
        id="a-bold-link",
    ),
    pytest.param(r"5 \* 3", (paragraph(text("5 * 3")),), id="a-sign-that-is-no-markup"),
]


@pytest.mark.parametrize(("typed", "blocks"), READ)
def test_the_subset_is_read(typed, blocks):
    assert blocks_of(typed) == blocks


STAYS = [
    pytest.param("# Title", id="heading-1"),
    pytest.param("## Title", id="heading-2"),
    pytest.param("##### Title", id="heading-5"),
    pytest.param("<b>bold</b> <script>alert(1)</script>", id="html"),
    pytest.param("<!-- nothing -->", id="a-comment"),
    pytest.param("&lt;b&gt; &amp; &#42;", id="entities"),
    pytest.param("`code`", id="code"),
    pytest.param("> quoted", id="a-quotation"),
    pytest.param("| a | b | |---|---|", id="a-table"),
    pytest.param("~~gone~~", id="struck-out"),
    pytest.param("https://x.example", id="a-bare-address"),
    pytest.param("<https://x.example>", id="an-address-in-brackets"),
    pytest.param("[a](javascript:alert(1))", id="a-script-for-a-link"),
    pytest.param("[a](JaVaScRiPt:alert(1))", id="a-script-in-capitals"),
    pytest.param("[a](data:text/html,x)", id="data-for-a-link"),
    pytest.param("[a](/kpis/)", id="a-link-without-a-host"),
    pytest.param("[a](//x.example)", id="a-link-without-a-scheme"),
    pytest.param("[a](file:///etc/passwd)", id="a-file-for-a-link"),
    pytest.param("[a](https:///)", id="a-link-without-a-name"),
    pytest.param("[a][b]", id="a-link-by-name"),
    pytest.param("***", id="a-rule"),
    pytest.param("2021. A good year", id="a-year"),
    pytest.param("2021.", id="a-year-alone"),
    pytest.param("-", id="a-dash-alone"),
    pytest.param("{changes}", id="what-stands-for-a-table"),
]


@pytest.mark.parametrize("typed", STAYS)
def test_all_else_stays_as_it_was_typed(typed):
    assert blocks_of(typed) == (paragraph(text(typed)),)


def test_a_heading_of_another_level_within_a_list_stays_too():
    assert blocks_of("- # a") == (bullets("# a"),)


def test_text_under_a_line_of_equals_signs_is_no_heading():
    assert said(blocks_of("Title\n=====")) == "Title ====="


def test_lists_within_lists_beyond_all_measure_stay_text():
    typed = "- " * 400 + "a"
    assert blocks_of(typed) == (paragraph(text(typed)),)


def test_no_item_of_a_deep_list_is_lost():
    items = [f"item{place}" for place in range(80)]
    typed = "\n".join(f"{'  ' * place}- {item}" for place, item in enumerate(items))
    found = said(blocks_of(typed))
    assert [item for item in items if item not in found] == []


WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)
MARKUP = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "[",
            "](",
            ")",
            "http://a.b",
            "javascript:x",
            "<b>",
            "# ",
            "- ",
            "1. ",
            "\n",
            "`",
            "a",
            "> ",
        ]
    ),
    max_size=25,
).map("".join)


def letters(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())


@settings(max_examples=300)
@given(typed=WORDS | MARKUP)
@example("[a](http://a.b)")
@example("2. b")
def test_nothing_typed_becomes_markup_but_the_subset_or_gets_lost(typed):
    blocks = blocks_of(typed)
    found = lines(blocks)
    assert all(line for line in found)
    assert all(
        run.link == "" or run.link.lower().startswith(("http://", "https://", "mailto:"))
        for line in found
        for run in line
    )
    if "](" not in typed and not any(isinstance(block, List) for block in blocks):
        assert letters(said(blocks)) == letters(typed.replace("\0", "\ufffd"))


@settings(max_examples=300)
@given(typed=WORDS)
def test_what_comes_from_the_record_is_no_markup(typed):
    shown = " ".join(typed.split()).replace("\0", "\ufffd")
    assert blocks_of(as_typed(typed)) == ((paragraph(text(shown)),) if shown else ())


@settings(max_examples=300)
@given(typed=MARKUP)
def test_what_looks_like_markup_in_the_record_is_none(typed):
    shown = " ".join(typed.split())
    assert blocks_of(f"We say {as_typed(typed)}.") == (paragraph(text(f"We say {shown}.")),)
