"""Two hundred edits of one result by two officers at the same moments: none lost, none silent.

The same is then done with the check of versions switched off, to show that the audit would notice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import chain
from threading import Barrier

import pytest
from django.test import Client

from contracts.models import Contract
from kpis.actions import results
from kpis.models import Period, Result
from tests.kpis.parallel import together
from tests.kpis.sheets import held, row, sheet, text_of, version_shown

ROUNDS = 100
pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Attempt:
    """One edit: what was typed over which version, and what the page answered."""

    typed: str
    over: int
    saved: bool
    told: bool


def edit_again_and_again(
    client: Client, name: str, contract: Contract, rounds: int, gate: Barrier
) -> list[Attempt]:
    """Round after round, open the sheet when the other does, and save it when the other does."""
    attempts = []
    for number in range(rounds):
        gate.wait()
        version = version_shown(client, contract)
        gate.wait()
        typed = f"{name} in round {number}"
        answer = client.post(sheet(contract), row(version=version, value="96", comment=typed))
        told = (
            answer.status_code == 409
            and "while you were typing" in text_of(answer)
            and held(answer, "IMT_KPI_01-comment") == typed
        )
        attempts.append(Attempt(typed, version, answer.status_code == 302, told))
    return attempts


def lost_or_silent(attempts: list[Attempt], period: Period) -> list[str]:
    """Edits that were neither kept nor refused with both versions, or that overwrote one unseen."""
    history = list(Result.history.filter(period=period).values_list("comment", "version"))
    kept = Counter(comment for comment, _ in history)
    version_of = dict(history)
    complaints = []
    for attempt in attempts:
        if attempt.saved and kept[attempt.typed] != 1:
            complaints.append(f"{attempt.typed} was said to be saved and is not in history once")
        elif attempt.saved and version_of[attempt.typed] != attempt.over + 1:
            complaints.append(f"{attempt.typed} overwrote what came after version {attempt.over}")
        elif not attempt.saved and (kept[attempt.typed] or not attempt.told):
            complaints.append(f"{attempt.typed} was not saved, and not told so")
    return complaints


def attempts_of_two(contract, officer, second_officer, client_of, rounds: int) -> list[Attempt]:
    people = {"Olive": client_of(officer), "Oscar": client_of(second_officer)}
    actions = [
        partial(edit_again_and_again, client, name, contract, rounds) for name, client in people.items()
    ]
    return list(chain.from_iterable(together(actions)))


def test_of_two_hundred_crossing_edits_none_is_lost_and_none_is_silent(
    contract, period, officer, second_officer, client_of
):
    attempts = attempts_of_two(contract, officer, second_officer, client_of, ROUNDS)

    assert lost_or_silent(attempts, period) == []
    assert len(attempts) == 2 * ROUNDS
    assert sum(attempt.saved for attempt in attempts) == ROUNDS, "of two who cross, one is asked"
    last = Result.objects.get(period=period)
    assert last.version == ROUNDS
    assert last.comment in {attempt.typed for attempt in attempts if attempt.saved}


def test_without_the_check_of_versions_the_audit_finds_lost_edits(
    contract, period, officer, second_officer, client_of, monkeypatch
):
    monkeypatch.setattr(results, "is_stale", lambda edit, result: False)
    attempts = attempts_of_two(contract, officer, second_officer, client_of, rounds=5)
    assert lost_or_silent(attempts, period)
