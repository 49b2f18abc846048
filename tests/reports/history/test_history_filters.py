"""What can be asked of a history, who may ask, and what no answer shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from contracts.models import Membership, Role
from kpis.models import Kpi
from tests.reports.history.conftest import notices


def names(entries):
    return [line.name for entry in entries for line in entry.lines]


def test_the_kind(entries, officer):
    assert set(names(entries(officer, kind="period"))) == {
        f"Month {month} 2021" for month in ("April", "May", "June", "July")
    }


def test_the_person(entries, officer, second_officer, contract):
    notices(contract, 1, by=second_officer)
    assert names(entries(officer, by=second_officer.pk)) == ["Change notice CCN0"]
    assert "Change notice CCN0" not in names(entries(officer, by="nobody"))


MIDNIGHTS = {
    "first-moment": (datetime(2021, 6, 30, 23, 0, tzinfo=UTC), True),
    "moment-before": (datetime(2021, 6, 30, 22, 59, 59, tzinfo=UTC), False),
    "last-moment": (datetime(2021, 7, 1, 22, 59, 59, tzinfo=UTC), True),
    "moment-after": (datetime(2021, 7, 1, 23, 0, tzinfo=UTC), False),
}


@pytest.mark.parametrize(("at", "is_found"), MIDNIGHTS.values(), ids=MIDNIGHTS)
def test_days_begin_and_end_at_midnight_here(at, is_found, entries, officer, contract):
    notices(contract, 1, at=at)
    found = names(entries(officer, first="1/7/2021", last="2021-07-01"))
    assert found == (["Change notice CCN0"] if is_found else [])


WORDS = {
    "IMT_KPI_01": {"KPI IMT_KPI_01", "Terms of IMT_KPI_01 from April 2021"},
    "imt_kpi_01 terms": {"Terms of IMT_KPI_01 from April 2021"},
    "Month June 2021": {"Month June 2021"},
    "2021-06": {"Month June 2021"},
    "June 2021 IMT": set(),
    "CSC area": {"Service area CSC"},
    "of": None,
    "nothing of the kind": set(),
    "%": set(),
}


@pytest.mark.parametrize(("words", "expected"), WORDS.items(), ids=WORDS)
def test_words_of_the_name(words, expected, entries, officer):
    found = set(names(entries(officer, words=words)))
    if expected is None:
        expected = {name for name in names(entries(officer)) if " of " in name}
    assert found == expected


def test_words_find_people_and_what_they_are(entries, manager, officer):
    assert names(entries(manager, words="Olive role")) == ["Role of Olive Officer"]
    assert names(entries(manager, words="Otto role")) == []


def test_all_at_once(entries, officer, contract):
    notices(contract, 3, by=officer, at=datetime(2021, 7, 1, tzinfo=UTC))
    asked = {"by": officer.pk, "kind": "change-notice", "first": "1/7/2021", "last": "1/7/2021"}
    assert names(entries(officer, words="CCN1", **asked)) == ["Change notice CCN1"]


def test_the_first_and_the_last_day_there_can_be_are_no_bounds(entries, officer, contract):
    notices(contract, 1, by=officer, at=datetime(2021, 7, 1, tzinfo=UTC))
    found = entries(officer, words="CCN0", first="1/1/0001", last="31/12/9999")
    assert names(found) == ["Change notice CCN0"]


WRONG = {
    "no-such-day": ({"first": "31/11/2021"}, "Enter a day that exists"),
    "end-before-beginning": ({"first": "2/1/2021", "last": "1/1/2021"}, "cannot come before the first"),
    "no-such-kind": ({"kind": "nonsense"}, "Select a valid choice"),
    "somebody-who-wrote-nothing": ({"by": "999999"}, "Select a valid choice"),
    "NUL": ({"words": "\0"}, "Null characters"),
}


@pytest.mark.parametrize(("asked", "complaint"), WRONG.values(), ids=WRONG)
def test_a_question_that_makes_no_sense_is_told_so_and_kept(asked, complaint, client_of, officer, contract):
    page = client_of(officer).get(reverse("history", args=[contract.reference]), asked)
    text = page.content.decode()
    assert "There is a problem" in text
    assert complaint in text
    assert list(page.context["page"]) == []
    assert all(f'value="{typed}"' in text for name, typed in asked.items() if name in {"first", "last"})


def test_nothing_found_says_so(client_of, officer, contract):
    page = client_of(officer).get(reverse("history", args=[contract.reference]), {"words": "unheard-of"})
    assert "Nothing found. Try fewer words or more days." in page.content.decode()


SEES_ROLES = {Role.MEMBER: False, Role.OFFICER: False, Role.MANAGER: True, Role.ADMINISTRATOR: True}


@pytest.mark.parametrize(("role", "sees"), SEES_ROLES.items())
def test_changes_of_roles_are_for_those_who_answer_for_people(
    role, sees, request, entries, downloaded, client_of, contract
):
    person = request.getfixturevalue(role.value)
    line = Membership.history.filter(contract_id=contract.pk).latest()
    assert any(entry.kind.model is Membership for entry in entries(person)) is sees
    assert any(row["what"] == "membership" for row in downloaded(person)) is sees
    for name, key in (("history_object", line.id), ("history_together", line.history_id)):
        path = reverse(name, args=[contract.reference, "membership", key])
        assert client_of(person).get(path).status_code == (200 if sees else 404)


@pytest.mark.usefixtures("officer")
def test_no_address_is_shown_on_the_page_or_in_the_file(manager, client_of, contract):
    notices(contract, 1, by=manager)
    browser = client_of(manager)
    page = browser.get(reverse("history", args=[contract.reference])).content
    file = b"".join(browser.get(reverse("history_download", args=[contract.reference])).streaming_content)
    for shown in (page, file):
        assert b"Mary Manager" in shown
        assert b"@" not in shown


def test_the_file_has_a_line_for_each_column_that_changed(downloaded, officer, contract):
    area = contract.service_areas.get(code="IMT")
    area.name, area.position = "Digital", 7
    area.save()
    changed = downloaded(officer, kind="service-area", words="IMT")[:2]
    assert [(row["name"], row["done"], row["column"], row["from"], row["to"]) for row in changed] == [
        ("Service area IMT", "changed", "Name", "IMT services", "Digital"),
        ("Service area IMT", "changed", "Position", "1", "7"),
    ]


def test_the_file_holds_more_than_a_page_and_in_the_page_s_order(downloaded, officer, contract):
    notices(contract, 1100, by=officer)
    found = [row["name"] for row in downloaded(officer, kind="change-notice", by=officer.pk)]
    assert len(set(found)) == 1100
    assert list(dict.fromkeys(found)) == [f"Change notice CCN{number}" for number in range(1099, -1, -1)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "|calc"])
def test_no_cell_of_the_file_is_a_formula(text, downloaded, officer, contract):
    kpi = Kpi.objects.get(contract=contract, reference="IMT_KPI_01")
    kpi.owner = text
    kpi.save()
    (row, *_) = downloaded(officer, kind="kpi", words="IMT_KPI_01")
    assert (row["column"], row["to"]) == ("Owner", f"'{text}")


@pytest.mark.parametrize("size", [1, 40], ids=["one", "many"])
def test_the_file_takes_as_many_queries_however_many_rows(
    size, downloaded, officer, contract, django_assert_num_queries
):
    notices(contract, size)
    # Half of them sign the officer in.
    with django_assert_num_queries(21):
        downloaded(officer, kind="change-notice")
