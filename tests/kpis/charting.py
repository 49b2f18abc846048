"""XmR charts written short: figures as text, special causes as letters.

Facts and figures marked "NHS" are those of the R package NHSRplotthedots 0.2.2 (MIT; repository
nhs-r-community/NHSRplotthedots, ``tests/testthat`` and ``vignettes/deviations.Rmd``).
"""

from __future__ import annotations

from decimal import Decimal

from kpis.calculations.rag import Better, round_half_up
from kpis.calculations.trend import Series, Trend, trend_of, trends

ONE_STEP = Decimal("0.0001")
SPIKE = "1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1"
"""NHS, deviations vignette: eighteen days with one outlier."""
NORMAL = """-5604.7565 -2301.7749 15587.0831 705.0839 1292.8774 17150.6499 4609.1621 -12650.6123 -6868.5285
    -4456.6197 12240.8180 3598.1383 4007.7145 1106.8272 -5558.4113 17869.1314 4978.5048 -19666.1716 7013.5590
    -4727.9141"""
"""NHS, test-ptd_spc_standard.R: R's ``set.seed(123); rnorm(20)``, in ten-thousandths."""


def figures(text: str) -> list[Decimal | None]:
    """Figures separated by spaces; a dot by itself is a gap."""
    return [None if each == "." else Decimal(each) for each in text.split()]


def chart(text: str, *, better: str = "higher", target: str | None = None) -> Trend:
    """The chart of some figures, which is the same by itself and among many."""
    level = None if target is None else Decimal(target)
    series = Series(figures=figures(text), better=Better(better), target=level)
    trend = trend_of(series)
    assert trends([series]) == [trend]
    return trend


def causes(trend: Trend) -> str:
    """A letter each: O outside, T trend, 2 of three, S shift, a dot for none; lower case on the low side."""
    letters = {"outside_limits": "O", "trend": "T", "two_of_three": "2", "shift": "S"}
    return "".join(
        "." if each is None else letters[each.cause] if each.side == "high" else letters[each.cause].lower()
        for each in trend.signals
    )


def printed(trend: Trend, decimals: int = 2) -> list[str]:
    """Mean, lower and upper limit."""
    assert trend.limits is not None
    lines = (trend.limits.mean, trend.limits.lower, trend.limits.upper)
    return [str(round_half_up(line, decimals)) for line in lines]


def with_last(text: str, last: Decimal) -> str:
    return f"{text} {last}"
