"""The credit note of a signed-off month."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from kpis.models import PeriodState
from tests.factories import make_kpi, make_result
from tests.reports.credits.money import make_credit_terms, pay, suspend
from tests.reports.pages import headings, ids, squeezed, tables
from tests.reports.papers.test_file import Outside

LONDON = ZoneInfo("Europe/London")


def note(month="2021-07", name="credit_note"):
    return reverse(name, args=["TST-1", month])


@pytest.fixture
def reader(client_of, member):
    return client_of(member)


@pytest.fixture
def signed(contract, period, officer, manager):
    """July 2021 of TST-1, signed off by the manager: IMT fails, above its cap."""
    make_credit_terms(contract)
    pay(contract, "2021-07", "60000")
    pay(contract, "2021-07", "1000", code="CSC")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
    sign(period, officer, manager)
    return contract


def sign(period, officer, manager):
    period.state = PeriodState.SIGNED_OFF
    period.submitted_by, period.signed_off_by = officer, manager
    period.signed_off_at = datetime(2021, 8, 12, 10, tzinfo=LONDON)
    period.save()


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture(params=["credit_note", "credit_note_file"])
def html(request, signed, reader):
    return page(reader, note(name=request.param))


def test_it_says_from_whom_to_whom_and_for_what(html):
    text = squeezed(re.sub(r"<[^>]+>", " ", html))
    assert "Testshire County Council Service credit note TST-1-CN-2021-07" in text
    assert "To Provider plc Contract Contract TST-1 (TST-1) Month July 2021, contract month 4" in text
    assert "Signed off By Mary Manager on 12 August 2021 Amount payable £6,000.00" in text


def test_it_gives_every_area_and_their_total(html):
    assert tables(html)[0].rows == [
        ["IMT: IMT services", "25", "£11,250.00", "£6,000.00", "£5,250.00", "£6,000.00"],
        ["CSC: CSC services", "0", "£0.00", "£100.00", "£0.00", "£0.00"],
        ["Total", "25", "£11,250.00", "", "£5,250.00", "£6,000.00"],
    ]


def test_it_gives_the_failures_behind_it(html):
    assert [(row[0], row[3], row[4], row[5]) for row in tables(html)[1].rows] == [
        ("IMT_KPI_01", "Amber", "amber incurs 0.5 × 10 points = 5", "5"),
        ("IMT_KPI_02", "Red", "red incurs 1 × 20 points = 20", "20"),
    ]
    assert "25 points × £450.00 a point" in html


def test_headings_and_tables_can_be_found_by_anybody(html):
    assert [level for level, _ in headings(html)][:3] == [1, 2, 3]
    assert all(table.caption for table in tables(html))
    assert len(ids(html)) == len(set(ids(html)))


def test_the_file_stands_by_itself_and_has_the_notes_name(signed, reader):
    response = reader.get(note(name="credit_note_file"))
    assert response["Content-Disposition"] == 'attachment; filename="TST-1-CN-2021-07.html"'
    html = response.content.decode()
    assert Outside(html).found == ["data:,"]
    assert not re.search(r"@import|url\(|<script", html)
    assert "<style>\n/* A credit note" in html


@pytest.mark.parametrize("name", ["credit_note", "credit_note_file"])
def test_a_month_that_is_not_signed_off_has_none(name, contract, reader):
    make_credit_terms(contract)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    response = reader.get(note(name=name))
    assert response.status_code == 409
    assert "July 2021 is not signed off, so its credits are provisional." in response.content.decode()


def test_a_month_without_credit_terms_has_none(contract, reader):
    response = reader.get(note("2021-06"))
    assert response.status_code == 409
    assert "No credit terms were in force in June 2021, so failing cost nothing." in response.content.decode()


def test_a_month_that_has_not_been_opened_is_404(contract, reader):
    assert reader.get(note("2021-12")).status_code == 404


def test_a_suspended_month_says_so(contract, period, officer, manager, reader):
    make_credit_terms(contract)
    suspend(contract, "2021-07")
    pay(contract, "2021-07", "60000")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    sign(period, officer, manager)
    html = page(reader, note())
    assert "Credits are suspended in July 2021:" in html
    assert tables(html)[0].rows[-1][-1] == "£0.00"


def test_what_waits_for_a_payment_is_told_and_not_counted(contract, period, officer, manager, reader):
    make_credit_terms(contract)
    pay(contract, "2021-07", "60000")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    make_result(contract.kpis.get(reference="CSC_KPI_01"), "2021-07", "75")
    sign(period, officer, manager)
    html = page(reader, note())
    assert "1 credit cannot be worked out yet:" in html
    assert "The amount payable does not include it." in html
    assert tables(html)[0].rows[-1][-1] == "£4,500.00"


def test_a_month_without_failures_says_that_nothing_is_payable(contract, period, officer, manager, reader):
    make_credit_terms(contract)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "96")
    sign(period, officer, manager)
    assert "so nothing is payable" in page(reader, note())


def test_who_signed_off_need_not_be_on_record(lincolnshire, client_of, member):
    from tests.factories import make_membership

    make_membership(member, lincolnshire, "member")
    path = reverse("credit_note", args=["LCC-CSS", "2021-09"])
    html = page(client_of(member), path)
    assert "Yes; the record does not say by whom" in html
    assert "LCC-CSS-CN-2021-09" in html
    assert tables(html)[0].rows[-1] == ["Total", "27.5", "£12,375.00", "", "£0.00", "£12,375.00"]


@pytest.mark.parametrize("kpis", [1, 12])
def test_queries_do_not_grow(kpis, signed, reader, django_assert_num_queries):
    for number in range(kpis):
        make_result(make_kpi(signed, f"A{number}_KPI_01"), "2021-07", "80")
    with django_assert_num_queries(8):
        page(reader, note())
