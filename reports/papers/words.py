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


JOINED = 2
"""How many months in a row are still named one by one."""
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
    """Months in order by their full names, runs of three and more joined, one year for all said once.

    >>> named_months([Month(2020, 3), Month(2021, 1)]), named_months([Month(2020, 3), Month(2020, 4)])
    ('March 2020 and January 2021', 'March and April 2020')
    >>> named_months([Month(2013, 11), Month(2013, 12), Month(2014, 1), Month(2014, 4)])
    'November 2013 to January 2014 and April 2014'
    """
    one_year = len({month.year for month in months}) == 1
    parts = [part for run in _runs(months) for part in _named(run, has_year=not one_year)]
    return f"{listed(parts)} {months[0].year}" if one_year else listed(parts)


def _runs(months: Sequence[Month]) -> list[list[Month]]:
    runs: list[list[Month]] = []
    for month in months:
        if runs and runs[-1][-1] + 1 == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _named(run: Sequence[Month], *, has_year: bool) -> list[str]:
    """Months that follow one another: each by its name, or the first and the last of many."""
    names = [month.name if has_year else NAMES[month.number - 1] for month in run]
    return [f"{names[0]} to {names[-1]}"] if len(names) > JOINED else names
