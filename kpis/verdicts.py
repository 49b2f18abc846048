"""Judgements in words, for the people who enter and review a month."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.calculations.months import Month
from kpis.calculations.rag import Judgement, Outcome, Status, Terms, round_half_up
from kpis.entered import NOTHING
from kpis.figures import printed_value
from kpis.forms import ResultForm
from kpis.judging import Rulebook
from kpis.models import Kpi, Result
from kpis.words import AWAITING, NO_RESULT_YET, STATUS_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A status as a page shows it.

    Attributes:
        status: its code; ``awaiting`` for nothing entered, empty for what cannot be judged.
        value: what was compared, with its unit; empty without one.
        note: what else a reader must know, in sentences; empty for nothing.
        disagrees: whether a stated value was given that is not the computed one.
    """

    status: str
    word: str
    value: str = ""
    note: str = ""
    disagrees: bool = False


NOT_YET = Verdict(status=AWAITING, word=NO_RESULT_YET)


def stored_judgement(result: Result, kpi: Kpi) -> Judgement:
    """The judgement that a result carries, as the rule would return it."""
    stated = None
    if result.stated_value is not None and result.numerator is not None:
        rounded = round_half_up(result.stated_value, kpi.decimals)
        stated = None if rounded == result.value else rounded
    return Judgement(
        status=Status(result.status),
        underlying_status=Status(result.underlying_status),
        value=result.value,
        stated_value=stated,
        terms=Terms(tsl=result.tsl, msl=result.msl, points=result.points),
    )


def verdict(judgement: Judgement, kpi: Kpi) -> Verdict:
    """A judgement of a KPI in words."""
    return Verdict(
        status=judgement.status.value,
        word=STATUS_WORDS[judgement.status],
        value="" if judgement.value is None else printed_value(judgement.value, kpi.unit, kpi.decimals),
        note=" ".join(_notes(judgement, kpi)),
        disagrees=judgement.stated_value is not None,
    )


def verdict_as_typed(form: ResultForm, month: Month, rulebook: Rulebook) -> Verdict:
    """What a row would amount to if it were saved as typed; what is wrong with it, if it could not be."""
    if form.errors:
        first, *_ = form.sentences.values()
        return Verdict(status="", word="", note=first[0])
    entered = form.entered.settled()
    if entered == NOTHING:
        return NOT_YET
    found = verdict(rulebook.judgement(form.kpi, month, entered.measurement), form.kpi)
    if form.entered.has_figures and entered.outcome is Outcome.NO_ACTIVITY:
        return Verdict(
            status=found.status, word=found.word, note="Nothing out of nothing counts as no activity."
        )
    return found


def _notes(judgement: Judgement, kpi: Kpi) -> list[str]:
    notes = []
    if judgement.underlying_status is not judgement.status:
        notes.append(f"{STATUS_WORDS[judgement.underlying_status]} without mitigation.")
    if judgement.stated_value is not None:
        stated = printed_value(judgement.stated_value, kpi.unit, kpi.decimals)
        notes.append(f"The stated {stated} differs; the computed value counts.")
    return notes
