"""Mitigations that run on, or wait, after the day by which the path should have led back to green."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format

from contracts.calculations.lateness import days_late, late_by
from contracts.calculations.months import Month
from kpis.calculations.spans import Span
from kpis.models import Mitigation, MitigationState


def lateness_of(mitigation: Mitigation, spans: Iterable[Span], today: date) -> int:
    """For how many days a mitigation of some months is late; 0 if it is over, declined or withdrawn."""
    if mitigation.state == MitigationState.AGREED:
        this_month = Month.of(today)
        counts = any(span.last is None or span.last >= this_month for span in spans)
    else:
        counts = mitigation.state == MitigationState.PROPOSED
    return days_late(mitigation.expected, today) if counts else 0


def late_in_words(mitigation: Mitigation, spans: Iterable[Span], today: date) -> str:
    """That a mitigation is late and by how much: ``expected by 1 January 2022: 40 days late``."""
    late, expected = lateness_of(mitigation, spans, today), mitigation.expected
    if expected is None or not late:
        return ""
    return f"expected by {date_format(expected, 'j F Y')}: {late_by(late)}"
