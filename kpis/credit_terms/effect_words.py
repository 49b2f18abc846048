"""The worked effect of proposed credit terms, as a page prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kpis.actions.open_months import Rejudged
from kpis.calculations.credits import Credit
from kpis.calculations.points import NO_POINTS
from kpis.credit_terms.effect import AreaEffect, Effect
from kpis.credit_terms.words import in_pounds
from kpis.figures import unpadded
from kpis.words import STATUS_WORDS

WAITS = "waits for the payment"
COLUMNS = ("uncapped", "cap", "payable", "lost_to_cap")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of the effect on an area: by which terms, its points, and its pounds in the order of COLUMNS."""

    label: str
    points: str
    pounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaLines:
    """The lines of an area: now, proposed, the difference."""

    name: str
    lines: tuple[MoneyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsLine:
    """A result whose points differ, in words."""

    kpi: str
    month: str
    status: str
    word: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectInWords:
    """The effect on the last closed month.

    Attributes:
        now_from: the first month of the terms of now; empty without any.
        total: what is payable for the whole contract now, proposed and in difference.
    """

    month: str
    state: str
    now_from: str
    is_suspended: bool
    areas: tuple[AreaLines, ...]
    kpis: tuple[PointsLine, ...]
    total: tuple[str, str, str]


def effect_in_words(effect: Effect) -> EffectInWords:
    """The effect as texts, ready for a table."""
    return EffectInWords(
        month=effect.month.name,
        state=effect.state.lower(),
        now_from=effect.now_from.name if effect.now_from else "",
        is_suspended=effect.is_suspended,
        areas=tuple(AreaLines(f"{area.code} {area.name}", tuple(_lines(area))) for area in effect.areas),
        kpis=tuple(
            PointsLine(
                kpi=each.kpi,
                month=effect.month.name,
                status=each.status.value,
                word=STATUS_WORDS[each.status],
                before=unpadded(each.now),
                after=unpadded(each.proposed),
            )
            for each in effect.kpis
        ),
        total=(_pounds(effect.payable_now), _pounds(effect.payable_proposed), _signed(effect.difference)),
    )


def points_lines(rejudged: Iterable[Rejudged]) -> tuple[PointsLine, ...]:
    """Results of open months that come out otherwise, as texts."""
    return tuple(
        PointsLine(
            kpi=each.kpi,
            month=each.month.name,
            status=each.now.value,
            word=STATUS_WORDS[each.now],
            before=unpadded(each.points_were),
            after=unpadded(each.points_are),
        )
        for each in rejudged
    )


def _lines(area: AreaEffect) -> list[MoneyLine]:
    lines = [] if area.now is None else [_line("Now", area.now)]
    lines.append(_line("Proposed", area.proposed))
    if area.now is not None:
        lines.append(_difference(area.now, area.proposed))
    return lines


def _line(label: str, credit: Credit) -> MoneyLine:
    return MoneyLine(
        label, unpadded(credit.points), tuple(_pounds(getattr(credit, name)) for name in COLUMNS)
    )


def _difference(now: Credit, proposed: Credit) -> MoneyLine:
    points = proposed.points - now.points
    pounds = tuple(_signed(_less(getattr(proposed, name), getattr(now, name))) for name in COLUMNS)
    return MoneyLine("Difference", f"{points.normalize():+f}" if points else "0", pounds)


def _less(later: Decimal | None, earlier: Decimal | None) -> Decimal | None:
    return None if later is None or earlier is None else later - earlier


def _pounds(amount: Decimal | None) -> str:
    return WAITS if amount is None else in_pounds(amount)


def _signed(amount: Decimal | None) -> str:
    """An amount with its sign; nothing changed is plain £0.00."""
    if amount is None:
        return WAITS
    text = in_pounds(amount)
    return f"+{text}" if amount > NO_POINTS else text
