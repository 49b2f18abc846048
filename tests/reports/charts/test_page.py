"""The page of a contract's charts, and the trend on the page of a KPI."""

from __future__ import annotations

import json
import re
from gzip import compress

import pytest
from django.urls import reverse

from contracts.kept import forget
from reports.charts.on_page import EMPTY_STYLE
from tests.factories import make_contract, make_membership, make_period, make_result
from tests.reports.pages import headings, ids, tables


def charts_of(client, contract):
    response = client.get(reverse("charts", args=[contract.reference]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def real(client_of, lincolnshire, member):
    """A reader of Lincolnshire's charts."""
    make_membership(member, lincolnshire)
    return client_of(member)


def test_every_chart_has_a_picture_words_and_a_table(real, lincolnshire):
    html = charts_of(real, lincolnshire)
    found = [text for level, text in headings(html) if level == 2 and text != "Support links"]
    assert found == [
        "KPIs due each month, by status",
        "Abatement points incurred each month, by service area",
        "Service credits each month, against the cap",
        "The programme, by workstream and month",
    ]
    assert [table.caption for table in tables(html)] == found
    assert html.count("<svg") == len(found)
    for key in ("statuses", "points_by_area", "credits_against_cap", "programme"):
        assert {f"{key}-words", f"{key}-spec"} <= set(ids(html))


def test_the_table_of_points_is_that_of_the_record(real, lincolnshire):
    table = tables(charts_of(real, lincolnshire))[1]
    assert table.headers == ["Month", "IMT", "CSC", "PM", "F", "ACF", "All"]
    assert table.rows[0] == ["Apr 15", "75", "62.5", "70", "43.5", "62.5", "313.5"]
    assert ["Sep 21", "0", "27.5", "0", "0", "0", "27.5"] in table.rows


def test_no_id_comes_twice(real, lincolnshire):
    found = ids(charts_of(real, lincolnshire))
    assert len(set(found)) == len(found)


def test_what_the_library_draws_is_plain_data(real, lincolnshire):
    html = charts_of(real, lincolnshire)
    specs = re.findall(r'<script id="[a-z_]+-spec" type="application/json">(.*?)</script>', html)
    assert [sorted(json.loads(spec)) for spec in specs] == [["data", "layout", "readings"]] * 4


def test_the_page_weighs_little_without_the_library(real, lincolnshire):
    assert len(compress(charts_of(real, lincolnshire).encode())) < 40_000


def test_months_that_are_not_signed_off_are_named(client_of, member, contract):
    html = charts_of(client_of(member), contract)
    assert "July 2021 is not signed off, so its figures can change." in html
    make_period(contract, "2021-08")
    html = charts_of(client_of(member), contract)
    assert "2 months since July 2021 are not signed off" in html


def test_without_credit_terms_and_a_programme_the_page_says_so(client_of, member, contract):
    html = charts_of(client_of(member), contract)
    assert [table.caption for table in tables(html)] == ["KPIs due each month, by status"]
    assert "No credit terms say what failures cost" in html
    assert "No programme beside the service is on record." in html


def test_before_the_first_month_the_page_says_so(client_of, member):
    contract = make_contract("NEW-1")
    make_membership(member, contract)
    html = charts_of(client_of(member), contract)
    assert "No month has been opened yet." in html
    assert tables(html) == []


@pytest.mark.parametrize("months", [0, 24], ids=["few months", "many months"])
def test_the_number_of_queries_does_not_grow(months, client_of, member, contract, django_assert_num_queries):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    for place in range(months):
        month = f"{2022 + place // 12}-{place % 12 + 1:02}"
        make_period(contract, month)
        make_result(kpi, month, "96")
    client = client_of(member)
    client.get(reverse("charts", args=[contract.reference]))
    forget()
    with django_assert_num_queries(7):
        charts_of(client, contract)


@pytest.mark.parametrize(
    ("name", "arguments"), [("charts", []), ("kpi_detail", ["IMT_KPI_01"])], ids=["charts", "KPI"]
)
def test_pages_that_draw_allow_an_empty_style_and_nothing_else(name, arguments, client_of, member, contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-06", "96")
    client = client_of(member)
    drawn = client.get(reverse(name, args=[contract.reference, *arguments]))
    strict = client.get(reverse("contract_dashboard", args=[contract.reference]))
    assert policy(drawn) == policy(strict) | {"style-src": ["'self'", EMPTY_STYLE]}
    assert "plotly" in drawn.content.decode()
    assert "plotly" not in strict.content.decode()


def test_a_page_that_did_not_change_keeps_its_policy(client_of, member, contract):
    client = client_of(member)
    address = reverse("charts", args=[contract.reference])
    client.get(address)
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert policy(again) == policy(first)


def policy(response):
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sorted(values, key=lambda value: value != "'self'") for name, *values in parts}


def kpi_page(client, contract, reference="IMT_KPI_01"):
    response = client.get(reverse("kpi_detail", args=[contract.reference, reference]))
    assert response.status_code == 200
    return response.content.decode()


def test_a_kpi_without_figures_has_no_chart(client_of, member, contract):
    html = kpi_page(client_of(member), contract)
    assert "There is no chart until a figure is recorded." in html
    assert "plotly" not in html


def test_a_month_out_of_service_is_not_part_of_the_trend(client_of, member, contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    for month in ("2021-04", "2021-05", "2021-06"):
        make_result(kpi, month, "96")
    kpi.in_service_from = "2021-05"
    kpi.save()
    assert "2 figures, from 96.00% in May 21" in kpi_page(client_of(member), contract)


def test_what_the_chart_marks_stands_beside_the_results_too(real, lincolnshire):
    html = kpi_page(real, lincolnshire, "CSC_KPI_04")
    year = next(table for table in tables(html) if "in 2019" in table.caption)
    assert year.rows[3][-1].startswith("Concern: above the upper limit")
    assert "While nothing changes, the TSL will be met in some months and missed in others" in html
    assert "NHS programme Making Data Count" in html


def test_a_month_without_a_result_has_the_levels_in_force(client_of, member, contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_result(kpi, "2021-06", "96")
    html = kpi_page(client_of(member), contract)
    spec = json.loads(re.search(r'<script id="xmr-spec" type="application/json">(.*?)</script>', html)[1])
    assert spec["readings"][-1] == "Jul 21: Value –, Status No result yet, TSL 95.00%, MSL 90.00%"
