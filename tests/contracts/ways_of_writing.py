"""Every action of governance and of people that writes, with who takes it and what must be there first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts import actions
from contracts.actions import people, records
from contracts.models import Highlight, Role
from tests.contracts.ways_of_assessing import WAYS as ASSESSING
from tests.contracts.ways_of_planning import WAYS as PLANNING
from tests.contracts.ways_of_settling import WAYS as SETTLING
from tests.kpis.ways_of_writing import ADMINISTRATOR, OFFICER, World, after, at_once
from tests.rows import unsaved


def highlight(world: World) -> Highlight:
    row = unsaved(Highlight, world.contract, as_at=date(2021, 7, 31))
    row.save()
    return row


def changed(world: World, row: Highlight) -> None:
    row.text = "Something went very well"
    seen = records.version_of(row)
    records.change_record(row=row, fields=["text"], seen=seen, by=world.officer)


WAYS: dict[Callable[..., Any], tuple[str, Callable[[World], Callable[[], Any]]]] = {
    **ASSESSING,
    **PLANNING,
    **SETTLING,
    people.add_person: (
        ADMINISTRATOR,
        at_once(
            lambda w: people.add_person(
                contract=w.contract, email="n@n.example", name="N", roles=[Role.MEMBER], by=w.administrator
            )
        ),
    ),
    people.remove_role: (
        ADMINISTRATOR,
        at_once(
            lambda w: people.remove_role(
                membership=w.contract.memberships.get(user=w.officer), by=w.administrator
            )
        ),
    ),
    actions.remove: (
        ADMINISTRATOR,
        at_once(lambda w: actions.remove(w.kpi.terms.get(), by=w.administrator, reason="A mistake")),
    ),
    records.add_record: (
        OFFICER,
        at_once(lambda w: records.add_record(row=unsaved(Highlight, w.contract), by=w.officer)),
    ),
    records.change_record: (OFFICER, after(highlight, changed)),
    records.remove_record: (
        OFFICER,
        after(
            highlight,
            lambda w, row: records.remove_record(
                row=row, seen=records.version_of(row), by=w.officer, reason="Twice"
            ),
        ),
    ),
    records.remove_held: (
        OFFICER,
        after(highlight, lambda w, row: records.remove_held(row, by=w.officer, reason="Twice")),
    ),
}
