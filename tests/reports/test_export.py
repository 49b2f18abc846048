"""Statements as files."""

from __future__ import annotations

import csv
import io
import json

import pytest

from contracts.calculations.months import Month
from kpis.calculations.rag import Outcome
from reports.export import FORMATS, as_data, to_csv, to_json, write_whole
from reports.statements import statement_for
from tests.factories import make_mitigation, make_result

JULY, AUGUST, DECEMBER = Month(2021, 7), Month(2021, 8), Month(2021, 12)


@pytest.fixture
def told(contract):
    """The statement of July 2021 of TST-1: an amber, a blue, and something to escape."""
    kpi = contract.kpis.get(reference="IMT_KPI_02")
    make_mitigation(kpi, reason="Systems & suppliers")
    make_result(kpi, "2021-07", "9")
    make_result(
        contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92", comment="Müller said <b>no</b>\nand left"
    )
    return statement_for(contract, JULY, JULY)


def test_the_data_have_the_documented_keys_in_the_documented_order(told):
    data = as_data(told)
    assert list(data) == [
        *("contract", "periods", "summary", "exceptions", "mitigations", "changes"),
        *("trend", "points", "points_distributed", "credits"),
        *("objectives", "savings", "highlights", "issues", "commitments", "assurances", "programme"),
    ]
    assert list(data["contract"]) == ["reference", "title", "authority", "supplier", "commencement", "end"]
    assert list(data["periods"][0]) == ["month", "contract_month", "state"]
    assert list(data["summary"][0]) == [
        *("month", "green", "amber", "red", "blue", "not_reported", "no_activity", "not_due", "total")
    ]
    assert list(data["exceptions"][0]) == [
        *("kpi", "month", "description", "tsl", "msl", "value", "status", "comment", "impact", "resolution")
    ]
    assert list(data["mitigations"][0]) == ["kpis", "reason", "impact", "path_to_green"]
    assert data["mitigations"][0]["kpis"] == [{"kpi": "IMT_KPI_02", "months": ["2021-07"]}]


def test_figures_travel_as_text_months_and_dates_as_iso_and_nothing_is_lost(told):
    data = json.loads(to_json(told))
    assert data == as_data(told)
    assert data["contract"]["commencement"] == "2021-04-01"
    assert data["periods"] == [{"month": "2021-07", "contract_month": 4, "state": "open"}]
    (row,) = data["exceptions"]
    assert (row["tsl"], row["msl"], row["value"]) == ("95.00", "90.00", "92.00")
    assert row["comment"] == "Müller said <b>no</b>\nand left"


def test_json_reads_well_to_people(told):
    text = to_json(told)
    assert text.startswith('{\n  "contract": {\n    "reference": "TST-1"')
    assert text.endswith("}\n")
    assert "Müller" in text


def test_a_level_that_there_is_not_is_null(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    terms = kpi.terms.get()
    terms.msl = None
    terms.save()
    make_result(kpi, "2021-07", "92")
    (row,) = as_data(statement_for(contract, JULY, JULY))["exceptions"]
    assert (row["tsl"], row["msl"], row["status"]) == ("95.00", None, "red")


def test_a_large_figure_has_no_exponent(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "12000000")
    (row,) = as_data(statement_for(contract, JULY, JULY))["exceptions"]
    assert row["value"] == "12000000"


def test_csv_is_the_summary(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", outcome=Outcome.NO_ACTIVITY)
    text = to_csv(statement_for(contract, Month(2021, 6), JULY))
    assert text == (
        "month,green,amber,red,blue,not_reported,no_activity,not_due,total\n"
        "2021-06,0,0,0,0,4,0,0,4\n"
        "2021-07,0,0,0,0,2,1,1,3\n"
    )


def test_csv_of_lincolnshire_is_table_1(lincolnshire, expected):
    rows = list(csv.DictReader(io.StringIO(to_csv(statement_for(lincolnshire, JULY, DECEMBER)))))
    wanted = expected("table1_summary")
    assert [{name: row[name] for name in wanted[0]} for row in rows] == wanted


def test_every_format_is_made_of_the_same_statement(told):
    assert {name: make(told)[:1] for name, make in FORMATS.items()} == {"json": "{", "csv": "m"}


class TestWritingWhole:
    def test_the_text_is_written_and_nothing_else_is_left(self, tmp_path):
        write_whole(tmp_path / "out.csv", "month\nJuly – August\n")
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
        assert (tmp_path / "out.csv").read_bytes() == "month\nJuly – August\n".encode()

    def test_who_reads_the_file_meanwhile_reads_it_in_full(self, tmp_path):
        (tmp_path / "out.csv").write_text("before")
        with (tmp_path / "out.csv").open() as reader:
            write_whole(tmp_path / "out.csv", "after")
            assert reader.read() == "before"
        assert (tmp_path / "out.csv").read_text() == "after"

    def test_a_failure_leaves_what_was_there(self, tmp_path):
        (tmp_path / "out.csv").write_text("before")
        with pytest.raises(UnicodeEncodeError):
            write_whole(tmp_path / "out.csv", "\ud800")
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
        assert (tmp_path / "out.csv").read_text() == "before"

    def test_a_folder_is_not_written_over(self, tmp_path):
        with pytest.raises(OSError, match="other than a file"):
            write_whole(tmp_path, "text")
