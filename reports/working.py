"""How a stored result came to its status and points, in one line that a reader can check with a pencil."""

from __future__ import annotations

from decimal import Decimal

from kpis.calculations.rag import Outcome, Status, Unit, round_half_up
from kpis.figures import printed_value, with_thousands, with_unit
from kpis.models import Kpi, Result
from kpis.words import OUTCOME_WORDS, STATUS_WORDS
from reports.points_working import NO_RULES, PointRules, points_working

MET = {Status.GREEN: ("met", ""), Status.AMBER: ("missed", "met"), Status.RED: ("missed", "missed")}
"""Whether TSL and MSL were met, by what the result was before mitigation."""


def working(result: Result, kpi: Kpi, rules: PointRules = NO_RULES) -> str:
    """The working of a result: its figures, the levels it was compared with, and what follows.

    As in ``1,473 ÷ 1,718 × 100 = 85.74%, rounded half up to 2 decimals; TSL 95.00%: missed;
    MSL 85.00%: met → amber; amber incurs 0.5 × 30 points = 15``. It tells what was stored when the
    result was judged; points where rules say what failing incurs.
    """
    return "; ".join(filter(None, [_judgement_words(result, kpi), points_working(result, kpi, rules)]))


def _judgement_words(result: Result, kpi: Kpi) -> str:
    steps = "; ".join([_value_words(result, kpi), *_level_words(result, kpi)])
    underlying, status = Status(result.underlying_status), Status(result.status)
    if underlying in MET:
        steps = f"{steps} → {STATUS_WORDS[underlying].lower()}"
    return f"{steps}; mitigation agreed → blue" if status is Status.BLUE else steps


def _value_words(result: Result, kpi: Kpi) -> str:
    if result.outcome != Outcome.MEASURED:
        return OUTCOME_WORDS[Outcome(result.outcome)]
    value = _with_unit(result.value, kpi)
    rounded = f"rounded half up to {_decimals(kpi.decimals)}"
    if result.numerator is not None and result.denominator is not None:
        factor = " × 100" if kpi.unit == Unit.PERCENT else ""
        figures = f"{with_thousands(result.numerator)} ÷ {with_thousands(result.denominator)}{factor}"
        return f"{figures} = {value}, {rounded}"
    if result.stated_value is not None and result.stated_value != result.value:
        return f"{with_thousands(result.stated_value)} as stated = {value}, {rounded}"
    return f"{value} as stated"


def _decimals(number: int) -> str:
    return {0: "a whole number", 1: "1 decimal"}.get(number, f"{number} decimals")


def _level_words(result: Result, kpi: Kpi) -> list[str]:
    if result.outcome != Outcome.MEASURED:
        return []
    if result.tsl is None:
        return ["no TSL: for information, not judged"]
    tsl_met, msl_met = MET.get(Status(result.underlying_status), ("", ""))
    words = [f"TSL {_with_unit(result.tsl, kpi)}: {tsl_met}"]
    if msl_met:
        words.append(f"MSL {_with_unit(result.msl, kpi)}: {msl_met}" if result.msl is not None else "no MSL")
    return words


def _with_unit(figure: Decimal | None, kpi: Kpi) -> str:
    return printed_value(figure, kpi.unit, kpi.decimals)


def difference(result: Result, kpi: Kpi) -> str:
    """What to say where the provider's own figure is not the one computed; nothing where they agree."""
    if result.numerator is None or result.stated_value is None:
        return ""
    stated = round_half_up(result.stated_value, kpi.decimals)
    if stated == result.value:
        return ""
    return f"The provider stated {with_unit(stated, Unit(kpi.unit))}; the computed figure counts."
