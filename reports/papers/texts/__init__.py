"""The texts that a paper begins with, in plain English, from the figures. People may change them.

They are in Markdown (``markdown.py``); what comes from the record is made safe in it. Every text is worked
out from a ``Source`` and an ``Occasion`` alone, as paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.papers.sections import SectionKind
from reports.papers.source import Occasion, Source
from reports.papers.texts.development import changes_text, programme_text, trend_text
from reports.papers.texts.frame import (
    actions_text,
    background_papers_text,
    background_text,
    consultation_text,
    summary_text,
)
from reports.papers.texts.governance import (
    assurances_text,
    baselines_text,
    commitments_text,
    highlights_text,
    issues_text,
    objectives_text,
    savings_text,
)
from reports.papers.texts.money import credits_text, points_text
from reports.papers.texts.performance import (
    conclusion_text,
    exceptions_text,
    mitigations_text,
    performance_text,
)

TEXTS: Mapping[SectionKind, Callable[[Source, Occasion], list[str]]] = {
    SectionKind.SUMMARY: summary_text,
    SectionKind.ACTIONS_REQUIRED: actions_text,
    SectionKind.BACKGROUND: background_text,
    SectionKind.OBJECTIVES: objectives_text,
    SectionKind.SAVINGS: savings_text,
    SectionKind.PERFORMANCE: performance_text,
    SectionKind.BASELINES: baselines_text,
    SectionKind.EXCEPTIONS: exceptions_text,
    SectionKind.MITIGATIONS: mitigations_text,
    SectionKind.CHANGES: changes_text,
    SectionKind.HIGHLIGHTS: highlights_text,
    SectionKind.ISSUES: issues_text,
    SectionKind.COMMITMENTS: commitments_text,
    SectionKind.ASSURANCES: assurances_text,
    SectionKind.PROGRAMME: programme_text,
    SectionKind.GREEN_TREND: trend_text,
    SectionKind.POINTS: points_text,
    SectionKind.CREDITS: credits_text,
    SectionKind.CONCLUSION: conclusion_text,
    SectionKind.CONSULTATION: consultation_text,
    SectionKind.BACKGROUND_PAPERS: background_papers_text,
}


def standing_text(kind: SectionKind, source: Source, occasion: Occasion) -> str:
    """The text that a section begins with; empty for one that says all by itself."""
    return "\n\n".join(TEXTS[kind](source, occasion)) if kind in TEXTS else ""
