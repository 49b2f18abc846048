"""What is told of the green trend in a few words and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.calculations.green_trend import Course
from reports.timeline import Timeline
from reports.trends.of_contract import trend_of_contract
from reports.trends.values import TrendRow
from reports.trends.words import COURSE_WORDS, forecast_sentence, reserve_sentence, share_sentence


@dataclass(frozen=True, slots=True)
class CourseNumber:
    """How many KPIs take a course."""

    course: Course
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class TrendSection:
    """The trend as at a month, in words; ``end`` is the contract's last month."""

    row: TrendRow
    end: Month

    @property
    def share(self) -> str:
        return share_sentence(self.row)

    @property
    def forecast(self) -> str:
        return forecast_sentence(self.row, self.end)

    @property
    def reserve(self) -> str:
        return reserve_sentence(self.row)

    @property
    def numbers(self) -> list[CourseNumber]:
        """Courses that a KPI takes, in the order of the page."""
        found = (
            CourseNumber(course, word, len(self.row.green.of_course(course)))
            for course, word in COURSE_WORDS.items()
        )
        return [each for each in found if each.number]


def trend_section(contract: Contract, timeline: Timeline) -> TrendSection | None:
    """The trend as at the chosen month; None where there is none."""
    row = trend_of_contract(contract, timeline.chosen.month, timeline.month_of_previous_report)
    return None if row is None else TrendSection(row, contract.last_month)
