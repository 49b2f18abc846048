"""What stands around the figures: what the paper is, what is asked, how it came about."""

from __future__ import annotations

from reports.papers.markdown import as_typed
from reports.papers.source import Occasion, Source
from reports.papers.words import between_words, day_words, possessive

NO_MEETING = "committee"


def summary_text(source: Source, occasion: Occasion) -> list[str]:
    contract = source.statement.contract
    update = (
        f"This report provides an update of {as_typed(possessive(contract.supplier))} performance against "
        f"contractual Key Performance Indicators specified in the {as_typed(contract.title)} "
        f"{between_words(source.first, source.last)}."
    )
    if occasion.previous_on is None:
        return [update]
    body = as_typed(occasion.meeting) or NO_MEETING
    return [f"{update} The last report to the {body} was on {day_words(occasion.previous_on)}."]


def actions_text(source: Source, occasion: Occasion) -> list[str]:
    title = as_typed(source.statement.contract.title)
    return [
        f"The {as_typed(occasion.meeting) or NO_MEETING} is invited to:",
        f"1. Seek assurance about the performance of the {title}.\n"
        "2. Provide feedback and challenge as required.",
    ]


def background_text(source: Source, occasion: Occasion) -> list[str]:
    contract = source.statement.contract
    first, last = (source.statement.periods[place].contract_month for place in (0, -1))
    months = f"month {last}" if first == last else f"months {first} to {last}"
    update = (
        f"This report provides an update on {as_typed(possessive(contract.supplier))} performance for "
        f"{months} since the service commencement date {day_words(contract.commencement)}."
    )
    if not source.statement.programme:
        return [update]
    return [f"{update} It includes the position of the programme ({{programme}} below)."]


def consultation_text(source: Source, occasion: Occasion) -> list[str]:
    return ["### Risks and impact analysis", "Not applicable."]


def background_papers_text(source: Source, occasion: Occasion) -> list[str]:
    return [
        "No background papers within Section 100D of the Local Government Act 1972 were used in the "
        "preparation of this report."
    ]
