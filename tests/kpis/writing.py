"""What a way of writing changed in the record, held against what history says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contracts.models import Contract, RecordVersion, User
from contracts.recording import Recorded
from tests.rows import recorded_models

RECORDED = recorded_models()


def rows_of(contract: Contract) -> dict[tuple[type[Recorded], int], dict[str, Any]]:
    """Every row of a contract's record as it stands."""
    found = {}
    for model in RECORDED:
        path = "pk" if model is Contract else model.contract_path
        for row in model.objects.filter(**{path: contract.pk}).order_by().values():
            found[model, row["id"]] = row
    return found


@dataclass
class Writing:
    """What a way of writing changed, and what history says of it."""

    contract: Contract
    before: dict[tuple[type[Recorded], int], dict[str, Any]]
    last: dict[type[Recorded], int]
    version: int

    @classmethod
    def about_to(cls, contract: Contract) -> Writing:
        last = {
            model: model.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0
            for model in RECORDED
        }
        return cls(contract, rows_of(contract), last, RecordVersion.objects.get(contract=contract).number)

    def is_recorded(self, by: User | None) -> None:
        after = rows_of(self.contract)
        touched = [key for key in self.before | after if self.before.get(key) != after.get(key)]
        assert touched, "it wrote nothing, so it shows nothing"
        for model, key in touched:
            new = model.history.filter(id=key, history_id__gt=self.last[model]).order_by("history_id")
            assert new, f"nothing in history of {model.__name__} {key}"
            line, row = new.last(), after.get((model, key))
            assert (line.history_type == "-") is (row is None)
            assert row is None or row == {name: getattr(line, name) for name in row}
            assert {each.history_user for each in new} == {by}
        assert RecordVersion.objects.get(contract=self.contract).number > self.version
