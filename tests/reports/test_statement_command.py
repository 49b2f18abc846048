"""``manage.py statement``."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest
from django.core.management import ManagementUtility, call_command
from django.core.management.base import CommandError

from tests.factories import make_contract
from tests.reports.pages import tables


def statement(*arguments: str) -> str:
    out = io.StringIO()
    call_command("statement", *arguments, stdout=out)
    return out.getvalue()


def lincolnshires(first: str, form: str) -> str:
    return statement("LCC-CSS", "--from", first, "--to", "2021-12", "--format", form)


def test_json_holds_the_published_tables(lincolnshire, expected):
    data = json.loads(lincolnshires("2021-07", "json"))
    wanted = expected("table1_summary")
    assert [{name: str(row[name]) for name in wanted[0]} for row in data["summary"]] == wanted
    wanted = expected("table2_exceptions")
    assert [{name: row[name] for name in wanted[0]} for row in data["exceptions"]] == wanted
    assert data["contract"] == {
        "reference": "LCC-CSS",
        "title": "Corporate Support Services Contract",
        "authority": "Lincolnshire County Council",
        "supplier": "Serco",
        "commencement": "2015-04-01",
        "end": "2024-03-31",
    }
    assert data["periods"][0] == {"month": "2021-07", "contract_month": 76, "state": "signed_off"}


@pytest.mark.parametrize(
    ("day", "open_ones"),
    [("2014-06-29", []), ("2014-06-30", ["A1", "A2", "A3"])],
    ids=["the-day-before-the-meeting", "the-day-of-the-meeting"],
)
def test_governance_stands_on_the_day_that_is_named(barnet, day, open_ones):
    months = ("--from", "2013-09", "--to", "2014-05")
    data = json.loads(statement("LBB-CSG", *months, "--as-at", day))
    assert [row["reference"] for row in data["assurances"]] == open_ones


def test_a_day_that_is_none_is_refused(barnet):
    with pytest.raises(CommandError, match="--as-at: '30/06/2014' is not a day; give one as 2021-12-31"):
        statement("LBB-CSG", "--from", "2013-09", "--to", "2014-05", "--as-at", "30/06/2014")


@pytest.mark.parametrize("first", ["2021-07", "2021-08"])
def test_json_lists_the_published_mitigations(first, lincolnshire, expected):
    data = json.loads(lincolnshires(first, "json"))
    told = {
        each["kpi"]: [month for month in each["months"] if month >= "2021-08"]
        for row in data["mitigations"]
        for each in row["kpis"]
    }
    assert {kpi: months for kpi, months in told.items() if months} == {
        row["kpi"]: row["months"].split() for row in expected("table3_mitigations")
    }


def test_csv_holds_table_1(lincolnshire, expected):
    rows = list(csv.DictReader(io.StringIO(lincolnshires("2021-07", "csv"))))
    wanted = expected("table1_summary")
    assert [{name: row[name] for name in wanted[0]} for row in rows] == wanted


def test_html_shows_the_tables(lincolnshire):
    found = [table for table in tables(lincolnshires("2021-08", "html")) if table.caption.startswith("Table")]
    assert [table.caption.split(":")[0] for table in found] == [
        *("Table 1", "Table 2", "Table 3", "Table 4", "Table 5", "Table 6", "Table 7")
    ]
    assert found[2].rows[0][0] == "ACF_KPI_03 (Aug, Nov-Dec) ACF_KPI_04 (Aug-Dec)"


def test_json_is_the_format_unless_another_is_asked_for(contract):
    text = statement(contract.reference, "--from", "2021-07", "--to", "2021-07")
    assert json.loads(text)["contract"]["reference"] == "TST-1"


def test_the_output_goes_to_a_file_and_replaces_what_was_there(contract, tmp_path):
    path = tmp_path / "statement.csv"
    path.write_text("before")
    told = statement("TST-1", "--from=2021-07", "--to=2021-07", "--format=csv", f"--output={path}")
    assert told == ""
    assert path.read_text().splitlines()[1].startswith("2021-07,")
    assert os.listdir(tmp_path) == ["statement.csv"]


REFUSED = [
    pytest.param("NONE 2021-07 2021-07", "There is no contract 'NONE'", id="unknown-contract"),
    pytest.param("TST-1 2021-13 2021-07", "--from: '2021-13' is not a month", id="no-such-month"),
    pytest.param("TST-1 2021-07 July", "--to: 'July' is not a month", id="not-a-month"),
    pytest.param("TST-1 2021-07 2021-06", "--from 2021-07 is after --to 2021-06.", id="backwards"),
    pytest.param("TST-1 2021-03 2021-07", "runs from 2021-04 to 2024-03", id="before-the-contract"),
    pytest.param("TST-1 2021-04 2024-04", "runs from 2021-04 to 2024-03", id="after-the-contract"),
    pytest.param("TST-1 2022-01 2022-02", "has opened no month from 2022-01 to 2022-02.", id="no-periods"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_bad_input_is_refused_in_one_sentence(given, said, contract):
    reference, first, last = given.split()
    with pytest.raises(CommandError, match="^[^\n]+[.]$") as refusal:
        statement(reference, "--from", first, "--to", last)
    assert said in str(refusal.value)


def test_the_first_and_the_last_month_of_a_contract_are_within_it(db):
    make_contract("TST-3")
    with pytest.raises(CommandError, match="has opened no month from 2021-04 to 2024-03"):
        statement("TST-3", "--from=2021-04", "--to=2024-03")


@pytest.mark.parametrize("where", ["missing/statement.json", "."], ids=["no-such-folder", "a-folder"])
def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(where, contract, tmp_path):
    with pytest.raises(CommandError, match="Cannot write .+: .+[.]"):
        statement("TST-1", "--from=2021-07", "--to=2021-07", f"--output={tmp_path / where}")
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_ends_with_1_and_writes_nothing(contract, capsys):
    with pytest.raises(SystemExit) as end:
        ManagementUtility(["manage.py", "statement", "NONE", "--from=2021-07", "--to=2021-07"]).execute()
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (1, "")
    assert said.err.splitlines()[-1].startswith("CommandError: There is no contract 'NONE'; there are: ")


def test_a_format_that_is_not_offered_is_refused(contract):
    with pytest.raises(CommandError, match="invalid choice: 'odt'"):
        statement("TST-1", "--from=2021-07", "--to=2021-07", "--format=odt")


def document(form: str, path, *more: str) -> bytes:
    told = statement("TST-1", "--from=2021-05", "--to=2021-06", f"--format={form}", f"--output={path}", *more)
    assert told == ""
    return path.read_bytes()


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF-")])
def test_documents_are_written_to_a_file(form, begins, contract, tmp_path):
    pytest.importorskip("weasyprint" if form == "pdf" else "docx")
    assert document(form, tmp_path / f"statement.{form}").startswith(begins)


def test_a_document_goes_to_the_output_as_bytes(contract, capfdbinary):
    call_command("statement", "TST-1", "--from=2021-05", "--to=2021-06", "--format=xlsx")
    assert capfdbinary.readouterr().out.startswith(b"PK")


def test_a_document_is_not_for_a_screen(contract, monkeypatch):
    screen = io.StringIO()
    screen.isatty = lambda: True  # type: ignore[method-assign]
    with pytest.raises(CommandError, match="not for the screen: give --output FILE"):
        call_command("statement", "TST-1", "--from=2021-05", "--to=2021-06", "--format=xlsx", stdout=screen)
    assert screen.getvalue() == ""


def test_csv_holds_another_table_where_it_is_asked_for(lincolnshire, expected):
    text = statement("LCC-CSS", "--from=2021-08", "--to=2021-12", "--format=csv", "--table=exceptions")
    wanted = expected("table2_exceptions")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [{name: row[name] for name in wanted[0]} for row in rows] == wanted


def test_a_table_goes_with_csv_alone(contract):
    with pytest.raises(CommandError, match="--table goes with --format csv, not json."):
        statement("TST-1", "--from=2021-07", "--to=2021-07", "--table=credits")
