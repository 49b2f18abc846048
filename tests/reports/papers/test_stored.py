"""Papers as kept texts, and back."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.calculations.months import Month
from reports.charts.values import Timeline
from reports.papers.assemble import default_paper
from reports.papers.blocks import Block, Figure, Paper, Paragraph, Run, Section
from reports.papers.stored import NotAPaper, from_text, to_text

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))

PAPER = Paper(
    title="Performance",
    contract="TST-1",
    authority="A council",
    supplier="A provider",
    meeting="A board",
    held_on=date(2022, 1, 27),
    author="Jane Doe",
    officer="John Doe",
    range="August 2021",
    provisional=(),
    made_on=date(2022, 1, 17),
    sections=(
        Section(
            kind="summary", number=0, title="Summary", blocks=(Paragraph(line=(Run(text="Went well."),)),)
        ),
    ),
)


def changed(**values) -> str:
    """The paper as a text of which some values are others."""
    return json.dumps(json.loads(to_text(PAPER)) | values)


def test_the_paper_of_lincolnshire_comes_back_as_it_was(lincolnshire):
    paper = default_paper(lincolnshire, Month(2021, 8), Month(2021, 12), made_on=date(2022, 1, 17))
    text = to_text(paper)
    assert from_text(text) == paper
    assert to_text(from_text(text)) == text


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=st.lists(st.from_type(Block), max_size=4))
def test_any_paper_comes_back_as_it_was(blocks):
    section = replace(PAPER.sections[0], blocks=tuple(blocks))
    paper = replace(PAPER, sections=(section,))
    assert from_text(to_text(paper)) == paper


def test_the_same_paper_is_the_same_text():
    assert to_text(PAPER) == to_text(replace(PAPER))
    keys = list(json.loads(to_text(PAPER)))
    assert keys == sorted(keys)


def test_blocks_bear_the_name_of_their_kind_and_dates_are_iso():
    timeline = Timeline(key="programme", title="Programme", labels=(), workstreams=(), now=None)
    figure = Figure(number=1, caption="Programme", chart=timeline)
    data = json.loads(to_text(replace(PAPER, sections=(replace(PAPER.sections[0], blocks=(figure,)),))))
    block = data["sections"][0]["blocks"][0]
    assert (block["is"], block["chart"]["is"]) == ("figure", "timeline")
    assert data["made_on"] == "2022-01-17"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{", "not JSON", id="not-json"),
        pytest.param("[" * 100_000, "not JSON", id="too-deep"),
        pytest.param("[]", "another shape", id="a-list"),
        pytest.param(changed(title=1), "expected str @ paper.title", id="a-number-for-a-text"),
        pytest.param(changed(is_public="no"), "expected bool @ paper.is_public", id="a-text-for-a-flag"),
        pytest.param(changed(made_on="31/11/2021"), "expected date @ paper.made_on", id="an-impossible-date"),
        pytest.param(changed(colour="red"), "extra fields found (colour)", id="more-than-a-paper-has"),
        pytest.param(
            to_text(PAPER).replace('"is":"paragraph"', '"is":"poem"'),
            "'poem' is none of: figure, heading, list, paragraph, table @ paper.sections[0].blocks[0]",
            id="unknown-block",
        ),
        pytest.param(
            to_text(PAPER).replace('"is":"paragraph",', ""), "None is none of: figure", id="nameless-block"
        ),
        pytest.param(
            to_text(PAPER).replace('"number":0,', ""),
            "required field missing @ paper.sections[0].number",
            id="less-than-a-section-has",
        ),
    ],
)
def test_what_is_no_paper_is_refused_with_the_reason(text, said):
    with pytest.raises(NotAPaper) as refused:
        from_text(text)
    assert said in str(refused.value)


def test_a_figure_that_is_no_number_is_not_kept():
    timeline = Timeline(key="k", title="t", labels=(), workstreams=(), now=math.nan)  # type: ignore[arg-type]
    figure = Figure(number=1, caption="", chart=timeline)
    with pytest.raises(ValueError, match="JSON compliant"):
        to_text(replace(PAPER, sections=(replace(PAPER.sections[0], blocks=(figure,)),)))
