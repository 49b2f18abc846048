"""How the months went, in words: the summary, what was missed, what was mitigated, the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from contracts.calculations.months import Month
from kpis.calculations.rag import round_half_up
from kpis.calculations.summary import Counts
from reports.papers.markdown import as_typed
from reports.papers.source import Occasion, Source
from reports.papers.words import counted, in_months, number_of
from reports.statements import Statement
from reports.statements.words import headline, listed, range_words


def performance_text(source: Source, occasion: Occasion) -> list[str]:
    latest = source.statement.summary[-1]
    shown = (
        "{performance} below provides the summary red, amber and green (RAG) status of the Key Performance "
        "Indicator (KPI) results."
    )
    mitigated = " Agreed mitigation is shown as blue status."
    has_blue = any(row.counts.blue for row in source.material.overview.summary)
    texts = [f"{shown}{mitigated if has_blue else ''} {headline(latest.counts, latest.month)}."]
    return texts + _provisional(source.statement)


def _provisional(statement: Statement) -> list[str]:
    months = [period.month for period in statement.periods if not period.is_final]
    if not months:
        return []
    verb = "is" if len(months) == 1 else "are"
    names = listed([month.name for month in months])
    return [f"{names} {verb} provisional: under review, and not yet signed off."]


def exceptions_text(source: Source, occasion: Occasion) -> list[str]:
    statement = source.statement
    return [_reds(statement), _ambers(statement), *_unreported(statement)]


def _reds(statement: Statement) -> str:
    """Whether KPIs fell below the MSL, how often and in which months."""
    reds = statement.reds
    if not reds:
        return "There were no instances where KPIs fell below the MSL in the period."
    if len(reds) == 1:
        only = f"{reds[0].kpi} in {reds[0].month.name}"
        return (
            f"There was one instance where a KPI fell below the MSL (red status): {only}, in {{exceptions}}."
        )
    times = f"There were {counted(len(reds))} instances where KPIs fell below the MSL (red status)"
    months = in_months(row.month for row in reds)
    return f"{times}, {months}. {{exceptions}} below sets them out with commentary."


def _ambers(statement: Statement) -> str:
    """Which KPIs met the MSL alone."""
    ambers = statement.ambers
    if not ambers:
        return "No KPI failed to meet the TSL and met the MSL (amber status) in the period."
    shown = "{exceptions:2}" if statement.reds else "{exceptions}"
    which = "the KPI" if len({row.kpi for row in ambers}) == 1 else "the KPIs"
    return (
        f"{shown} below sets out {which} which failed to meet the TSL but met the MSL (amber status) in the "
        f"period, {in_months(row.month for row in ambers)}, together with commentary."
    )


def _unreported(statement: Statement) -> list[str]:
    """What was due and is not there."""
    silent = _of_months(statement, lambda counts: counts.said_not_reported)
    awaited = _of_months(statement, lambda counts: counts.awaiting)
    texts = [f"Results that were due and were not reported: {silent}."] if silent else []
    return texts + ([f"Results that are still awaited: {awaited}."] if awaited else [])


def _of_months(statement: Statement, number: Callable[[Counts], int]) -> str:
    found = ((number(row.counts), row.month) for row in statement.summary)
    return listed([f"{count} in {month.name}" for count, month in found if count])


def mitigations_text(source: Source, occasion: Occasion) -> list[str]:
    kpis = {kpi.kpi for row in source.statement.mitigations for kpi in row.kpis}
    if not kpis:
        return ["No mitigation applied in the period."]
    contract = source.statement.contract
    verb = "was" if len(kpis) == 1 else "were"
    return [
        f"{number_of(len(kpis), 'KPI')} {verb} mitigated in the period. {{mitigations}} below shows the "
        f"background and rationale for {as_typed(contract.authority)} granting mitigation. Granting "
        f"mitigation relieves {as_typed(contract.supplier)} from the application of service credits "
        "(deductions)."
    ]


def conclusion_text(source: Source, occasion: Occasion) -> list[str]:
    months = range_words(source.first, source.last)
    texts = [f"### KPI performance summary, {months}", _results(source.statement)]
    return texts + ([missed] if (missed := _missed(source)) else [])


def _results(statement: Statement) -> str:
    """How many results met which level, over all months."""
    total, green, amber, red, blue = (
        sum(getattr(row.counts, name) for row in statement.summary)
        for name in ("total", "green", "amber", "red", "blue")
    )
    if not total:
        return "No result was due in the period."
    share = round_half_up(Decimal(100 * green) / total, 1)
    others = [
        f"{amber} met only the minimum" if amber else "",
        f"{blue} {'was' if blue == 1 else 'were'} mitigated" if blue else "",
        f"{red or 'none'} fell below the minimum",
    ]
    met = f"Of {number_of(total, 'result')} due in the period, {green} met target ({share}%)"
    return "; ".join([met, *filter(None, others)]) + "."


def _missed(source: Source) -> str:
    """Which service areas missed TSLs, how often and when."""
    areas = source.material.area_names
    missed: dict[str, list[Month]] = {name: [] for name in areas.values()}
    for row in source.statement.exceptions:
        missed[areas[row.kpi]].append(row.month)
    parts = [
        f"{as_typed(name)} missed {number_of(len(months), 'TSL')} {in_months(months)}"
        for name, months in missed.items()
        if months
    ]
    return f"{'; '.join(parts)}." if parts else ""
