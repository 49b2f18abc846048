"""Rules of what failures cost: terms that say how, tiers of a ratchet, and bands that leave nothing out."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from contracts.calculations.months import Month
from contracts.calculations.pricing import Pricing, Regime
from kpis.bundles.checks.common import Problems, problem
from kpis.bundles.errors import Problem
from kpis.bundles.schema import FILE_NAMED
from kpis.bundles.values import Bundle, Row
from kpis.calculations.points import Band, Severity, UnusableBands, check_bands

SHARE = "a share, since failures incur shares of points"
NEEDED: dict[str, dict[str, str]] = {
    "amber_share": {Regime.SHARES: SHARE},
    "red_share": {Regime.SHARES: SHARE},
    "credit_per_point": {
        Pricing.FLAT: "pounds, since the price is flat",
        Pricing.RATCHET: "pounds, which the tiers of a ratchet multiply",
    },
    "charge_percent": {Pricing.SHARE_OF_CHARGES: "a percentage, since points cost a share of charges"},
}
"""What credit terms must say, by the regime or the pricing that asks for it."""


def credit_terms_say_what_counts(bundle: Bundle) -> Problems:
    """Credit terms give the shares or the price that their regime and pricing go by."""
    for row in bundle.rows("credit_terms"):
        kinds = {_regime(row), _pricing(row)}
        for column, needed in NEEDED.items():
            if row.values.get(column) is None and _was_let_pass(bundle, row, column):
                for kind in kinds & needed.keys():
                    yield problem("credit_terms", row, column, needed[kind])


def _regime(row: Row) -> str:
    return _word(row, "regime", Regime.SHARES)


def _pricing(row: Row) -> str:
    return _word(row, "pricing", Pricing.FLAT)


def _word(row: Row, column: str, when_left_out: str) -> str:
    """What a column says; nothing where it could not be read."""
    return str(row.values.get(column, "")) if column in row.cells else when_left_out


def _was_let_pass(bundle: Bundle, row: Row, column: str) -> bool:
    """Whether nobody has complained yet that a column says nothing."""
    there = bundle.has("credit_terms", column)
    return row.knows(column) if there else FILE_NAMED["credit_terms"].column(column).omissible


def tiers_belong_to_a_ratchet(bundle: Bundle) -> Problems:
    """A ratchet has tiers, and no other price has any."""
    tiers = bundle.rows("credit_tiers")
    tiered = {row["effective_from"] for row in tiers if row.knows("effective_from")}
    is_sure = all(row.knows("effective_from") for row in tiers)
    prices = {
        row["effective_from"]: (_pricing(row), row)
        for row in bundle.rows("credit_terms")
        if row.knows("effective_from")
    }
    for month, (pricing, row) in prices.items():
        if pricing == Pricing.RATCHET and is_sure and month not in tiered:
            yield problem("credit_terms", row, "pricing", f"tiers of {month} in credit_tiers.csv")
    for tier in tiers:
        pricing, _ = prices.get(tier.values.get("effective_from"), ("", None))
        if pricing in (Pricing.FLAT, Pricing.SHARE_OF_CHARGES):
            yield problem("credit_tiers", tier, "effective_from", "a month of terms whose pricing is ratchet")


def bands_hold_every_value_once(bundle: Bundle) -> Problems:
    """The bands of a KPI from a month on have neither gap nor overlap."""
    sets: dict[tuple[str, Month], list[Row]] = defaultdict(list)
    for row in bundle.rows("kpi_bands"):
        if not row.knows("kpi", "effective_from", "low", "high"):
            return  # Which set is short of it cannot be told.
        sets[row["kpi"], row["effective_from"]].append(row)
    for (kpi, month), rows in sets.items():
        try:
            check_bands([_band(row) for row in rows])
        except UnusableBands as error:
            yield Problem(
                file=FILE_NAMED["kpi_bands"].file_name,
                line=rows[0].line,
                column="low",
                found=f"bands of {kpi} from {month} of which {error}",
                expected="bands that together hold every possible value once",
            )


def _band(row: Row) -> Band:
    """The limits of a band; what it incurs is not asked here."""
    return Band(low=row["low"], high=row["high"], severity=Severity.NONE, points=Decimal(0))
