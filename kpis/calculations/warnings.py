"""Patterns of failure that a contract wants to be warned of.

The kinds are those seen in contracts made from the UK Model Services Contract: 50 or more points in any
three months, credits at the cap, the same KPI failing three of nine consecutive measurement periods, the
same KPI failing in consecutive ones. Pure values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.calculations.months import Month, months_between, printed_months
from contracts.calculations.pricing import WarningKind
from kpis.calculations.points import NO_POINTS
from kpis.calculations.rag import SHORTFALLS, Status
from kpis.calculations.schedule import in_service

OF_KPIS = frozenset({WarningKind.KPI_FAILING, WarningKind.KPI_CONSECUTIVE})
"""The kinds that watch each KPI by itself, in its own measurement periods."""
Periods = Sequence[tuple[Month, Status | None]]
"""The last months of a KPI's measurement periods, earliest first, with what counted; None: nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern that is watched for.

    Attributes:
        number: so many points, months at the cap, or failures.
        months: out of so many months, or measurement periods where ``kind`` watches KPIs; the latest
            included. Consecutive failures are ``number`` of ``number``, whatever stands here.
        first, last: the months it is watched in, None while it lasts. Nothing before ``first`` counts.
        clause: where the contract says so; may be empty.
    """

    kind: WarningKind
    number: Decimal
    months: int
    first: Month
    last: Month | None = None
    clause: str = ""

    def is_watched_in(self, month: Month) -> bool:
        return in_service(month, self.first, self.last)

    @property
    def span(self) -> int:
        """How many months or measurement periods it looks at."""
        return int(self.number) if self.kind is WarningKind.KPI_CONSECUTIVE else self.months

    @property
    def in_words(self) -> str:
        """What it watches for, without a full stop.

        >>> Rule(kind=WarningKind.KPI_FAILING, number=Decimal(3), months=9, first=Month(2021, 4)).in_words
        'The same KPI failing in 3 of 9 measurement periods'
        """
        number, span = _number(self.number), f"{self.span}"
        if self.kind is WarningKind.POINTS_IN_MONTHS:
            points = _plural("point", self.number)
            return f"{number} {points} or more in {span} {_plural('month', self.span)}"
        if self.kind is WarningKind.CAP_REACHED:
            return f"A service area’s credit at its cap in {number} of {span} {_plural('month', self.span)}"
        periods = f"measurement {_plural('period', self.span)}"
        if self.kind is WarningKind.KPI_FAILING:
            return f"The same KPI failing in {number} of {span} {periods}"
        return f"The same KPI failing in {number} {periods} running"

    def window(self, month: Month) -> list[Month]:
        """The months it looks at, of those that end with a month."""
        return list(months_between(max(self.first, month + 1 + -self.span), month))


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A pattern that was found, with its working.

    Attributes:
        about: the code of the service area or the reference of the KPI; empty for the whole contract.
        count: the points, the months at the cap, or the failures.
        months: those that were looked at where points are counted, else those in which it happened.
    """

    rule: Rule
    about: str = ""
    count: Decimal
    months: tuple[Month, ...]

    @property
    def working(self) -> str:
        """What was counted and what the contract names, as a sentence without its full stop."""
        where = f"{self.about} " if self.about else ""
        return f"{where}{self._found()}; the contract names {self._named()}{_cited(self.rule.clause)}"

    def _found(self) -> str:
        kind, months = self.rule.kind, _listed(self.months)
        if kind is WarningKind.POINTS_IN_MONTHS:
            return f"{_number(self.count)} {_plural('point', self.count)} in {_spanned(self.months)}"
        if kind is WarningKind.CAP_REACHED:
            return f"reached the cap on its credit in {_number(self.count)} of {self._looked_at()}: {months}"
        if kind is WarningKind.KPI_FAILING:
            return f"failed in {_number(self.count)} of {self._looked_at()}: {months}"
        return (
            f"failed in {_number(self.count)} measurement {_plural('period', self.count)} running: {months}"
        )

    def _looked_at(self) -> str:
        unit = "measurement period" if self.rule.kind in OF_KPIS else "month"
        return f"{self.rule.span} {_plural(unit, self.rule.span)}"

    def _named(self) -> str:
        number, span = _number(self.rule.number), self.rule.span
        if self.rule.kind is WarningKind.POINTS_IN_MONTHS:
            return f"{number} in {span} {_plural('month', span)}"
        if self.rule.kind is WarningKind.KPI_CONSECUTIVE:
            return f"{number} running"
        return f"{number} of {span}"


