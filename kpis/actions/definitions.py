"""Putting the words of a KPI's definition better: no change of what it means, so no change notice."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from django.db import transaction

from contracts.access import Ability, abilities_of
from contracts.models import User
from contracts.recording import record_changes
from contracts.refusals import NotAllowed
from kpis.models import Kpi

DESCRIBED = (
    *("description", "numerator_meaning", "denominator_meaning", "owner", "clause", "why_it_matters"),
    "baseline_note",
)
"""The columns that only tell, and judge nothing."""


class EditedMeanwhileError(NotAllowed):
    """Somebody else edited the same words; ``words`` has those that differ, by their labels."""

    def __init__(self, words: list[tuple[str, str]]) -> None:
        super().__init__("Somebody else edited this definition meanwhile, so yours is not saved yet.")
        self.words = words


def words_seen(kpi: Kpi) -> str:
    """Stands for the words of a definition as they are."""
    words = [getattr(kpi, name) for name in DESCRIBED]
    return blake2b(repr(words).encode(), digest_size=16).hexdigest()


@transaction.atomic
def describe(*, kpi: Kpi, words: Mapping[str, str], seen: str, by: User, reason: str) -> Kpi:
    """Write the words of a definition, if they are still those that the person saw.

    Args:
        words: by column, of ``DESCRIBED``.
        seen: ``words_seen`` of the definition that the form was made from.

    Raises:
        NotAllowed: the person may not.
        EditedMeanwhileError: somebody else edited it.
    """
    kpi = Kpi.objects.select_for_update(of=("self",)).select_related("contract").get(pk=kpi.pk)
    if Ability.CHANGE_DEFINITIONS not in abilities_of(by, kpi.contract):
        raise NotAllowed("Definitions are edited by an administrator, which you are not.")
    if words_seen(kpi) != seen:
        raise EditedMeanwhileError(_differing(kpi, words))
    for name in DESCRIBED:
        setattr(kpi, name, words[name])
    record_changes([kpi], DESCRIBED, contract=kpi.contract, by=by, reason=reason)
    return kpi


def _differing(kpi: Kpi, words: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [name for name in DESCRIBED if getattr(kpi, name) != words[name]]
    return [(Kpi.column_name(name), getattr(kpi, name)) for name in found]
