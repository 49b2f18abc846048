"""The one place where HTML is made without a template."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString, mark_safe

from contracts.calculations.months import Month
from reports.markup import Markup, as_html, joined

NASTY = """<script>alert("1 & 2")</script>'"""
ESCAPED = "&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;&#x27;"


def test_every_value_is_escaped():
    assert Markup('<a title="%s">%s</a>').fill(NASTY, NASTY) == f'<a title="{ESCAPED}">{ESCAPED}</a>'


def test_what_is_html_already_is_not_escaped_again():
    assert Markup("<b>%s</b>").fill(Markup("<i>%s</i>").fill("R&D")) == "<b><i>R&amp;D</i></b>"


def test_values_of_any_kind_are_written_as_text():
    assert Markup("%s %s").fill(Month(2021, 7), 7) == "2021-07 7"


def test_a_percent_sign_in_a_value_is_left_alone():
    assert Markup("<td>%s</td>").fill("96.20% %s") == "<td>96.20% %s</td>"


@pytest.mark.parametrize("made", [Markup("<b>%s</b>").fill("x"), as_html("x"), joined([as_html("x")])])
def test_templates_take_what_is_made_for_html(made):
    assert isinstance(made, SafeString)


def test_pieces_of_html_are_joined():
    assert joined([as_html("a<b"), mark_safe("<br>")]) == "a&lt;b<br>"


def test_a_plain_text_is_refused_among_pieces_of_html():
    with pytest.raises(TypeError, match="known to be HTML"):
        joined([as_html("fine"), NASTY])
