"""The People page: who has which role, and who decides it."""

from __future__ import annotations

import re
import threading

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from contracts.actions import people as actions
from contracts.models import Membership, Role, User
from tests.factories import PASSWORD, make_contract, make_membership, make_user


@pytest.fixture
def people(contract) -> str:
    return reverse("people", args=[contract.reference])


@pytest.fixture
def add(contract) -> str:
    return reverse("person_add", args=[contract.reference])


def removal(membership: Membership) -> str:
    return reverse("person_remove", args=[membership.contract.reference, membership.pk])


def roles_of(user: User, contract) -> list[str]:
    return sorted(contract.memberships.filter(user=user).values_list("role", flat=True))


def new_person(**changes) -> dict:
    return {"email": "Nora.New@council.example", "name": "Nora New", "roles": ["officer"], **changes}


def test_everybody_on_the_contract_is_listed_with_their_roles(
    client_of, administrator, officer, manager, outsider, people, contract
):
    make_membership(officer, contract, Role.MEMBER)
    page = client_of(administrator).get(people).content.decode()
    assert "3 people" in page
    for person in (administrator, officer, manager):
        assert person.email in page
    assert outsider.email not in page
    assert f"{officer}: Committee member" in page


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(
    client_of, administrator, contract, people, django_assert_num_queries
):
    client = client_of(administrator)
    with django_assert_num_queries(4):  # the session, the person, the contract with their roles, the people
        client.get(people)
    for number in range(20):
        make_membership(make_user(f"person{number}@council.example"), contract, Role.MEMBER)
    with django_assert_num_queries(4):
        client.get(people)


def test_an_unknown_person_gets_an_account_and_a_link_to_choose_a_password(
    client_of, administrator, contract, add, people
):
    response = client_of(administrator).post(add, new_person(roles=["officer", "manager"]), follow=True)
    assert response.redirect_chain == [(people, 302)]
    assert "Nora New was added and told by e-mail." in response.content.decode()
    nora = User.objects.get(email="nora.new@council.example")
    assert roles_of(nora, contract) == ["manager", "officer"]
    assert not nora.has_usable_password()

    (message,) = mail.outbox
    assert message.to == [nora.email]
    assert f"{administrator} added you to {contract}" in message.body
    (link,) = (line for line in message.body.splitlines() if "/password/reset/key/" in line)
    choice = {"password1": "a quite different horse", "password2": "a quite different horse"}
    visitor = Client()
    visitor.post(visitor.get(link, follow=True).context["action_url"], choice)
    sign_in = {"login": nora.email, "password": "a quite different horse"}
    assert visitor.post(reverse("account_login"), sign_in).url == reverse("home")


def test_a_known_person_keeps_their_name_and_password(client_of, administrator, outsider, contract, add):
    client_of(administrator).post(add, new_person(email=outsider.email, name="Somebody Else"))
    outsider.refresh_from_db()
    assert (outsider.name, outsider.check_password(PASSWORD)) == ("Otto Outsider", True)
    assert roles_of(outsider, contract) == ["officer"]
    (message,) = mail.outbox
    assert "/password/reset/" not in message.body
    assert reverse("contract_dashboard", args=[contract.reference]) in message.body


def test_further_roles_are_added_to_those_held(client_of, administrator, officer, contract, add):
    client_of(administrator).post(add, new_person(email=officer.email, roles=["officer", "member"]))
    assert roles_of(officer, contract) == ["member", "officer"]


def test_roles_held_already_change_nothing_and_nobody_is_written_to(client_of, administrator, officer, add):
    page = client_of(administrator).post(add, new_person(email=officer.email), follow=True).content.decode()
    assert "had these roles already" in page
    assert Membership.history.filter(user=officer).count() == 1
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("entered", "field", "complaint"),
    [
        pytest.param({"email": ""}, "email", "Enter the person’s e-mail address", id="no-address"),
        pytest.param({"email": "nora"}, "email", "Enter an e-mail address such as", id="not-an-address"),
        pytest.param({"name": ""}, "name", "Enter the person’s name", id="no-name"),
        pytest.param({"roles": []}, "roles", "Choose at least one role", id="no-role"),
        pytest.param({"roles": ["king"]}, "roles", "king is not one of the available", id="no-such-role"),
        pytest.param({"email": "gone@council.example"}, "email", "This account is closed", id="closed"),
    ],
)
def test_a_mistake_is_said_beside_the_field_and_nothing_is_lost(
    client_of, administrator, add, entered, field, complaint
):
    make_user("gone@council.example", is_active=False)
    before = User.objects.count()
    response = client_of(administrator).post(add, new_person(**entered))
    assert complaint in " ".join(response.context["form"].errors[field])
    page = response.content.decode()
    assert f'href="#id_{field}' in page
    assert page.count(complaint) == 2
    kept = {name: response.context["form"][name].value() for name in new_person()}
    assert kept == new_person(**entered)
    for text in (kept["email"], kept["name"]):
        assert not text or f'value="{text}"' in page
    (box,) = re.findall('<input[^>]*value="officer"[^>]*>', page)
    assert ("checked" in box) is ("officer" in kept["roles"])
    assert User.objects.count() == before


