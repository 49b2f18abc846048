"""The statuses of KPIs as letters and words; what draws charts reads them without Django."""

from __future__ import annotations

from collections.abc import Mapping

from kpis.calculations.rag import Status
from kpis.words import AWAITING, NO_RESULT_YET, STATUS_WORDS, as_choices

LETTERS: Mapping[str, str] = {
    Status.GREEN: "G",
    Status.AMBER: "A",
    Status.RED: "R",
    Status.BLUE: "B",
    Status.NOT_REPORTED: "NR",
    Status.NO_ACTIVITY: "NA",
    Status.NOT_DUE: "–",
    Status.INFORMATION: "i",
    AWAITING: "…",
}
WORDS: Mapping[str, str] = dict(as_choices(STATUS_WORDS)) | {AWAITING: NO_RESULT_YET}
