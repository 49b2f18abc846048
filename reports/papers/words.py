"""Words that tables and texts of papers share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from contracts.calculations.months import NAMES, Month
from reports.statements import Statement, TotalChange
from reports.statements.changes import ChangeRow
from reports.statements.words import listed


def day_words(day: date) -> str:
    """A day in words.

    >>> day_words(date(2022, 1, 27))
    '27 January 2022'
    """
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"


def months_words(statement: Statement) -> str:
    """The range of a statement for a caption: ``Aug to Dec 21``, or one month alone."""
    first, last = statement.periods[0].month, statement.periods[-1].month
    if first == last:
        return last.short_name
    begin = first.short_name[:3] if first.year == last.year else first.short_name
    return f"{begin} to {last.short_name}"


def total_words(change: TotalChange, changes: Iterable[ChangeRow]) -> str:
    """Why the total of a month is not that of the month before, and where more is told of it."""
    moved = "fell" if change.after < change.before else "rose"
    reasons = []
    if change.left:
        reasons.append(f"{listed(change.left)} left service")
    if change.joined:
        reasons.append(f"{listed(change.joined)} came into service")
    because = " and ".join(reasons) or "quarterly and annual KPIs are not due every month"
    told = {each.kpi for each in changes} & {*change.left, *change.joined}
    more = " (see {changes} below)" if told else ""
    total = f"The total number of KPIs {moved} from {change.before} to {change.after}"
    return f"{total} in {change.month.name}: {because}{more}."


def between_words(first: Month, last: Month) -> str:
    """A range of months within a sentence.

    >>> between_words(Month(2021, 8), Month(2021, 12)), between_words(Month(2021, 8), Month(2021, 8))
    ('between August and December 2021', 'in August 2021')
    """
    if first == last:
        return f"in {last.name}"
    begin = NAMES[first.number - 1] if first.year == last.year else first.name
    return f"between {begin} and {last.name}"


def possessive(name: str) -> str:
    """A name with what makes it an owner.

    >>> possessive("Serco"), possessive("Capita Services")
    ("Serco's", "Capita Services'")
    """
    return f"{name}'" if name.endswith(("s", "S")) else f"{name}'s"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int) -> str:
    """A number within a sentence, those under ten as words.

    >>> counted(2), counted(12)
    ('two', '12')
    """
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def number_of(number: int, noun: str) -> str:
    """How many there are of something.

    >>> number_of(1, "KPI"), number_of(12, "KPI")
    ('1 KPI', '12 KPIs')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_months(months: Iterable[Month]) -> str:
    """In which months something was: each once, the year said once for those of one year.

    >>> in_months([Month(2021, 9), Month(2021, 12), Month(2021, 9)])
    'in September and December 2021'
    """
    return f"in {named_months(sorted(set(months)))}"


def named_months(months: Sequence[Month]) -> str:
    """Months by their full names, the year said once for those of one year.

    >>> named_months([Month(2020, 3), Month(2021, 1)]), named_months([Month(2020, 3), Month(2020, 4)])
    ('March 2020 and January 2021', 'March and April 2020')
    """
    if len({month.year for month in months}) > 1:
        return listed([month.name for month in months])
    *before, last = months
    return listed([*(NAMES[month.number - 1] for month in before), last.name])
