"""The sections of a paper for a committee."""

from __future__ import annotations

from enum import StrEnum, auto


class SectionKind(StrEnum):
    """The sections a paper can have, in the order of the report to Lincolnshire's Board of January 2022.

    What that report does not have stands where its committee would look for it: aims and money before the
    figures, what went well and what did not after them.
    """

    SUMMARY = auto()
    ACTIONS_REQUIRED = auto()
    ABBREVIATIONS = auto()
    BACKGROUND = auto()
    OBJECTIVES = auto()
    SAVINGS = auto()
    PERFORMANCE = auto()
    BASELINES = auto()
    EXCEPTIONS = auto()
    MITIGATIONS = auto()
    CHANGES = auto()
    HIGHLIGHTS = auto()
    ISSUES = auto()
    COMMITMENTS = auto()
    ASSURANCES = auto()
    PROGRAMME = auto()
    GREEN_TREND = auto()
    POINTS = auto()
    CREDITS = auto()
    CONCLUSION = auto()
    CONSULTATION = auto()
    BACKGROUND_PAPERS = auto()
    APPENDIX = auto()


UNNUMBERED = frozenset({SectionKind.SUMMARY, SectionKind.ACTIONS_REQUIRED, SectionKind.APPENDIX})
"""Sections without a number before their title."""
TITLES = {
    SectionKind.SUMMARY: "Summary",
    SectionKind.ACTIONS_REQUIRED: "Actions required",
    SectionKind.ABBREVIATIONS: "Abbreviations",
    SectionKind.BACKGROUND: "Background",
    SectionKind.OBJECTIVES: "Objectives",
    SectionKind.SAVINGS: "Savings",
    SectionKind.PERFORMANCE: "Performance",
    SectionKind.BASELINES: "Compared with before the contract",
    SectionKind.EXCEPTIONS: "Exceptions",
    SectionKind.MITIGATIONS: "Mitigation",
    SectionKind.CHANGES: "KPI changes",
    SectionKind.HIGHLIGHTS: "Highlights",
    SectionKind.ISSUES: "Issues",
    SectionKind.COMMITMENTS: "Commitments",
    SectionKind.ASSURANCES: "Assurances asked for",
    SectionKind.PROGRAMME: "Programme",
    SectionKind.GREEN_TREND: "Green trend analysis",
    SectionKind.POINTS: "Abatement points",
    SectionKind.CREDITS: "Service credits",
    SectionKind.CONCLUSION: "Conclusion",
    SectionKind.CONSULTATION: "Consultation",
    SectionKind.BACKGROUND_PAPERS: "Background papers",
    SectionKind.APPENDIX: "Appendix: status of every KPI",
}