def test_the_roles_stand_when_the_mail_server_is_down(client_of, administrator, contract, add, settings):
    settings.EMAIL_BACKEND = "tests.csg_monitor.conftest.NoMailServer"
    page = client_of(administrator).post(add, new_person(), follow=True).content.decode()
    assert "the e-mail could not be sent" in page
    assert roles_of(User.objects.get(name="Nora New"), contract) == ["officer"]


def test_a_role_is_removed_after_asking(client_of, administrator, officer, contract, people):
    membership = officer.memberships.get()
    client = client_of(administrator)
    assert "Remove Olive Officer as contract officer?" in client.get(removal(membership)).content.decode()
    assert roles_of(officer, contract) == ["officer"]

    response = client.post(removal(membership), follow=True)
    assert response.redirect_chain == [(people, 302)]
    assert "Olive Officer is no longer contract officer here." in response.content.decode()
    assert roles_of(officer, contract) == []


def test_every_change_says_who_made_it(client_of, administrator, officer, contract, add):
    client = client_of(administrator)
    client.post(add, new_person())
    client.post(removal(officer.memberships.get()))
    last = Membership.history.filter(contract=contract).order_by("-history_id")[:2]
    assert [(row.history_type, row.user.name, row.role, row.history_user) for row in last] == [
        ("-", "Olive Officer", "officer", administrator),
        ("+", "Nora New", "officer", administrator),
    ]


def test_the_last_administrator_stays(client_of, administrator, contract):
    membership = administrator.memberships.get()
    page = client_of(administrator).post(removal(membership), follow=True).content.decode()
    assert "This is the last administrator of the contract" in page
    assert roles_of(administrator, contract) == ["administrator"]


def test_an_administrator_whose_account_is_closed_is_no_successor(client_of, administrator, contract):
    closed = make_user("gone@council.example", is_active=False)
    make_membership(closed, contract, Role.ADMINISTRATOR)
    client_of(administrator).post(removal(administrator.memberships.get()))
    assert roles_of(administrator, contract) == ["administrator"]


def test_with_a_successor_an_administrator_may_go_and_lands_on_home(
    client_of, administrator, officer, contract
):
    make_membership(officer, contract, Role.ADMINISTRATOR)
    response = client_of(administrator).post(removal(administrator.memberships.get()))
    assert response.url == reverse("home")
    assert roles_of(administrator, contract) == []


def test_a_role_on_another_contract_is_out_of_reach(client_of, administrator, contract, outsider):
    elsewhere = outsider.memberships.get()
    address = reverse("person_remove", args=[contract.reference, elsewhere.pk])
    client = client_of(administrator)
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert Membership.objects.filter(pk=elsewhere.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: nothing happens at the same moment")
    contract = make_contract("RACE-1")
    memberships = [
        make_membership(make_user(f"admin{number}@council.example"), contract, Role.ADMINISTRATOR)
        for number in range(2)
    ]
    ready, refused = threading.Barrier(2), []

    def remove(membership: Membership) -> None:
        try:
            ready.wait()
            actions.remove_role(membership=membership, by=membership.user)
        except actions.LastAdministratorError:
            refused.append(membership)
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=[membership]) for membership in memberships]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert list(contract.memberships.all()) == refused


def test_ones_own_account_shows_ones_roles_and_the_way_to_change_the_password(
    client_of, officer, contract, other_contract
):
    make_membership(officer, other_contract, Role.MEMBER)
    page = client_of(officer).get(reverse("account")).content.decode()
    for text in ("Olive Officer", officer.email, contract.title, "Contract officer", "Committee member"):
        assert text in page
    assert f'href="{reverse("account_change_password")}"' in page
    assert f'href="{reverse("mfa_index")}"' in page
    assert reverse("admin:index") not in page


def test_someone_without_a_role_is_told_so_on_their_account(client_of, db):
    page = client_of(make_user("new@council.example")).get(reverse("account")).content.decode()
    assert "You have no role on any contract yet." in page
