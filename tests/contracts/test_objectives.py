"""Objectives: the list, each of them, and keeping them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from contracts.calculations.objectives import Agreement, agreement
from contracts.models import Contract, Objective, ObjectiveAssessment
from contracts.models.objectives import Rating
from tests.kpis.sheets import text_of

JUNE = date(2021, 6, 30)


def make_objective(contract: Contract, reference: str = "O1", **fields: Any) -> Objective:
    defaults = {"horizon": "contract", "text": f"What {reference} wants"}
    return Objective.objects.create(contract=contract, reference=reference, **{**defaults, **fields})


def assess(objective: Objective, view: str, rating: str, as_at: date = JUNE, **fields: Any):
    return ObjectiveAssessment.objects.create(
        objective=objective, view=view, rating=rating, as_at=as_at, **{"narrative": "As seen", **fields}
    )


def at(name: str, contract: Contract, *names: object) -> str:
    return reverse(f"objective_{name}", args=[contract.reference, *names])


def listed(response) -> list[str]:
    return [row.record.reference for row in response.context["table"].paginated_rows]


@pytest.fixture
def several(contract):
    """O1: the two differ; O2: they agree; O3: only the client, worse earlier; Y1: one "not assessed"; Y2."""
    o1, o2, o3 = (make_objective(contract, name) for name in ("O1", "O2", "O3"))
    y1 = make_objective(contract, "Y1", horizon="year_one", text="Save early")
    make_objective(contract, "Y2", horizon="year_one")
    assess(o1, "provider", "on_track")
    assess(o1, "client", "mixed")
    assess(o2, "provider", "achieved")
    assess(o2, "client", "achieved")
    assess(o3, "client", "off_track", date(2021, 5, 31))
    assess(o3, "client", "on_track")
    assess(y1, "provider", "mixed")
    assess(y1, "client", "not_assessed")


# How the two compare.


@pytest.mark.parametrize(
    ("provider", "client", "expected"),
    [
        ("on_track", "mixed", Agreement.DIFFER),
        ("mixed", "mixed", Agreement.AGREE),
        ("mixed", None, Agreement.ONE_SIDE),
        (None, "mixed", Agreement.ONE_SIDE),
        ("mixed", "not_assessed", Agreement.ONE_SIDE),
        ("not_assessed", "not_assessed", Agreement.NEITHER),
        ("not_assessed", None, Agreement.NEITHER),
        (None, None, Agreement.NEITHER),
    ],
)
def test_two_ratings_compare(provider, client, expected):
    assert agreement(provider, client) is expected


def test_not_assessed_is_called_alike_in_both_places():
    assert Rating.NOT_ASSESSED in Rating.values
    assert agreement("mixed", Rating.NOT_ASSESSED) is Agreement.ONE_SIDE


# The list.


def test_an_empty_list_says_so_and_offers_what_its_reader_may_do(contract, officer, member, client_of):
    for person, may in ((officer, True), (member, False)):
        answer = client_of(person).get(at("list", contract))
        assert "No objective is recorded on this contract yet." in text_of(answer)
        assert ("Add an objective" in text_of(answer)) is may


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["O1", "O2", "O3", "Y1", "Y2"]),
        ("horizon=year_one", ["Y1", "Y2"]),
        ("sides=differing", ["O1"]),
        ("rating=mixed", ["O1", "Y1"]),
        ("rating=off_track", []),
        ("rating=achieved", ["O2"]),
        ("search=save", ["Y1"]),
        ("search=o2 wants", ["O2"]),
        ("search=nowhere", []),
        ("sort=-objective", ["O3", "O2", "O1", "Y2", "Y1"]),
        ("sort=client", ["O1", "O3", "O2", "Y1", "Y2"]),
        ("sort=-provider", ["O3", "O2", "O1", "Y2", "Y1"]),
    ],
)
def test_the_list_is_narrowed_and_sorted_within_each_horizon(
    contract, member, client_of, several, query, expected
):
    assert listed(client_of(member).get(f"{at('list', contract)}?{query}")) == expected


def test_where_the_two_differ_a_word_says_so(contract, member, client_of, several):
    page = text_of(client_of(member).get(at("list", contract)))
    assert page.count("The two differ") == 2  # The filter offers it too.
    assert page.count("The two agree") == 1


def test_each_horizon_has_a_heading_in_the_table(contract, member, client_of, several):
    html = client_of(member).get(at("list", contract)).content.decode()
    assert html.count('scope="rowgroup"') == 2
    assert html.index("O3") < html.index('colspan="4">Year one') < html.index("Y1")


def test_an_assessment_of_a_day_to_come_does_not_count_yet(contract, member, client_of, several):
    assess(Objective.objects.get(contract=contract, reference="O2"), "client", "off_track", date(2999, 1, 1))
    assert listed(client_of(member).get(f"{at('list', contract)}?rating=off_track")) == []


def test_the_list_holds_25_on_a_page(contract, member, client_of):
    for number in range(1, 31):
        make_objective(contract, f"O{number}")
    client = client_of(member)
    first, second = client.get(at("list", contract)), client.get(f"{at('list', contract)}?page=2")
    assert (len(listed(first)), len(listed(second))) == (25, 5)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_the_same_however_many_there_are(
    contract, member, client_of, django_assert_num_queries, many
):
    for number in range(many):
        objective = make_objective(contract, f"O{number}")
        assess(objective, "client", "mixed")
        assess(objective, "provider", "on_track")
    client = client_of(member)
    with django_assert_num_queries(6):
        client.get(at("list", contract))


def test_barnets_objectives_stand_as_the_briefing_says(barnet, client_of):
    from tests.factories import make_membership, make_user

    reader = make_user("reads@council.example")
    make_membership(reader, barnet, "member")
    page = text_of(client_of(reader).get(at("list", barnet)))
    assert "in-scope services cost £6m less since go-live" in page
    assert "A distinction is drawn between snagging" in page


# One of them.


def test_the_trail_has_every_past_view_latest_first(contract, member, client_of, several):
    page = client_of(member).get(at("detail", contract, "O3"))
    trail = [row.record.rating for row in page.context["page"].trail.paginated_rows]
    assert trail == ["on_track", "off_track"]
    assert "31 May 2021" in text_of(page)


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_costs_the_same_however_much_was_said(
    contract, manager, client_of, django_assert_num_queries, many
):
    objective = make_objective(contract)
    for day in range(1, many + 1):
        assess(objective, "provider", "mixed", date(2021, 6, day))
        assess(objective, "client", "mixed", date(2021, 6, day))
        assess(objective, "client", "mixed", date(2021, 5, day), state="proposed")
    client = client_of(manager)
    with django_assert_num_queries(10):
        client.get(at("detail", contract, "O1"))


def test_an_objective_of_another_contract_is_not_found(contract, other_contract, member, client_of):
    make_objective(other_contract, "O1")
    assert client_of(member).get(at("detail", contract, "O1")).status_code == 404


# Keeping them.


@pytest.mark.parametrize(
    ("horizon", "reference"), [("contract", "O1"), ("year_one", "Y1")], ids=["contract", "year-one"]
)
def test_a_new_one_gets_the_next_reference_of_its_horizon(contract, officer, client_of, horizon, reference):
    typed = {"horizon": horizon, "text": "Do better", "source": "The contract, clause 2"}
    answer = client_of(officer).post(at("add", contract), typed)
    assert answer.url == at("detail", contract, reference)
    row = Objective.objects.get(contract=contract)
    assert (row.reference, row.horizon, row.text, row.source) == (
        *(reference, horizon),
        *("Do better", "The contract, clause 2"),
    )
    assert row.history.get().history_user == officer


def test_a_form_left_empty_says_what_is_missing(contract, officer, client_of):
    page = text_of(client_of(officer).post(at("add", contract), {"seen": "0"}))
    assert "There is a problem" in page
    assert "Choose whether it is for the whole contract or for its first year." in page
    assert "Say what is to be achieved." in page
    assert not Objective.objects.filter(contract=contract).exists()


def test_it_is_changed_but_not_over_somebody_elses_change(contract, officer, client_of):
    row = make_objective(contract)
    client, address = client_of(officer), at("change", contract, "O1")
    seen = client.get(address).context["form"].initial["seen"]
    typed = {"horizon": "contract", "text": "Mine", "seen": seen}
    row.text = "Theirs"
    row.save()
    page = client.post(address, typed)
    assert "Theirs" in text_of(page)
    assert "Mine" in text_of(page)
    assert Objective.objects.get(pk=row.pk).text == "Theirs"
    client.post(address, {**typed, "seen": page.context["form"].data["seen"]})
    assert Objective.objects.get(pk=row.pk).text == "Mine"


def test_it_is_removed_for_a_reason_and_history_keeps_it(contract, officer, client_of):
    row = make_objective(contract)
    client, address = client_of(officer), at("remove", contract, "O1")
    seen = client.get(address).context["form"].initial["seen"]
    assert "Say why" in text_of(client.post(address, {"seen": seen, "reason": ""}))
    assert client.post(address, {"seen": seen, "reason": "Twice"}).url == at("list", contract)
    assert not Objective.objects.filter(pk=row.pk).exists()
    gone = Objective.history.filter(id=row.pk).latest()
    assert (gone.history_type, gone.history_change_reason, gone.history_user) == ("-", "Twice", officer)


def test_one_that_was_assessed_is_not_removed(contract, officer, client_of):
    assess(make_objective(contract), "client", "mixed")
    client, address = client_of(officer), at("remove", contract, "O1")
    seen = client.get(address).context["form"].initial["seen"]
    page = text_of(client.post(address, {"seen": seen, "reason": "Twice"}))
    assert "remove these first" in page
    assert Objective.objects.filter(contract=contract).exists()
