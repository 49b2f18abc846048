"""The statement of a range of months: the page and the files."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.kept import forget
from contracts.models import Role
from kpis.models import PeriodState
from reports.statements.files import TABLES
from tests.factories import make_contract, make_membership, make_period, make_user
from tests.reports.pages import headings, tables

QUERIES = 20
AUGUST_ON = "?from=2021-08&to=2021-12"


@pytest.fixture
def reader(lincolnshire, client_of):
    """A committee member of Lincolnshire's contract."""
    user = make_user("board@council.example")
    make_membership(user, lincolnshire, Role.MEMBER)
    return client_of(user)


@pytest.fixture
def own(client_of, member):
    """The browser of a member of TST-1."""
    return client_of(member)


def page(client, query="", reference="LCC-CSS", status=200) -> str:
    response = client.get(reverse("statement", args=[reference]) + query)
    assert response.status_code == status
    return response.content.decode()


def file(client, form, query="", reference="LCC-CSS"):
    return client.get(reverse("statement_file", args=[reference, form]) + query)


def test_the_page_shows_the_numbered_tables_of_the_months_asked_for(reader):
    found = page(reader, "?from=2021-08&to=2021-12")
    assert (1, "Statement, August to December 2021") in headings(found)
    captions = [table.caption for table in tables(found) if table.caption.startswith("Table")]
    assert captions == [
        "Table 1: Overall KPI summary performance",
        "Table 2: KPIs which failed to meet the TSL but met the MSL, Aug to Dec 21",
        "Table 3: Details of KPI mitigation, Aug to Dec 21",
        "Table 4: Details of KPI changes, Aug to Dec 21",
        "Table 5: Position of the programme as at 31 December 2021",
        "Table 6: Total monthly abatement points from contract start to Dec 21",
        "Table 7: Service credits payable, Aug to Dec 21",
    ]


def test_the_page_begins_with_the_latest_six_months(reader):
    found = page(reader)
    assert (1, "Statement, July to December 2021") in headings(found)
    assert 'name="from" value="2021-07"' in found
    assert "?from=2021-07&amp;to=2021-12" in found or "?from=2021-07&to=2021-12" in found


def test_a_contract_that_opened_fewer_months_begins_with_its_first(own):
    assert (1, "Statement, April to July 2021") in headings(page(own, reference="TST-1"))


def test_months_under_review_are_said_to_be(own):
    said = "July 2021: under review and not signed off, so the figures can still change."
    assert said in page(own, reference="TST-1")
    assert said not in page(own, "?from=2021-04&to=2021-06", reference="TST-1")


@pytest.mark.parametrize(
    ("query", "said", "beside"),
    [
        pytest.param("?from=2021-12&to=2021-08", "cannot come before the first", "id_to", id="backwards"),
        pytest.param(
            "?from=2015-03&to=2021-08", "which runs from April 2015 to March 2024", "id_from", id="too-early"
        ),
        pytest.param(
            "?from=2021-08&to=2024-04", "which runs from April 2015 to March 2024", "id_to", id="too-late"
        ),
        pytest.param("?from=2021-13&to=2021-08", "Enter a month as year and month", "id_from", id="no-month"),
        pytest.param(
            "?from=2022-01&to=2022-03", "there are figures from April 2015 to", "id_from", id="not-open"
        ),
    ],
)
def test_months_that_cannot_be_shown_are_refused_beside_the_field(query, said, beside, reader):
    found = page(reader, query, status=400)
    assert found.count(said) == 2, "once at the top, once beside the field"
    assert f'href="#{beside}"' in found
    assert query.split("=")[1].split("&")[0] in found, "what was typed stays"
    assert "<title>Error: " in " ".join(found.split())


def test_what_is_no_month_stays_readable_in_its_field(reader):
    found = " ".join(page(reader, "?from=July&to=2021-08", status=400).split())
    assert 'type="text" name="from" value="July"' in found.replace('class="govuk-input--width-10" ', "")


def test_the_first_and_the_last_month_of_the_contract_can_be_asked_for(reader):
    assert (1, "Statement, April 2015 to December 2021") in headings(page(reader, "?from=2015-04&to=2024-03"))


def test_one_month_alone_is_a_statement_too(reader):
    assert (1, "Statement, September 2021") in headings(page(reader, "?from=2021-09&to=2021-09"))


def test_a_contract_without_months_says_so(db, client_of):
    contract = make_contract("TST-9")
    user = make_user("new@council.example")
    make_membership(user, contract, Role.OFFICER)
    assert "until the first month of this contract is opened" in page(client_of(user), reference="TST-9")
    assert file(client_of(user), "json", reference="TST-9").status_code == 404


def test_html_in_texts_of_the_record_is_shown_as_it_was_typed(own, contract):
    contract.title = "<script>alert(1)</script> *Services*"
    contract.save()
    found = page(own, reference="TST-1")
    assert "<script>alert(1)" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *Services*" in found


