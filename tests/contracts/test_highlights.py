"""What went well: the list, and each highlight written down, corrected and taken away."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.actions.highlights import add_highlight
from contracts.actions.records import version_of
from contracts.models import Highlight
from contracts.refusals import NotAllowed
from tests.reports.pages import tables
from tests.rows import unsaved

TODAY = date(2021, 8, 15)


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    now = datetime(2021, 8, 15, 12, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def made(contract, text: str, as_at: date = TODAY, area: str = "") -> Highlight:
    service_area = contract.service_areas.get(code=area) if area else None
    row = unsaved(Highlight, contract, text=text, as_at=as_at, service_area=service_area)
    row.save()
    return row


@pytest.fixture
def highlight(contract) -> Highlight:
    """An award of 30 June 2021, for the contract as a whole."""
    return made(contract, "An award was won.", date(2021, 6, 30))


def address(name: str, contract, *more: int) -> str:
    return reverse(f"highlight_{name}", args=[contract.reference, *more])


def listed(client, contract, query: str = "") -> list[str]:
    """The texts in the list."""
    (table,) = tables(client.get(address("list", contract) + query).content.decode())
    return [row[2] for row in table.rows]


class TestList:
    @pytest.fixture
    def client(self, client_of, member):
        return client_of(member)

    @pytest.fixture
    def three(self, contract, highlight):
        made(contract, "Laptops come in two days.", date(2021, 7, 1), "IMT")
        made(contract, "Every incident of July was resolved.", date(2021, 7, 31), "IMT")

    def test_says_when_there_are_none(self, client, contract):
        html = client.get(address("list", contract)).content.decode()
        assert "No highlight is recorded on this contract yet." in html
        assert "Add a highlight" not in html

    def test_officers_are_offered_to_add_change_and_remove(self, client_of, officer, contract, highlight):
        html = client_of(officer).get(address("list", contract)).content.decode()
        for offered in (
            address("add", contract),
            *(address(f, contract, highlight.pk) for f in ("change", "remove")),
        ):
            assert offered in html

    def test_members_read_and_see_the_history(self, client, contract, highlight):
        html = client.get(address("list", contract)).content.decode()
        assert address("change", contract, highlight.pk) not in html
        assert reverse("history_object", args=[contract.reference, "highlight", highlight.pk]) in html

    def test_tells_day_area_and_text_latest_first(self, client, contract, three):
        (table,) = tables(client.get(address("list", contract)).content.decode())
        area = contract.service_areas.get(code="IMT").name
        assert [row[:3] for row in table.rows] == [
            ["31 July 2021", area, "Every incident of July was resolved."],
            ["1 July 2021", area, "Laptops come in two days."],
            ["30 June 2021", "The contract as a whole", "An award was won."],
        ]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("?area=IMT", ["Every incident", "Laptops come"], id="area"),
            pytest.param("?area=-", ["An award"], id="no-area"),
            pytest.param("?first=2021-07-01", ["Every incident", "Laptops come"], id="from-its-day"),
            pytest.param("?first=2021-07-02", ["Every incident"], id="from-the-day-after"),
            pytest.param("?last=2021-07-01", ["Laptops come", "An award"], id="to-its-day"),
            pytest.param("?last=2021-06-30", ["An award"], id="to-the-day-before"),
            pytest.param("?search=DAYS+laptops", ["Laptops come"], id="words"),
            pytest.param("?sort=as_at", ["An award", "Laptops come", "Every incident"], id="earliest-first"),
        ],
    )
    def test_is_filtered_searched_and_sorted(self, client, contract, three, query, found):
        assert [" ".join(text.split()[:2]) for text in listed(client, contract, query)] == found

    def test_a_day_that_does_not_exist_is_said_and_not_passed_over(self, client, contract, three):
        html = client.get(address("list", contract) + "?first=31/11/2021").content.decode()
        assert "Enter a day that exists" in html

    def test_has_pages_of_25(self, client, contract):
        for number in range(26):
            made(contract, f"Highlight {number}")
        assert len(listed(client, contract)) == 25
        assert listed(client, contract, "?page=2") == ["Highlight 0"]

    def test_costs_as_many_queries_with_one_as_with_twenty(
        self, client, contract, highlight, django_assert_num_queries
    ):
        with django_assert_num_queries(6):
            client.get(address("list", contract))
        for number in range(19):
            made(contract, f"Highlight {number}", area="IMT")
        with django_assert_num_queries(6):
            client.get(address("list", contract))


class TestForm:
    TYPED = {"as_at": "31/07/2021", "text": "  Laptops come in two days. "}

    @pytest.fixture
    def client(self, client_of, officer):
        return client_of(officer)

    def test_a_new_one_is_written_with_who_wrote_it(self, client, contract, officer):
        assert client.post(address("add", contract), self.TYPED).url == address("list", contract)
        row = Highlight.objects.get(contract=contract)
        assert (row.as_at, row.service_area, row.text) == (
            date(2021, 7, 31),
            None,
            "Laptops come in two days.",
        )
        assert row.history.get().history_user == officer

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            pytest.param({"as_at": "2021-08-16"}, "as_at", id="tomorrow"),
            pytest.param({"as_at": "31/11/2021"}, "as_at", id="no-such-day"),
            pytest.param({"text": " "}, "text", id="nothing"),
            pytest.param({"service_area": "999999"}, "service_area", id="no-such-area"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(
        self, client, contract, typed, field
    ):
        response = client.post(address("add", contract), {**self.TYPED, **typed})
        assert list(response.context["form"].errors) == [field]
        assert not Highlight.objects.filter(contract=contract).exists()

    def test_one_of_today_is_taken(self, client, contract):
        assert client.post(address("add", contract), {**self.TYPED, "as_at": "2021-08-15"}).status_code == 302

    def test_the_same_of_the_same_day_and_area_is_refused(self, client, contract):
        client.post(address("add", contract), self.TYPED)
        response = client.post(address("add", contract), self.TYPED)
        assert response.context["form"].non_field_errors() == [
            "This highlight of the same day and area is recorded already."
        ]
        assert Highlight.objects.filter(contract=contract).count() == 1

    def test_one_is_changed(self, client, contract, highlight):
        typed = {**self.TYPED, "seen": version_of(highlight)}
        assert client.post(address("change", contract, highlight.pk), typed).status_code == 302
        highlight.refresh_from_db()
        assert (highlight.as_at, highlight.text) == (date(2021, 7, 31), "Laptops come in two days.")

    def test_one_is_not_changed_into_another(self, client, contract, highlight):
        made(contract, "Laptops come in two days.", date(2021, 7, 31))
        typed = {**self.TYPED, "seen": version_of(highlight)}
        response = client.post(address("change", contract, highlight.pk), typed)
        assert response.context["form"].non_field_errors()
        highlight.refresh_from_db()
        assert highlight.text == "An award was won."

    def test_the_second_of_two_is_shown_both_versions(self, client, contract, highlight):
        seen = version_of(highlight)
        highlight.text = "Two awards were won."
        highlight.save()
        response = client.post(address("change", contract, highlight.pk), {**self.TYPED, "seen": seen})
        said = [(each.now, each.typed) for each in response.context["form"].theirs]
        assert ("Two awards were won.", "Laptops come in two days.") in said

    def test_removing_asks_why_and_history_keeps_it(self, client, contract, highlight):
        seen = version_of(highlight)
        response = client.post(address("remove", contract, highlight.pk), {"reason": "", "seen": seen})
        assert list(response.context["form"].errors) == ["reason"]
        client.post(address("remove", contract, highlight.pk), {"reason": "Another contract’s", "seen": seen})
        assert not Highlight.objects.filter(pk=highlight.pk).exists()
        assert Highlight.history.filter(id=highlight.pk).first().history_change_reason == "Another contract’s"

    def test_one_of_another_contract_is_not_found(self, client, contract, other_contract):
        theirs = made(other_contract, "Theirs")
        for name in ("change", "remove"):
            assert client.get(address(name, contract, theirs.pk)).status_code == 404


def test_the_action_refuses_what_is_there_already(contract, officer, highlight):
    with pytest.raises(NotAllowed, match="recorded already"):
        add_highlight(
            highlight=unsaved(Highlight, contract, text=highlight.text, as_at=highlight.as_at), by=officer
        )
