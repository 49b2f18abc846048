"""The contracts of a person: how the latest month of each stands, and what is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from contracts.access import ABILITIES, Ability
from contracts.calculations.months import Month
from contracts.models import Contract, CreditTerms, User
from kpis.calculations.summary import Counts
from kpis.models import Period, PeriodState, PeriodSummary
from reports.calculations.due import Due, due_in

SIGNING_ROLES = [role for role, abilities in ABILITIES.items() if Ability.SIGN_OFF in abilities]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a contract stands.

    Attributes:
        counts: of the latest month; None while no month has been opened.
        points, credit: incurred in the latest month and payable for it, in pounds; None without a month,
            and where no credit terms say what failures cost.
        due: what should have been done by now, the longest overdue first.
    """

    counts: Counts | None
    points: Decimal | None
    credit: Decimal | None
    due: Sequence[Due]


def portfolio_of(user: User) -> QuerySet[Any]:
    """A person's contracts, each with ``latest_period``, ``latest_month``, ``latest_state`` and so on.

    They are the key, the month and the state of its latest month, the points incurred in it and the pounds
    that are payable for it, None without one. ``has_credit_terms`` says whether failures cost anything.
    Type checkers do not follow annotations, so such contracts are ``Any`` to them.
    """
    latest = Period.objects.filter(contract=OuterRef("pk")).order_by("-month")
    return Contract.objects.visible_to(user).annotate(
        has_credit_terms=Exists(CreditTerms.objects.filter(contract=OuterRef("pk"))),
        latest_period=Subquery(latest.values("pk")[:1]),
        latest_month=Subquery(latest.values("month")[:1]),
        latest_state=Subquery(latest.values("state")[:1]),
        latest_points=Subquery(latest.values("summary__points")[:1]),
        latest_credit=Subquery(latest.values("summary__credit")[:1]),
    )


def standings_of(contracts: Iterable[Any], today: date) -> dict[int, Standing]:
    """How some contracts of a portfolio stand, by their primary keys, in two queries."""
    shown = list(contracts)
    summaries = PeriodSummary.objects.in_bulk([contract.latest_period for contract in shown])
    unfinished = _unfinished_months(shown)
    standings = {}
    for contract in shown:
        summary = summaries.get(contract.latest_period)
        priced = summary if contract.has_credit_terms else None
        standings[contract.pk] = Standing(
            counts=summary.counts if summary else None,
            points=priced.points if priced else None,
            credit=priced.credit if priced else None,
            due=due_in(
                unfinished[contract.pk],
                next_month=contract.latest_month + 1 if contract.latest_month else contract.first_month,
                last_month=contract.last_month,
                this_month=Month.of(today),
            ),
        )
    return standings


def _unfinished_months(contracts: Iterable[Contract]) -> dict[int, list[tuple[Month, bool]]]:
    """Months that are not signed off, by contract, and whether each is submitted."""
    found = defaultdict(list)
    rows = Period.objects.filter(contract__in=contracts).exclude(state=PeriodState.SIGNED_OFF)
    for contract, month, state in rows.order_by("month").values_list("contract", "month", "state"):
        found[contract].append((month, state == PeriodState.SUBMITTED))
    return found


def waiting_for(user: User) -> QuerySet[Period]:
    """Submitted months that a person may sign off, oldest first; not those they submitted themselves."""
    roles = user.memberships.filter(role__in=SIGNING_ROLES)
    submitted = Period.objects.filter(state=PeriodState.SUBMITTED, contract__in=roles.values("contract"))
    return (
        submitted.exclude(submitted_by=user).select_related("contract").order_by("month", "contract__title")
    )
