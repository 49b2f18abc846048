"""The lines of a paper in templates."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.papers.blocks import Line, Run
from reports.papers.notices import web_address

register = template.Library()


@register.filter
def styled(line: Line) -> SafeString:
    """A line as HTML: its words as they are, its styles and links as elements."""
    return format_html_join("", "{}", ((_styled(run),) for run in line))


def _styled(run: Run) -> SafeString:
    text = format_html("{}", run.text)
    if run.is_emphasised:
        text = format_html("<em>{}</em>", text)
    if run.is_strong:
        text = format_html("<strong>{}</strong>", text)
    if address := web_address(run.link):
        text = format_html('<a class="govuk-link" href="{}">{}</a>', address, text)
    return text
