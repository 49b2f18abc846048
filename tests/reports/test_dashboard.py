"""The committee's dashboard and the page of a service area."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers
from kpis.models import PeriodState
from tests.factories import (
    make_contract,
    make_kpi,
    make_membership,
    make_mitigation,
    make_period,
    make_result,
    make_user,
)
from tests.reports.pages import headings, ids, tables


def dashboard(contract, month=None):
    address = reverse("contract_dashboard", args=[contract.reference])
    return f"{address}?month={month}" if month else address


def area_page(contract, code, month=None):
    address = reverse("service_area", args=[contract.reference, code])
    return f"{address}?month={month}" if month else address


@pytest.fixture
def reader(client_of, member):
    return client_of(member)


@pytest.fixture
def reader_of(client_of, db):
    """``reader_of(contract)``: the browser of a new member of that contract."""

    def browser(contract):
        user = make_user("reader@council.example")
        make_membership(user, contract, "member")
        return client_of(user)

    return browser


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


class TestLincolnshire:
    """December 2021, as the report of 27 January 2022 tells it."""

    @pytest.fixture
    def html(self, lincolnshire, reader_of):
        return page(reader_of(lincolnshire), dashboard(lincolnshire, "2021-12"))

    def test_the_headline_says_how_it_went(self, html):
        assert (
            "33 of 39 KPIs met target in December 2021; 1 met only the minimum; 5 are mitigated; "
            "none fell below the minimum." in html
        )
        assert "<strong>Signed off</strong>" in html

    def test_table_1_is_shown_in_the_reports_words(self, html, expected):
        summary, wanted = tables(html)[0], expected("table1_summary")
        assert summary.headers[1:] == ["Jul 21", "Aug 21", "Sep 21", "Oct 21", "Nov 21", "Dec 21"]
        assert summary.rows == [
            ["Target Service Level achieved", *(row["green"] for row in wanted)],
            ["Minimum Service Level achieved", *(row["amber"] for row in wanted)],
            ["Below Minimum Service Level", *(row["red"] for row in wanted)],
            ["Mitigation agreed", *(row["blue"] for row in wanted)],
            ["TOTAL *", *(row["total"] for row in wanted)],
        ]
        assert "* The total fell from 40 to 39 in December 2021: IMT_KPI_14 left service." in html

    def test_the_grid_has_twelve_months_and_every_kpi(self, html):
        grid = tables(html)[1]
        assert grid.headers == [
            *("KPI", "Course"),
            *("Jan 21", "Feb 21", "Mar 21", "Apr 21", "May 21", "Jun 21"),
            *("Jul 21", "Aug 21", "Sep 21", "Oct 21", "Nov 21", "Dec 21"),
        ]
        kpis = [row for row in grid.rows if len(row) > 1]
        assert len(kpis) == 40
        assert [row[0] for row in grid.rows if len(row) == 1] == [
            "IMT: Information Management and Technology",
            "CSC: Customer Services Centre",
            "PM: People Management",
            "F: Finance (Exchequer)",
            "ACF: Adult Care Finance",
        ]
        decommissioned = next(row for row in kpis if row[0].startswith("IMT_KPI_14"))
        assert decommissioned[1].startswith("8 of 12 months to December 2021: ")
        assert decommissioned[2:] == ["G"] * 8 + ["B"] * 3 + [""]

    def test_table_2_is_shown_with_its_comments(self, html, expected):
        table = tables(html)[2]
        assert [row[0].split()[0] for row in table.rows] == [
            row["kpi"] for row in expected("table2_exceptions")
        ]
        assert table.rows[2][1:] == [
            *("Dec 21", "1", "3", "2"),
            "Isolated incident; this KPI had not failed since October 2019. "
            "Resolution: Expected to return to green in January.",
        ]
        assert "There were no KPIs below the Minimum Service Level (red)." in html

    def test_table_3_is_shown_with_its_texts(self, html):
        table = tables(html)[3]
        assert table.headers == [
            "KPI and months",
            "Reason for granting mitigation",
            "Impact",
            "Path to green",
        ]
        assert "ACF_KPI_03 (Jul-Aug, Nov-Dec)" in table.rows[0][0]
        assert table.rows[0][1].startswith("Automatic under the contract since December 2016")
        assert [row[0].split()[0] for row in table.rows] == [
            *("ACF_KPI_03", "CSC_KPI_11", "CSC_KPI_12", "IMT_KPI_12", "IMT_KPI_14", "IMT_KPI_18")
        ]

    def test_the_page_is_light(self, html):
        assert len(gzip.compress(html.encode())) < 30_000

    def test_an_area_shows_its_own_part(self, lincolnshire, reader_of):
        html = page(reader_of(lincolnshire), area_page(lincolnshire, "CSC", "2021-09"))
        assert (
            "7 of 10 CSC KPIs met target in September 2021; 2 met only the minimum; 1 is mitigated; "
            "none fell below the minimum." in html
        )
        kpis, summary, grid, ambers, mitigations, changes = tables(html)
        assert [row[0].split()[0] for row in kpis.rows if row[4] == "Amber"] == ["CSC_KPI_04", "CSC_KPI_11"]
        assert kpis.rows[2][1:5] == ["7.00%", "10.00%", "7.46%", "Amber"]
        assert kpis.rows[2][5].startswith("12 months to September 2021: ")
        assert summary.rows[-1] == ["TOTAL *", "8", "8", "10", "10", "10", "10"]
        assert {row[0].split("_")[0] for row in grid.rows if len(row) > 1} == {"CSC"}
        assert [row[0].split()[0] for row in ambers.rows] == ["CSC_KPI_04", "CSC_KPI_11"]
        assert [row[0].split()[0] for row in mitigations.rows] == ["CSC_KPI_11", "CSC_KPI_12"]
        assert [row[0].split()[0] for row in changes.rows] == ["CSC_KPI_11", "CSC_KPI_12", "CSC_KPI_12"]


def test_kpis_for_information_are_told_but_not_counted(barnet, reader_of):
    html = page(reader_of(barnet), dashboard(barnet))
    assert "2 of 2 KPIs met target in May 2014; none fell below the minimum." in html
    summary = tables(html)[0]
    assert summary.rows[-2] == ["TOTAL", *["2"] * 6]
    assert summary.rows[-1] == ["For information (not counted)", *["1"] * 6]
    assert "There were no months in which a KPI was mitigated (blue)." in html


def test_an_area_without_kpis_says_so(barnet, reader_of):
    html = page(reader_of(barnet), area_page(barnet, "FIN"))
    assert "No FIN KPI was due in May 2014." in html
    assert "This area had no KPI in service in the year to May 2014." in html
    assert tables(html) == []


def test_an_untouched_month_waits_for_its_results(contract, reader):
    html = page(reader, dashboard(contract))
    assert "3 KPIs are waiting for their July 2021 results." in html
    assert "<strong>Provisional</strong>: the month is still open" in html
    rows = {row[0]: row[1:] for row in tables(html)[0].rows}
    assert rows["No result yet"] == ["3", "3", "4", "3"]
    assert rows["Not due that month (not counted)"] == ["1", "1", "0", "1"]
    assert tables(html)[0].headers[-1] == "Jul 21 (p) provisional"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param("submitted", "<strong>Provisional</strong>: the month is submitted", id="submitted"),
        pytest.param("signed_off", "<strong>Signed off</strong>: these results are final", id="signed-off"),
    ],
)
def test_whether_a_month_is_final_is_said(state, said, contract, period, reader):
    period.state = state
    period.save()
    assert said in page(reader, dashboard(contract))


def test_an_area_counts_its_own_kpis_in_an_open_month(contract, reader):
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "85")
    html = page(reader, area_page(contract, "CSC"))
    assert "1 of 1 CSC KPI met target in July 2021; none fell below the minimum." in html
    rows = {row[0]: row[1:] for row in tables(html)[1].rows}
    assert rows["TOTAL *"] == ["1", "1", "2", "1"]
    assert rows["For information (not counted)"] == ["1", "1", "1", "1"]
    listed = {row[0].split()[0]: row[-2] for row in tables(html)[0].rows}
    assert listed == {"CSC_KPI_01": "Green", "CSC_KPI_02": "Not due", "CSC_KPI_03": "For information"}


def test_reds_come_before_ambers_and_what_was_typed_is_escaped(contract, reader):
    make_result(
        contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80", comment="<b>Ill</b>", impact="None"
    )
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "75")
    html = page(reader, dashboard(contract))
    reds, ambers = tables(html)[2:4]
    assert reds.caption == "KPIs below the Minimum Service Level (red)"
    assert reds.rows[0][-1] == "<b>Ill</b> Impact: None"
    assert "&lt;b&gt;Ill&lt;/b&gt;" in html
    assert [row[0].split()[0] for row in ambers.rows] == ["CSC_KPI_01"]
    assert ambers.rows[0][-1] == "–"


def test_a_letter_leads_to_the_month_on_the_kpis_page(contract, reader):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "96")
    address = reverse("kpi_detail", args=[contract.reference, "IMT_KPI_01"])
    assert f'href="{address}#m-2021-07" aria-label="IMT_KPI_01 July 2021 green 96.00%"' in page(
        reader, dashboard(contract)
    )
    assert "m-2021-07" in ids(page(reader, address))


class TestMonths:
    def test_the_latest_month_is_shown_unless_another_is_asked_for(self, contract, reader):
        assert "<title>Contract TST-1, July 2021" in page(reader, dashboard(contract))
        assert "<title>Contract TST-1, May 2021" in page(reader, dashboard(contract, "2021-05"))

    def test_earlier_and_later_months_are_one_step_away_and_all_can_be_chosen(self, contract, reader):
        html = page(reader, dashboard(contract, "2021-05"))
        assert 'rel="prev" href="?month=2021-04"' in html
        assert 'rel="next" href="?month=2021-06"' in html
        assert '<option value="2021-05" selected>May 2021</option>' in html
        assert html.count("<option ") == 4

    @pytest.mark.parametrize(("month", "missing"), [("2021-04", "prev"), ("2021-07", "next")])
    def test_there_is_no_step_beyond_the_ends(self, month, missing, contract, reader):
        assert f'rel="{missing}"' not in page(reader, dashboard(contract, month))

    def test_months_ahead_of_the_chosen_one_are_not_shown(self, contract, reader):
        html = page(reader, dashboard(contract, "2021-05"))
        assert [table.headers[-2:] for table in tables(html)[:2]] == [["Apr 21", "May 21"]] * 2
        assert "Jun 21" not in html

    @pytest.mark.parametrize("asked", ["2021-13", "2022-01", "July", "", "2021-7", "<script>"])
    @pytest.mark.parametrize("address", [dashboard, lambda contract: area_page(contract, "IMT")])
    def test_a_month_that_is_not_there_is_a_friendly_404(self, address, asked, contract, reader):
        response = reader.get(address(contract), {"month": asked})
        html = response.content.decode()
        assert response.status_code == 404
        assert "There is no such month" in html
        assert "See the latest month, July 2021" in html
        assert "<script>" not in html.replace("<script type", "").replace("<script src", "")

    def test_a_contract_without_months_says_what_comes_first(self, db, reader_of):
        contract = make_contract("NEW")
        html = page(reader_of(contract), dashboard(contract))
        assert (1, "No months yet") in headings(html)
        assert reverse("month_list", args=["NEW"]) in html

    def test_a_month_of_a_contract_without_kpis_can_be_read(self, db, reader_of):
        contract = make_contract("NEW")
        make_period(contract, "2021-04")
        html = page(reader_of(contract), dashboard(contract))
        assert "No KPI was due in April 2021." in html
        assert "There were no KPIs that missed the Target Service Level" in html


def test_unknown_areas_and_contracts_are_404(contract, other_contract, reader):
    assert reader.get(area_page(contract, "NONE")).status_code == 404
    assert reader.get(dashboard(other_contract)).status_code == 404
    assert reader.get(area_page(other_contract, "IMT")).status_code == 404


def test_only_reading_is_possible(contract, reader):
    assert reader.post(dashboard(contract)).status_code == 405
    assert reader.post(area_page(contract, "IMT")).status_code == 405


@pytest.mark.parametrize("address", [dashboard, lambda contract: area_page(contract, "IMT")])
def test_headings_go_down_one_step_at_a_time_from_one_h1(address, contract, reader):
    make_mitigation(contract.kpis.get(reference="IMT_KPI_01"), covers=Covers.EVERY)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    html = page(reader, address(contract))
    levels = [level for level, _ in headings(html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(table.caption for table in tables(html))
    assert len(ids(html)) == len(set(ids(html)))


def contract_of_size(kpis, months):
    contract = make_contract("BIG", end=date(2031, 3, 31), trend_from=Month(2021, 4))
    made = [make_kpi(contract, f"IMT_KPI_{number:02}") for number in range(kpis)]
    make_mitigation(made[0], month_from=contract.first_month)
    for number in range(months):
        make_period(contract, contract.first_month + number, PeriodState.SIGNED_OFF)
    for kpi in made:
        for number in {0, months - 2, months - 1}:
            make_result(kpi, contract.first_month + number, "80" if number else "96")
    return contract


@pytest.mark.parametrize(("kpis", "months"), [(3, 12), (30, 12), (3, 108)], ids=["few", "kpis", "months"])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        pytest.param(dashboard, 12, id="dashboard"),
        pytest.param(lambda contract: area_page(contract, "IMT"), 9, id="area"),
        pytest.param(lambda contract: reverse("kpi_detail", args=["BIG", "IMT_KPI_01"]), 12, id="kpi"),
        pytest.param(lambda contract: reverse("green_trend", args=["BIG"]), 7, id="trend"),
    ],
)
def test_queries_do_not_grow(address, queries, kpis, months, db, reader_of, django_assert_num_queries):
    contract = contract_of_size(kpis, months)
    client = reader_of(contract)
    with django_assert_num_queries(queries):
        page(client, address(contract))
