"""The list of KPIs, the list of their changes, and what a KPI's page tells of its definition."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from contracts.models import ChangeNotice
from kpis.models import Change, KpiReview
from tests.factories import (
    make_contract,
    make_kpi,
    make_membership,
    make_period,
    make_result,
    make_terms,
    make_user,
)
from tests.kpis.sheets import text_of
from tests.reports.pages import tables


def kpi_list(contract) -> str:
    return reverse("kpi_list", args=[contract.reference])


def change_list(contract) -> str:
    return reverse("change_list", args=[contract.reference])


def first_words(response) -> list[str]:
    """The first word of each row of all tables of a page."""
    return [row[0].split()[0] for table in tables(response.content.decode()) for row in table.rows]


def kpi_of(contract, reference="IMT_KPI_01"):
    return contract.kpis.get(reference=reference)


@pytest.fixture
def reader(contract, member, client_of):
    return client_of(member)


class TestKpiList:
    def test_every_kpi_stands_with_its_terms_of_the_latest_month(self, contract, reader):
        make_terms(kpi_of(contract), "2021-07", tsl="96", msl="91", points="12.5")
        make_terms(kpi_of(contract), "2021-08", tsl="99")
        (table,) = tables(reader.get(kpi_list(contract)).content.decode())
        assert table.caption == "KPIs, with their terms in July 2021"
        assert table.rows[0] == [
            *("IMT_KPI_01 What IMT_KPI_01 counts", "IMT", "Monthly"),
            *("96.00%", "91.00%", "12.5", "–", "from Apr 21"),
        ]
        assert [row[0].split()[0] for row in table.rows] == [
            *("IMT_KPI_01", "IMT_KPI_02", "CSC_KPI_01", "CSC_KPI_02", "CSC_KPI_03")
        ]
        assert table.rows[4][3:6] == ["–", "–", "–"]

    def test_a_kpi_has_its_figures_of_a_year_as_a_line(self, contract, reader):
        make_result(kpi_of(contract), "2021-06", "97")
        make_result(kpi_of(contract), "2021-07", "96")
        (table,) = tables(reader.get(kpi_list(contract)).content.decode())
        assert [row[6] for row in table.rows] == [
            "2 of 12 months to July 2021: 97.00% to 96.00%, lowest 96.00%, highest 97.00%; TSL 95.00%",
            *("–", "–", "–", "–"),
        ]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"search": "kpi_02"}, ["IMT_KPI_02", "CSC_KPI_02"]),
            ({"search": "counts csc"}, ["CSC_KPI_01", "CSC_KPI_02", "CSC_KPI_03"]),
            ({"area": "IMT"}, ["IMT_KPI_01", "IMT_KPI_02", "IMT_KPI_08", "IMT_KPI_09"]),
            ({"frequency": "quarterly"}, ["CSC_KPI_02"]),
            ({"target": "information"}, ["CSC_KPI_03"]),
            ({"service": "left"}, ["IMT_KPI_08"]),
            ({"service": "later"}, ["IMT_KPI_09"]),
            ({"service": "in", "area": "IMT"}, ["IMT_KPI_01", "IMT_KPI_02"]),
        ],
        ids=["word", "words", "area", "frequency", "information", "left", "later", "in-service"],
    )
    def test_it_is_searched_and_filtered(self, contract, reader, query, found):
        make_kpi(contract, "IMT_KPI_08", in_service_to="2021-06")
        make_kpi(contract, "IMT_KPI_09", in_service_from="2021-08", with_terms=False)
        make_terms(kpi_of(contract, "IMT_KPI_09"), "2021-04")
        assert first_words(reader.get(kpi_list(contract), query)) == found

    def test_the_last_month_of_service_counts_as_in_service(self, contract, reader):
        make_kpi(contract, "IMT_KPI_08", in_service_to="2021-07")
        assert "IMT_KPI_08" in first_words(reader.get(kpi_list(contract), {"service": "in"}))

    def test_nothing_found_says_so(self, contract, reader):
        assert "Nothing found." in text_of(reader.get(kpi_list(contract), {"search": "nowhere"}))

    def test_a_wrong_filter_is_told(self, contract, reader):
        assert "There is a problem" in text_of(reader.get(kpi_list(contract), {"area": "XYZ"}))

    def test_a_contract_without_kpis_says_so(self, db, client_of):
        new = make_contract("NEW-1")
        ada = make_user("ada@council.example")
        make_membership(ada, new, "administrator")
        text = text_of(client_of(ada).get(kpi_list(new)))
        assert "This contract has no KPIs yet. Add the first one under “Make a change”." in text

    def test_it_is_paged_and_sorted_by_points(self, contract, reader):
        for number in range(50):
            make_kpi(contract, f"IMT_KPI_1{number:02}", points=str(100 + number))
        first = first_words(reader.get(kpi_list(contract), {"sort": "-points"}))
        second = first_words(reader.get(kpi_list(contract), {"page": 2}))
        assert (first[0], len(first), len(second)) == ("IMT_KPI_149", 50, 5)

    @pytest.mark.parametrize("order", ["points", "-points"])
    def test_kpis_without_points_come_last_whatever_the_order(self, contract, reader, order):
        found = first_words(reader.get(kpi_list(contract), {"sort": order}))
        weighed = ["IMT_KPI_01", "CSC_KPI_02", "IMT_KPI_02", "CSC_KPI_01"]
        assert found == [*(weighed if order == "points" else weighed[::-1]), "CSC_KPI_03"]

    @pytest.mark.parametrize(
        ("person", "offers"),
        [("member", False), ("officer", False), ("manager", False), ("administrator", True)],
    )
    def test_a_change_is_offered_to_administrators(self, request, contract, client_of, person, offers):
        client = client_of(request.getfixturevalue(person))
        for page in (kpi_list(contract), change_list(contract), kpi_of(contract).get_absolute_url()):
            assert (reverse("change_choose", args=["TST-1"]) in client.get(page).content.decode()) is offers


class TestChangeList:
    def test_changes_stand_newest_first_under_their_notices(self, lincolnshire, client_of):
        someone = make_user("someone@council.example")
        make_membership(someone, lincolnshire, "member")
        response = client_of(someone).get(change_list(lincolnshire))
        assert first_words(response)[:5] == [
            *("IMT_KPI_14", "IMT_KPI_18", "CSC_KPI_12", "IMT_KPI_18", "CSC_KPI_11"),
        ]
        text = text_of(response)
        assert "CCN113: Decommission IMT_KPI_14 and share out its abatement points 30 November 2021" in text
        assert "Points of 12 other KPIs IMT_KPI_01 25 → becomes 28" in text
        assert "Glide path from August 2021 4 steps, August 2021 to November 2021" in text
        glide = tables(response.content.decode())[1].rows[0]
        assert glide[1:3] == ["TSL 80.00%MSL 70.00%25 points", "TSL 90.00%MSL 80.00%25 points"]

    @pytest.fixture
    def changed(self, contract):
        notice = ChangeNotice.objects.create(
            contract=contract, reference="CCN1", date=date(2021, 6, 1), title="A change"
        )
        make_terms(kpi_of(contract), "2021-06", tsl="96", change_notice=notice)
        make_terms(kpi_of(contract, "IMT_KPI_02"), "2021-07", tsl="3", msl="7", change=Change.GLIDE)
        KpiReview.objects.create(
            kpi=kpi_of(contract, "CSC_KPI_01"),
            held_on=date(2021, 7, 15),
            reason="It serves well.",
            change_notice=notice,
        )
        return contract

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, ["CSC_KPI_01", "IMT_KPI_02", "IMT_KPI_01"]),
            ({"search": "imt counts"}, ["IMT_KPI_02", "IMT_KPI_01"]),
            ({"kind": "glide"}, ["IMT_KPI_02"]),
            ({"kind": "review"}, ["CSC_KPI_01"]),
            ({"area": "CSC"}, ["CSC_KPI_01"]),
            ({"notice": "CCN1"}, ["CSC_KPI_01", "IMT_KPI_01"]),
            ({"search": "nowhere"}, []),
        ],
        ids=["all", "words", "glides", "reviews", "area", "notice", "nothing"],
    )
    def test_they_are_filtered(self, changed, reader, query, found):
        assert first_words(reader.get(change_list(changed), query)) == found

    def test_a_review_says_its_day_and_why_nothing_changed(self, changed, reader):
        text = text_of(reader.get(change_list(changed)))
        assert "Reviewed, no change on 15 July 2021 It serves well." in text

    def test_a_contract_in_which_nothing_changed_says_so(self, contract, reader):
        assert "Nothing has changed since this contract began." in text_of(reader.get(change_list(contract)))

    def test_a_wrong_filter_is_told_and_all_is_shown(self, changed, reader):
        response = reader.get(change_list(changed), {"kind": "renamed"})
        assert "There is a problem" in text_of(response)
        assert len(first_words(response)) == 3

    def test_they_are_paged(self, contract, reader):
        for number in range(7, 28):
            month = f"{2021 + (number - 1) // 12}-{(number - 1) % 12 + 1:02}"
            make_terms(kpi_of(contract), month, tsl=f"95.{number}")
        first, second = (first_words(reader.get(change_list(contract), {"page": page})) for page in (1, 2))
        assert (len(first), len(second)) == (20, 1)


@pytest.mark.parametrize("address", [kpi_list, change_list], ids=["kpis", "changes"])
def test_queries_do_not_grow(address, db, client_of, django_assert_max_num_queries):
    someone, counted = make_user("someone@council.example"), []
    for kpis, changes in ((2, 1), (30, 9)):
        contract = make_contract(f"BIG-{kpis}")
        make_membership(someone, contract, "member")
        make_period(contract, "2021-04")
        for number in range(kpis):
            kpi = make_kpi(contract, f"IMT_KPI_{number:02}")
            for month in range(changes):
                make_terms(kpi, contract.first_month + 1 + month, tsl=f"9{month}", msl="80")
        reader = client_of(someone)
        with django_assert_max_num_queries(12) as queries:
            reader.get(address(contract))
        counted.append(len(queries))
    assert counted[0] == counted[1]


class TestKpiPage:
    def test_the_whole_definition_is_told(self, contract, reader):
        kpi = kpi_of(contract)
        kpi.numerator_meaning, kpi.denominator_meaning = "Closed in time", "All incidents"
        kpi.owner, kpi.clause, kpi.why_it_matters = "Head of IT", "Schedule 2", "People cannot work."
        kpi.save()
        text = text_of(reader.get(kpi.get_absolute_url()))
        assert "What it counts What IMT_KPI_01 counts Service area" in text
        assert "Numerator Closed in time Denominator All incidents Direction Higher is better" in text
        assert "Owner Head of IT Clause Schedule 2 Why it matters People cannot work. Baseline" in text

    def test_what_is_not_described_is_said_to_be_so(self, contract, reader):
        text = text_of(reader.get(kpi_of(contract).get_absolute_url()))
        assert "Numerator Not described" in text
        assert "Owner Not named Clause Not given" in text

    def test_replaced_and_replacing_kpis_lead_to_each_other(self, contract, reader):
        old = kpi_of(contract)
        new = make_kpi(contract, "IMT_KPI_03", replaces=old)
        assert "Takes the place of IMT_KPI_01" in text_of(reader.get(new.get_absolute_url()))
        assert "Replaced by IMT_KPI_03" in text_of(reader.get(old.get_absolute_url()))

    def test_reviews_without_change_are_told(self, contract, reader):
        KpiReview.objects.create(kpi=kpi_of(contract), held_on=date(2021, 7, 15), reason="It serves well.")
        text = text_of(reader.get(kpi_of(contract).get_absolute_url()))
        assert "Reviews without change 15 July 2021 It serves well." in text
        assert "Reviews without change" not in text_of(
            reader.get(kpi_of(contract, "IMT_KPI_02").get_absolute_url())
        )

    def test_words_are_edited_by_administrators(self, contract, reader, administrator, client_of):
        page, edit = kpi_of(contract).get_absolute_url(), reverse("kpi_edit", args=["TST-1", "IMT_KPI_01"])
        assert edit not in reader.get(page).content.decode()
        assert edit in client_of(administrator).get(page).content.decode()
