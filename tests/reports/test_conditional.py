"""Pages that a browser keeps: 304 while nothing changed, and never what somebody may not see."""

from __future__ import annotations

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory, override_settings
from django.urls import reverse

from contracts.models import Role
from kpis.models import PeriodState
from reports import conditional
from tests.factories import make_kpi, make_membership, make_mitigation, make_result, make_terms

PAGES = {
    "dashboard": ("contract_dashboard", []),
    "area": ("service_area", ["IMT"]),
    "kpi": ("kpi_detail", ["IMT_KPI_01"]),
    "kpis": ("kpi_list", []),
    "trend": ("green_trend", []),
    "round": ("round", []),
}


@pytest.fixture(params=PAGES)
def address(request, contract):
    name, arguments = PAGES[request.param]
    return reverse(name, args=[contract.reference, *arguments])


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def reader(client_of, member, address):
    """A member's browser that has the page and its cookies already."""
    client = client_of(member)
    client.get(address)
    return client


def tag_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.headers["ETag"]


def again(client, address, tag):
    return client.get(address, headers={"if-none-match": tag})


def test_an_unchanged_page_is_not_sent_again(reader, address):
    response = again(reader, address, tag_of(reader, address))
    assert (response.status_code, response.content) == (304, b"")


def test_the_answer_may_be_kept_by_the_reader_alone_who_must_ask_each_time(reader, address):
    for response in (reader.get(address), again(reader, address, tag_of(reader, address))):
        assert set(response.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
        assert "Cookie" in response.headers["Vary"]


def test_the_tag_is_known_again_when_compression_has_weakened_it(reader, address):
    weak = reader.get(address, headers={"accept-encoding": "gzip"}).headers["ETag"]
    assert weak.startswith("W/")
    assert again(reader, address, weak).status_code == 304


def test_an_unchanged_page_costs_one_query_besides_session_and_person(
    reader, address, django_assert_num_queries
):
    tag = tag_of(reader, address)
    with django_assert_num_queries(3):
        assert again(reader, address, tag).status_code == 304


def make_comment(kpi):
    result = make_result(kpi, "2021-06", "99")
    yield
    result.comment = "Said afterwards"
    result.save()


def enter_result(kpi):
    yield
    make_result(kpi, "2021-07", "99")


def correct_result(kpi):
    result = make_result(kpi, "2021-06", "99")
    yield
    result.stated_value = 98
    result.save()


def revise_terms(kpi):
    yield
    make_terms(kpi, "2021-07", tsl="90")


def agree_mitigation(kpi):
    yield
    make_mitigation(kpi)


def reword_mitigation(kpi):
    mitigation = make_mitigation(kpi)
    yield
    mitigation.reason = "Reworded"
    mitigation.save()


def sign_off(kpi):
    yield
    period = kpi.contract.periods.get(state=PeriodState.OPEN)
    period.state = PeriodState.SIGNED_OFF
    period.save()


def redefine_kpi(kpi):
    yield
    kpi.description = "Reworded"
    kpi.save()


def add_kpi(kpi):
    yield
    make_kpi(kpi.contract, "IMT_KPI_09")


def rename_contract(kpi):
    yield
    kpi.contract.title = "Renamed"
    kpi.contract.save()


CHANGES = [
    make_comment,
    enter_result,
    correct_result,
    revise_terms,
    agree_mitigation,
    reword_mitigation,
    sign_off,
    redefine_kpi,
    add_kpi,
    rename_contract,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_changes_in_the_record_is_sent(change, reader, address, kpi):
    steps = change(kpi)
    next(steps)
    tag = tag_of(reader, address)
    assert again(reader, address, tag).status_code == 304
    next(steps, None)
    response = again(reader, address, tag)
    assert response.status_code == 200
    assert response.headers["ETag"] != tag


def test_a_change_of_role_is_sent_with_what_it_opens(reader, address, member, contract):
    tag = tag_of(reader, address)
    make_membership(member, contract, Role.ADMINISTRATOR)
    response = again(reader, address, tag)
    assert response.status_code == 200
    assert reverse("people", args=[contract.reference]) in response.content.decode()


def test_who_lost_the_role_gets_neither_the_page_nor_a_304(reader, address, member, contract):
    tag = tag_of(reader, address)
    member.memberships.get(contract=contract).delete()
    assert again(reader, address, tag).status_code == 404


def test_another_contracts_people_get_404_even_with_a_tag(reader, address, client_of, outsider):
    tag = tag_of(reader, address)
    assert again(client_of(outsider), address, tag).status_code == 404


def test_a_deactivated_account_gets_nothing(reader, address, member):
    tag = tag_of(reader, address)
    member.is_active = False
    member.save()
    assert again(reader, address, tag).status_code == 302


def test_one_readers_tag_is_not_anothers(reader, address, client_of, second_officer, officer):
    first, second = client_of(officer), client_of(second_officer)
    assert len({tag_of(client, address) for client in (reader, first, second)}) == 3


def test_signing_out_and_in_again_gets_the_page_anew(reader, address, client_of, member):
    tag = tag_of(reader, address)
    reader.post(reverse("account_logout"))
    assert again(reader, address, tag).status_code == 302
    assert again(client_of(member), address, tag).status_code == 200


def test_a_kept_page_never_outlives_the_secret_of_its_forms(reader, address):
    tag = tag_of(reader, address)
    reader.cookies["csrftoken"] = "x" * 32
    assert again(reader, address, tag).status_code == 200


def test_a_page_with_a_message_is_not_kept_and_is_followed_by_one_that_is(reader, address):
    tag = tag_of(reader, address)
    request = RequestFactory().get("/")
    storage = CookieStorage(request)
    storage.add(25, "Signed off")
    response = reader.get(address)
    storage.update(response)
    reader.cookies["messages"] = response.cookies["messages"].value
    told = again(reader, address, tag)
    assert told.status_code == 200
    assert "Signed off" in told.content.decode()
    assert set(told.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "ETag" not in told.headers
    assert again(reader, address, tag).status_code == 304


def test_a_new_release_is_sent(reader, address, monkeypatch):
    tag = tag_of(reader, address)
    monkeypatch.setattr(conditional, "release", lambda: "another")
    assert again(reader, address, tag).status_code == 200


def test_the_councils_name_is_part_of_the_page(reader, address):
    tag = tag_of(reader, address)
    with override_settings(COUNCIL_NAME="Elsewhere"):
        assert again(reader, address, tag).status_code == 200


def test_nothing_is_kept_while_templates_are_worked_on(reader, address):
    tag = tag_of(reader, address)
    with override_settings(DEBUG=True):
        response = again(reader, address, tag)
        assert response.status_code == 200
        assert "ETag" not in response.headers


def test_a_contract_whose_version_is_not_known_is_always_sent(reader, address, contract):
    tag = tag_of(reader, address)
    contract.record_version.delete()
    response = again(reader, address, tag)
    assert response.status_code == 200
    assert "ETag" not in response.headers


def test_the_release_follows_the_content_of_templates_and_code(tmp_path, settings):
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    settings.BASE_DIR = tmp_path
    found = set()
    for text in ("one", "two", "one"):
        page.write_text(text)
        conditional.release.cache_clear()
        found.add(conditional.release())
    conditional.release.cache_clear()
    assert len(found) == 2
