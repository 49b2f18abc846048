"""What has yet to be answered, delivered or resolved, and by when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Value

from contracts.access import ABILITIES, Ability
from contracts.kept import kept
from contracts.models import Assurance, Commitment, Contract, Issue, User
from contracts.models.assurances import AssuranceStatus
from contracts.models.commitments import CommitmentStatus
from contracts.models.issues import IssueStatus

KEEPING_ROLES = [role for role, abilities in ABILITIES.items() if Ability.KEEP_GOVERNANCE in abilities]
"""The roles of those who see to what is outstanding, unless it is given to one of them."""


class What(StrEnum):
    """What is outstanding, in a word."""

    ASSURANCE = "assurance"
    COMMITMENT = "commitment"
    ISSUE = "issue"


class Outstanding(NamedTuple):
    """Something outstanding on a contract.

    Attributes:
        text: what was asked for or undertaken; an issue's title.
        owner: the side that answers or acts; empty where nobody said.
        person: the primary key of the person who sees to it, if anybody does.
    """

    what: What
    reference: str
    text: str
    owner: str
    due: date | None
    person: int | None


class OverdueOn(NamedTuple):
    """How many of a kind are overdue on a contract, which is told by its reference and title."""

    contract: str
    title: str
    what: What
    number: int


@kept
def load_outstanding(contract: Contract) -> tuple[Outstanding, ...]:
    """All that is open on a contract, in the order in which it was recorded, in one query."""
    nobody = Value(None, IntegerField())
    # The assurances come first: their columns say which types the others' have.
    first, *others = (
        _columns(_open_assurances().annotate(person=F("assigned_to"), said=F("text")), contract),
        _columns(_open_commitments().annotate(person=nobody, said=F("text")), contract),
        _columns(_open_issues().annotate(person=nobody, said=F("title")), contract),
    )
    found = sorted(first.union(*others, all=True), key=itemgetter(1, 0))
    return tuple(Outstanding(What(what), *columns) for _, what, *columns in found)


def _columns(rows: QuerySet[Any], contract: Contract) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.filter(contract=contract).values_list(
        "pk", "what", "reference", "said", "owner", "due", "person"
    )


def overdue_of(user: User, today: date) -> list[OverdueOn]:
    """What is overdue and for a person to see to, on all their contracts, by title, in one query.

    That is what was given to them, and on contracts whose registers they keep what was given to nobody.
    """
    kept_by_them = user.memberships.filter(role__in=KEEPING_ROLES).values("contract")
    seen_by_them = user.memberships.values("contract")
    theirs = Q(assigned_to=user, contract__in=seen_by_them)
    nobodys = Q(assigned_to=None, contract__in=kept_by_them)
    counted = (
        _counted(_open_assurances().filter(theirs | nobodys), today),
        _counted(_open_commitments().filter(contract__in=kept_by_them), today),
        _counted(_open_issues().filter(contract__in=kept_by_them), today),
    )
    rows = counted[0].union(*counted[1:], all=True)
    found = [OverdueOn(contract, title, What(what), number) for contract, title, what, number in rows]
    return sorted(found, key=lambda each: (each.title, each.contract, each.what))


def _counted(rows: QuerySet[Any], today: date) -> QuerySet[Any, tuple[Any, ...]]:
    columns = ("contract__reference", "contract__title", "what")
    late = rows.filter(due__lt=today).values(*columns).annotate(number=Count("pk"))
    return late.values_list(*columns, "number")


def _open_assurances() -> QuerySet[Any]:
    return _as(What.ASSURANCE, Assurance.objects.filter(status=AssuranceStatus.OPEN))


def _open_commitments() -> QuerySet[Any]:
    return _as(What.COMMITMENT, Commitment.objects.filter(status=CommitmentStatus.OPEN))


def _open_issues() -> QuerySet[Any]:
    return _as(What.ISSUE, Issue.objects.exclude(status=IssueStatus.RESOLVED))


def _as(what: What, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().annotate(what=Value(str(what), CharField()))
