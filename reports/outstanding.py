"""What is outstanding on a contract, and what of it is overdue, as the dashboard and home tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from contracts.access import Ability
from contracts.calculations.lateness import days_late, late_by
from contracts.models import Contract, User
from contracts.models.sides import Owner
from contracts.outstanding import Outstanding, OverdueOn, What, load_outstanding, overdue_of
from reports.drawn import drawn

LISTS = {
    What.ASSURANCE: ("assurance_list", "?status=overdue", ("assurance is", "assurances are")),
    What.COMMITMENT: ("commitment_list", "?status=overdue", ("commitment is", "commitments are")),
    What.ISSUE: ("issue_list", "?flag=overdue", ("issue is", "issues are")),
}
"""For each kind its list, what filters it, and how one and several are called."""
MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How many of a kind are overdue, and the list that says which; ``on`` is the title of their contract."""

    words: str
    address: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAssurance:
    """What a committee asked for and waits for; ``late`` is by how much, in words, empty if it is not."""

    reference: str
    text: str
    owner: str
    due: date | None
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What of a person's contracts is overdue: the first lines, and how many more there are."""

    lines: list[Line]
    more: int


@drawn("reports/components/outstanding.html")
def outstanding_on(contract: Contract, today: date) -> dict[str, Any]:
    """The open assurances of a contract as of a day, and how many commitments and issues are overdue."""
    rows = load_outstanding(contract)
    late = [row for row in rows if days_late(row.due, today)]
    others = (row for row in late if row.what != What.ASSURANCE)
    return {
        "assurances": [_assurance(row, today) for row in rows if row.what == What.ASSURANCE],
        "lines": list(_lines_of(contract, others)),
    }


def overdue_on(contract: Contract, reader: User, today: date) -> list[Line]:
    """What is overdue on a contract and for the reader of its dashboard to see to."""
    rows = [row for row in load_outstanding(contract) if days_late(row.due, today)]
    keeps = Ability.KEEP_GOVERNANCE in contract.abilities
    theirs = (row for row in rows if row.person == reader.pk or (keeps and row.person is None))
    return list(_lines_of(contract, theirs))


def overdue_at_home(user: User, today: date) -> Overdue:
    """What is overdue on a person's contracts and for them to see to, in one query."""
    found = overdue_of(user, today)
    return Overdue(lines=[_line(each) for each in found[:MOST_LINES]], more=len(found[MOST_LINES:]))


def _lines_of(contract: Contract, rows: Iterable[Outstanding]) -> Iterator[Line]:
    numbers = Counter(row.what for row in rows)
    for what in What:
        if numbers[what]:
            yield _line(OverdueOn(contract.reference, contract.title, what, numbers[what]))


def _line(overdue: OverdueOn) -> Line:
    name, query, (one, several) = LISTS[overdue.what]
    words = f"{overdue.number} {one if overdue.number == 1 else several} overdue"
    return Line(words=words, address=reverse(name, args=[overdue.contract]) + query, on=overdue.title)


def _assurance(row: Outstanding, today: date) -> OpenAssurance:
    return OpenAssurance(
        reference=row.reference,
        text=row.text,
        owner=Owner(row.owner).label,
        due=row.due,
        late=late_by(days_late(row.due, today)),
    )