@pytest.mark.parametrize("query", ["?from=2021-06&to=2021-07", "?from=2015-04&to=2021-12"])
def test_the_number_of_queries_does_not_grow_with_months(reader, query, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        page(reader, query)


def test_the_number_of_queries_does_not_grow_with_kpis(own, contract, django_assert_num_queries):
    contract.trend_from = "2021-04"
    contract.save()
    forget()
    with django_assert_num_queries(QUERIES):
        page(own, reference="TST-1")


def test_json_is_the_statement_of_the_months(reader):
    response = file(reader, "json", "?from=2021-08&to=2021-12")
    assert [row["month"] for row in json.loads(response.content)["periods"]] == [
        *("2021-08", "2021-09", "2021-10", "2021-11", "2021-12")
    ]
    assert response["Content-Disposition"] == (
        'attachment; filename="LCC-CSS-statement-2021-08-2021-12.json"'
    )


def test_csv_is_the_summary(reader, expected):
    rows = list(csv.DictReader(io.StringIO(file(reader, "csv").content.decode())))
    wanted = expected("table1_summary")
    assert [{name: row[name] for name in wanted[0]} for row in rows] == wanted


def test_the_page_that_stands_by_itself_is_a_file(reader):
    response = file(reader, "html", AUGUST_ON)
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response.content.startswith(b"<!DOCTYPE html>")


def test_it_shows_the_sections_tables_and_charts_of_the_page(reader):
    shown, alone = page(reader, AUGUST_ON), file(reader, "html", AUGUST_ON).content.decode()
    (main,) = re.findall(r'<article class="csg-paper".*?</article>', shown, re.DOTALL)
    sections = re.compile(r'<section class="csg-paper__section".*?</section>', re.DOTALL)
    assert sections.findall(alone) == sections.findall(main)
    assert alone.count("<figure ") == 4


def test_the_page_that_stands_by_itself_asks_as_many_questions_for_every_range(
    reader, django_assert_num_queries
):
    file(reader, "html")
    with CaptureQueriesContext(connection) as one:
        file(reader, "html", "?from=2021-12&to=2021-12")
    with django_assert_num_queries(len(one)):
        file(reader, "html", "?from=2020-01&to=2021-12")


def table_file(reader, name) -> list[dict[str, str]]:
    response = file(reader, "csv", f"?from=2021-08&to=2021-12&table={name}")
    assert f"LCC-CSS-{name}-2021-08-2021-12.csv" in response["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_exceptions_as_a_file(reader, expected):
    wanted = expected("table2_exceptions")
    assert [{name: row[name] for name in wanted[0]} for row in table_file(reader, "exceptions")] == wanted


def test_mitigations_as_a_file(reader, expected):
    found = {row["kpi"]: row["months"] for row in table_file(reader, "mitigations")}
    assert found == {row["kpi"]: row["months"] for row in expected("table3_mitigations")}


def test_changes_and_the_points_they_moved_as_files(reader):
    (row,) = table_file(reader, "changes")
    assert (row["kpi"], row["previous_points"], row["revised_points"], row["change_notice"]) == (
        *("IMT_KPI_14", "35", "", "CCN113"),
    )
    moved = table_file(reader, "redistributed")
    assert {row["because_of"] for row in moved} == {"IMT_KPI_14"}
    assert sum(int(row["points_after"]) - int(row["points_before"]) for row in moved) == 35


def test_points_and_credits_as_files(reader, expected):
    points = {row["month"]: row for row in table_file(reader, "points")}
    assert points["2021-09"]["carried_by_all_kpis"] == "902"
    wanted = {
        (row["month"], row["service_area"]): row
        for row in expected("points_and_credits")
        if row["month"] >= "2021-08"
    }
    credits = {(row["month"], row["area"]): row for row in table_file(reader, "credits")}
    assert {key for key, row in credits.items() if float(row["points"])} == {
        key for key, row in wanted.items() if float(row["points"])
    }
    for (month, area), row in wanted.items():
        assert float(points[month][area]) == float(row["points"])
        assert credits[month, area]["payable"] == row["payable"]
        assert credits[month, area]["suspended"] == "no"


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("docx", ""),
        ("exe", ""),
        ("csv", "?table=everything"),
        ("json", "?table=exceptions"),
        ("csv", "?from=2021-12&to=2021-08"),
        ("csv", "?from=July"),
    ],
)
def test_a_file_that_there_is_not_is_not_found(form, query, reader):
    assert file(reader, form, query).status_code == 404


def test_every_table_is_offered_on_the_page(reader):
    found = page(reader)
    for name in TABLES:
        assert f"table={name}" in found


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(own, contract):
    make_period(contract, "2021-08", PeriodState.OPEN)
    text = TABLES["mitigations"].text(
        {
            "mitigations": [
                {
                    "kpis": [{"kpi": "A", "months": ["2021-08"]}],
                    "reason": "=cmd()",
                    "impact": "-",
                    "path_to_green": "+1",
                }
            ]
        }
    )
    assert "'=cmd()" in text
    assert "'+1" in text


@pytest.mark.parametrize("document", ["docx", "pdf", "xlsx"])
def test_a_document_is_asked_for_and_made_outside_the_request(document, own, contract, member):
    address = reverse("statement_document", args=["TST-1", document])
    response = own.post(f"{address}?from=2021-05&to=2021-06")
    job = contract.document_jobs.get()
    assert response.url == job.get_absolute_url()
    assert (job.kind, job.of, job.format) == ("statement", {"from": "2021-05", "to": "2021-06"}, document)
    assert (job.title, job.asked_by) == ("Statement, May to June 2021", member)
    assert job.back == "/contracts/TST-1/statement/?from=2021-05&to=2021-06"


@pytest.mark.parametrize(
    ("document", "query"), [("exe", ""), ("json", ""), ("pdf", "?from=2021-06&to=2021-05")]
)
def test_a_document_that_there_is_not_is_not_asked_for(document, query, own, contract):
    address = reverse("statement_document", args=["TST-1", document])
    assert own.post(f"{address}{query}").status_code == 404
    assert not contract.document_jobs.exists()