def warnings_in(
    month: Month,
    rules: Collection[Rule],
    *,
    points: Mapping[Month, Decimal],
    at_cap: Mapping[str, Collection[Month]],
    periods: Mapping[str, Periods],
) -> list[Warned]:
    """The patterns that a month completes, in the order of the rules and then of areas or KPIs.

    Args:
        points: incurred under the whole contract, by month; a month that is not there has none.
        at_cap: the months in which an area's credit reached its cap, by the area's code.
        periods: the measurement periods of each KPI in service, by its reference.
    """
    found: list[Warned] = []
    for rule in rules:
        if rule.is_watched_in(month):
            found += _found_by(rule, month, points, at_cap, periods)
    return found


def _found_by(
    rule: Rule,
    month: Month,
    points: Mapping[Month, Decimal],
    at_cap: Mapping[str, Collection[Month]],
    periods: Mapping[str, Periods],
) -> Iterator[Warned]:
    if rule.kind is WarningKind.POINTS_IN_MONTHS:
        window = rule.window(month)
        total = sum((points.get(each, NO_POINTS) for each in window), NO_POINTS)
        if total >= rule.number:
            yield Warned(rule=rule, count=total, months=tuple(window))
    elif rule.kind is WarningKind.CAP_REACHED:
        for area in sorted(at_cap):
            yield from _enough(rule, area, [each for each in rule.window(month) if each in at_cap[area]])
    else:
        for kpi in sorted(periods):
            yield from _enough(rule, kpi, _failures(rule, month, periods[kpi]))


def _failures(rule: Rule, month: Month, periods: Periods) -> list[Month]:
    """Which of a KPI's latest measurement periods failed; blue is no failure, nor is a missing value."""
    looked_at = [(each, status) for each, status in periods if rule.first <= each <= month][-rule.span :]
    return [each for each, status in looked_at if status in SHORTFALLS]


def _enough(rule: Rule, about: str, months: Sequence[Month]) -> Iterator[Warned]:
    if len(months) >= rule.number:
        yield Warned(rule=rule, about=about, count=Decimal(len(months)), months=tuple(months))


def _number(figure: Decimal) -> str:
    return f"{figure.normalize():,f}"


def _plural(word: str, count: Decimal | int) -> str:
    return word if count == 1 else f"{word}s"


def _cited(clause: str) -> str:
    """The clause in brackets; one that is a bare number is called a clause.

    >>> _cited("8.4"), _cited("Schedule 2.2"), _cited("")
    (' (clause 8.4)', ' (Schedule 2.2)', '')
    """
    if not clause:
        return ""
    return f" (clause {clause})" if clause[0].isdigit() else f" ({clause})"


def _spanned(months: Sequence[Month]) -> str:
    """From the first to the last month: ``July to September 2021``.

    >>> _spanned([Month(2021, 7), Month(2021, 8)]), _spanned([Month(2021, 12), Month(2022, 1)])
    ('July to August 2021', 'December 2021 to January 2022')
    """
    first, last = months[0], months[-1]
    if first == last:
        return last.name
    return f"{first.name.split()[0] if first.year == last.year else first.name} to {last.name}"


def _listed(months: Sequence[Month]) -> str:
    """Months in short, with their year.

    >>> _listed([Month(2021, 7), Month(2021, 9)]), _listed([Month(2021, 12), Month(2022, 1)])
    ('Jul, Sep 2021', 'Dec 21-Jan 22')
    """
    one_year = len({month.year for month in months}) == 1
    return f"{printed_months(months)} {months[0].year}" if one_year else printed_months(months)
