"""The page of a contract's credits, a financial year at a time."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.downloads import csv_text, safe_cell
from kpis.models import PeriodState
from tests.factories import make_contract, make_kpi, make_membership, make_period, make_result, make_user
from tests.reports.credits.money import make_credit_terms, pay, suspend
from tests.reports.pages import headings, ids, tables


def address(contract, year=None):
    path = reverse("credits", args=[contract.reference])
    return f"{path}?year={year}" if year else path


def file_of(contract, year=None):
    path = reverse("credits_file", args=[contract.reference])
    return f"{path}?year={year}" if year else path


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


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def failing(contract):
    """July 2021 of TST-1: IMT above its cap, CSC without a payment."""
    make_credit_terms(contract)
    pay(contract, "2021-07", "60000")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "75")
    return contract


class TestLincolnshire:
    @pytest.fixture
    def html(self, lincolnshire, reader_of):
        return page(reader_of(lincolnshire), address(lincolnshire))

    def test_the_headline_says_what_came_back_this_year(self, html):
        assert "Serco owes £16,875.00 in credits for 2021/22 so far, from 37.5 points." in html
        assert "<strong>Final</strong>: every month opened so far is signed off" in html

    def test_a_year_has_its_months_by_area(self, html):
        months = tables(html)[0]
        assert months.headers == ["Month", "Points", "Payable", "State", "IMT", "CSC", "PM", "F", "ACF"]
        assert [row[0] for row in months.rows] == [
            *(f"{name} 21" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")),
            "2021/22",
        ]
        assert months.rows[5][1:] == [
            *("27.5", "£12,375.00", "Final, credit note for September 2021"),
            *("–", "£12,375.00, CSC September 2021", "–", "–", "–"),
        ]
        assert months.rows[-1][1:] == [
            *("37.5", "£16,875.00", ""),
            *("£0.00", "£12,375.00", "£4,500.00", "£0.00", "£0.00"),
        ]

    def test_each_amount_leads_to_how_it_came_about(self, html, lincolnshire):
        assert reverse("credit_detail", args=["LCC-CSS", "2021-09", "CSC"]) in html
        assert reverse("credit_note", args=["LCC-CSS", "2021-12"]) in html

    def test_points_become_pounds_before_our_eyes(self, html):
        assert tables(html)[1].rows == [
            ["September 2021, CSC", "27.5", "£12,375.00", "£12,375.00", "£21,400.00", "£0.00"],
            ["December 2021, PM", "10", "£4,500.00", "£4,500.00", "£18,100.00", "£0.00"],
        ]

    def test_years_add_up_to_the_contract(self, html, expected):
        years = tables(html)[2].rows
        assert [row[0] for row in years] == [
            *("2015/16", "2016/17", "2017/18", "2018/19", "2019/20", "2020/21", "2021/22"),
            "Whole contract",
        ]
        rows = expected("points_and_credits")
        points = sum(Decimal(row["points"]) for row in rows)
        payable = sum(Decimal(row["payable"]) for row in rows)
        assert years[-1][1] == f"{points.normalize():,f}"
        assert years[-1][2] == f"£{payable:,}"
        assert years[-1][5] == "suspended in 4 months"

    def test_another_year_is_one_step_away(self, html, lincolnshire, reader):
        assert 'rel="prev" href="?year=2020-21"' in html
        assert 'rel="next"' not in html

    def test_a_suspended_year_says_so(self, lincolnshire, reader_of):
        html = page(reader_of(lincolnshire), address(lincolnshire, "2019-20"))
        assert "from 65 points; credits were suspended in 1 month." in html
        assert "Final; credits suspended" in {row[3] for row in tables(html)[0].rows}

    def test_what_the_cap_took_is_said(self, lincolnshire, reader_of):
        html = page(reader_of(lincolnshire), address(lincolnshire, "2015-16"))
        assert "£475,350.28 more was lost to the cap." in html
        assert 'rel="prev"' not in html


def test_a_provisional_year_says_which_months_may_change(failing, reader):
    html = page(reader, address(failing))
    assert "<strong>Provisional</strong>: July 2021 is not signed off, so these figures may change." in html
    assert tables(html)[0].rows[3][3] == "Provisional"
    assert reverse("credit_note", args=["TST-1", "2021-07"]) not in html


def test_what_is_capped_and_what_waits_is_told_apart_from_nothing(failing, reader):
    html = page(reader, address(failing))
    assert tables(html)[1].rows == [
        ["July 2021, IMT", "30", "£6,000.00", "£13,500.00", "£6,000.00", "£7,500.00"],
        ["July 2021, CSC", "15", "waiting", "waiting", "waiting", "waiting"],
    ]
    assert (
        "Provider plc owes £6,000.00 in credits for 2021/22 so far, from 45 points; £7,500.00 more was lost "
        "to the cap; 1 credit cannot be worked out until a payment is recorded." in html
    )
    assert "“waiting”: the area’s payment for the month is not recorded" in html


def test_what_is_suspended_has_points_and_no_pounds(failing, reader):
    suspend(failing, "2021-07")
    make_result(failing.kpis.get(reference="IMT_KPI_01"), "2021-06", "96")
    make_result(failing.kpis.get(reference="IMT_KPI_01"), "2021-08", "80")
    html = page(reader, address(failing))
    august = next(row for row in tables(html)[0].rows if row[0] == "Aug 21")
    assert august[1:5] == ["10", "£0.00", "Provisional; credits suspended", "suspended, IMT August 2021"]


def test_without_credit_terms_the_page_says_what_is_missing(contract, reader):
    html = page(reader, address(contract))
    assert "No credit terms were in force in 2021/22 so far: failures cost nothing." in html
    assert "Points and credits appear once credit terms say" in html
    assert tables(html) == []


def test_without_points_the_page_says_that_nothing_is_due(contract, reader):
    make_credit_terms(contract)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "96")
    html = page(reader, address(contract))
    assert "Nothing is due back for 2021/22 so far: no failure incurred points." in html
    assert "No failure incurred points in 2021/22." in html


def test_without_months_the_page_says_what_comes_first(db, reader_of):
    contract = make_contract("NEW")
    assert "until the first month of this contract is opened" in page(reader_of(contract), address(contract))


@pytest.mark.parametrize("asked", ["2019-20", "2021", "2021-23", "", "<b>", "0000-01"])
def test_a_year_that_is_not_there_is_a_friendly_404(asked, contract, reader):
    response = reader.get(address(contract), {"year": asked})
    assert response.status_code == 404
    html = response.content.decode()
    assert "There is no such financial year" in html
    assert "<b>" not in html


def test_a_financial_year_ends_in_march(contract, reader):
    for month in ("2022-03", "2022-04"):
        make_period(contract, month)
    html = page(reader, address(contract))
    assert "<title>Service credits 2022/23" in html
    assert 'href="?year=2021-22"' in html


def test_the_page_is_kept_by_browsers_until_the_record_changes(failing, reader):
    reader.get(address(failing))  # The first answer brings the cookie that the later ones are made with.
    tag = reader.get(address(failing))["ETag"]
    assert reader.get(address(failing), headers={"if-none-match": tag}).status_code == 304
    pay(failing, "2021-07", "1000", code="CSC")
    assert reader.get(address(failing), headers={"if-none-match": tag}).status_code == 200


def test_headings_and_tables_can_be_found_by_anybody(failing, reader):
    html = page(reader, address(failing))
    levels = [level for level, _ in headings(html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(table.caption for table in tables(html))
    assert len(ids(html)) == len(set(ids(html)))


class TestFile:
    def test_the_whole_contract_is_there_unless_a_year_is_asked_for(self, lincolnshire, reader_of, expected):
        response = reader_of(lincolnshire).get(file_of(lincolnshire))
        assert response["Content-Disposition"] == 'attachment; filename="LCC-CSS-credits.csv"'
        rows = list(csv.DictReader(io.StringIO(response.content.decode())))
        found = [
            (row["month"], row["area"], Decimal(row["points"]), Decimal(row["payable"]))
            for row in rows
            if row["points"] != "0"
        ]
        assert sorted(found) == [
            (row["month"], row["service_area"], Decimal(row["points"]), Decimal(row["payable"]))
            for row in expected("points_and_credits")
        ]

    def test_a_year_has_its_own_months_only(self, failing, reader):
        make_result(failing.kpis.get(reference="IMT_KPI_01"), "2022-04", "80")
        text = reader.get(file_of(failing, "2021-22")).content.decode()
        header, *rows = text.splitlines()
        assert header == (
            "month,contract_month,state,area,area_name,points,payment,"
            "uncapped,cap,payable,lost_to_cap,suspended,waiting_for_payment"
        )
        assert rows == [
            "2021-07,4,open,IMT,IMT services,30,60000.00,13500.00,6000.00,6000.00,7500.00,no,no",
            "2021-07,4,open,CSC,CSC services,15,,,,,,no,yes",
        ]

    @pytest.mark.parametrize(
        ("year", "status"),
        [
            pytest.param("2021", 404, id="no-year"),
            pytest.param("2020-21", 404, id="before-the-contract"),
            pytest.param("2021-22", 200, id="its-first"),
            pytest.param("2023-24", 200, id="its-last"),
            pytest.param("2024-25", 404, id="after-the-contract"),
        ],
    )
    def test_there_is_a_file_for_each_year_of_the_contract(self, contract, reader, year, status):
        assert reader.get(file_of(contract, year)).status_code == status

    def test_a_name_that_looks_like_a_formula_is_only_text(self, failing, reader):
        area = failing.service_areas.get(code="IMT")
        area.name = "=HYPERLINK(1)"
        area.save()
        assert ",IMT,'=HYPERLINK(1)," in reader.get(file_of(failing)).content.decode()


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(begins):
    assert safe_cell(f"{begins}1+1") == f"'{begins}1+1"


def test_numbers_stay_numbers():
    text = csv_text(["a", "b", "c"], [[Decimal("-1.5"), None, "Müller, A"]])
    assert text == 'a,b,c\n-1.5,,"Müller, A"\n'


def big(kpis, months):
    contract = make_contract("BIG", end=date(2031, 3, 31))
    made = [make_kpi(contract, f"A{number % 5}_KPI_{number:02}") for number in range(kpis)]
    make_credit_terms(contract)
    for number in range(months):
        make_period(contract, contract.first_month + number, PeriodState.SIGNED_OFF)
    for kpi in made:
        for number in {0, months - 1}:
            make_result(kpi, contract.first_month + number, "80")
    return contract


@pytest.mark.parametrize(("kpis", "months"), [(2, 3), (20, 60)], ids=["small", "large"])
@pytest.mark.parametrize(("path", "queries"), [(address, 6), (file_of, 4)], ids=["page", "file"])
def test_queries_do_not_grow(path, queries, kpis, months, reader_of, django_assert_num_queries):
    contract = big(kpis, months)
    client = reader_of(contract)
    with django_assert_num_queries(queries):
        page(client, path(contract))
