"""From the figures of a test to the product's own values."""

from __future__ import annotations

from decimal import Decimal

from kpis.calculations.rag import (
    Better,
    Covers,
    Judgement,
    Measure,
    Measurement,
    Outcome,
    Terms,
    Unit,
    judge,
)

Figure = Decimal | str | None


def figure(value: Figure) -> Decimal | None:
    """A figure as a test or a file writes it; nothing for nothing."""
    return None if value in (None, "") else Decimal(value)


def judged(
    value: Figure = None,
    *,
    numerator: Figure = None,
    denominator: Figure = None,
    outcome: str = "measured",
    tsl: Figure = "95",
    msl: Figure = "90",
    unit: str = "percent",
    better: str = "higher",
    decimals: int = 2,
    covers: str | None = None,
) -> Judgement:
    """The judgement of one result, by default of a percentage with TSL 95 and MSL 90."""
    return judge(
        Measurement(
            outcome=Outcome(outcome),
            numerator=figure(numerator),
            denominator=figure(denominator),
            stated_value=figure(value),
        ),
        measure=Measure(unit=Unit(unit), better=Better(better), decimals=decimals),
        terms=Terms(tsl=figure(tsl), msl=figure(msl)),
        covers=Covers(covers) if covers else None,
    )
