"""The vocabulary of the calculations, in the words that people read. Nothing here needs Django."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.calculations.points import Severity
from kpis.calculations.rag import Better, Covers, Outcome, Status, Unit
from kpis.calculations.schedule import Frequency

UNIT_WORDS = {
    Unit.PERCENT: "percent",
    Unit.NUMBER: "number",
    Unit.SECONDS: "seconds",
    Unit.MINUTES: "minutes",
    Unit.DAYS: "days",
    Unit.CURRENCY: "pounds",
}
BETTER_WORDS = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}
FREQUENCY_WORDS = {
    Frequency.MONTHLY: "Monthly",
    Frequency.QUARTERLY: "Quarterly",
    Frequency.ANNUAL: "Annual",
}
OUTCOME_WORDS = {
    Outcome.MEASURED: "Measured",
    Outcome.NOT_REPORTED: "Not reported",
    Outcome.NO_ACTIVITY: "No activity",
}
COVERS_WORDS = {
    Covers.SHORTFALL: "A shortfall: amber and red become blue",
    Covers.EVERY: "Every result: blue whatever was measured",
}
STATUS_WORDS = {
    Status.GREEN: "Green",
    Status.AMBER: "Amber",
    Status.RED: "Red",
    Status.BLUE: "Blue",
    Status.NOT_REPORTED: "Not reported",
    Status.NO_ACTIVITY: "No activity",
    Status.NOT_DUE: "Not due",
    Status.INFORMATION: "For information",
}
AWAITING, NO_RESULT_YET = "awaiting", "No result yet"
"""The status of a KPI that is due and has nothing entered, as style sheets know it, and in words."""
SEVERITY_WORDS = {
    Severity.NONE: "None",
    Severity.MINOR: "Minor",
    Severity.SERIOUS: "Serious",
    Severity.SEVERE: "Severe",
    Severity.BELOW_THRESHOLD: "Below the service threshold",
}
STATUS_MEANINGS = {
    Status.GREEN: "Target Service Level met",
    Status.AMBER: "Target missed, Minimum Service Level met",
    Status.RED: "Below the Minimum Service Level",
    Status.BLUE: "Mitigation agreed",
    Status.NOT_REPORTED: "A result was due and is not there",
    Status.NO_ACTIVITY: "There was nothing to measure",
    Status.NOT_DUE: "Between its quarterly or annual months",
    Status.INFORMATION: "No target, so no colour and not counted",
}


def as_choices(words: Mapping) -> list[tuple[str, str]]:
    """The words as the choices of a field."""
    return [(str(key), word) for key, word in words.items()]
