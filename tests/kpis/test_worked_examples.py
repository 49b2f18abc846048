"""Published figures, judged by hand beforehand: the rule must say the same of each, to the last digit.

tests/data/worked_examples.csv names the source and the working of every row.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kpis.models import Result
from tests.kpis.cases import figure, judged

FILE = Path(__file__).parent.parent / "data" / "worked_examples.csv"
WORKED = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
IDS = [f"{row['kpi']}-{row['month']}" for row in WORKED]


@pytest.mark.parametrize("row", WORKED, ids=IDS)
def test_the_rule_repeats_what_was_worked_by_hand(row):
    judgement = judged(
        row["stated_value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        outcome=row["outcome"],
        tsl=row["tsl"],
        msl=row["msl"],
        unit=row["unit"],
        better=row["better"],
        decimals=int(row["decimals"]),
        covers=row["covers"] or None,
    )
    assert (judgement.status, judgement.underlying_status) == (row["status"], row["underlying_status"])
    assert str(judgement.value or "") == row["value"]


@pytest.mark.parametrize("row", WORKED, ids=IDS)
def test_the_example_contracts_repeat_what_was_worked_by_hand(row, lincolnshire, barnet):
    result = Result.objects.get(
        contract__reference=row["contract"], kpi__reference=row["kpi"], month=row["month"]
    )
    assert (result.underlying_status, result.value) == (row["underlying_status"], figure(row["value"]))
    assert (result.tsl, result.msl) == (figure(row["tsl"]), figure(row["msl"]))


def test_every_worked_example_says_where_it_is_from_and_how_it_was_worked():
    assert all(row["source"] and row["working"] for row in WORKED)
