"""Rows without a reference, which a bundle tells apart by what they say: none may say the same twice."""

from __future__ import annotations

from typing import Any

from contracts.refusals import NotAllowed


def has_twin(row: Any, *fields: str) -> bool:
    """Whether another row of its contract says the same in some fields."""
    same = {field: getattr(row, field) for field in fields}
    return bool(type(row).objects.filter(contract=row.contract_id, **same).exclude(pk=row.pk).exists())


def refuse_twin(row: Any, *fields: str, because: str) -> None:
    """Raises NotAllowed if another row of its contract says the same in some fields."""
    if has_twin(row, *fields):
        raise NotAllowed(because)
