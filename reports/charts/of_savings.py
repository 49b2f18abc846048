"""The chart of savings by financial year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from reports.charts.values import Band, GroupedBars


class SavedYear(Protocol):
    """A financial year with its savings in pounds; None where not known."""

    @property
    def financial_year(self) -> str: ...
    @property
    def contracted(self) -> Decimal | None: ...
    @property
    def delivered(self) -> Decimal | None: ...


def savings_chart(rows: Sequence[SavedYear]) -> GroupedBars:
    """What was contracted beside what was delivered, earliest year first."""
    return GroupedBars(
        key="savings",
        title="Savings contracted and delivered, by financial year",
        unit="pounds",
        per="Financial year",
        labels=tuple(row.financial_year for row in rows),
        bands=(
            Band(name="Contracted", numbers=tuple(_float(row.contracted) for row in rows), tone="contracted"),
            Band(name="Delivered", numbers=tuple(_float(row.delivered) for row in rows), tone="delivered"),
        ),
    )


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
