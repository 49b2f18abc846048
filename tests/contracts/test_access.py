"""Who may see a contract, and what each role lets them do on it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from contracts.access import ABILITIES, Ability, abilities_of, contract_for
from contracts.models import Contract, Role
from tests.factories import make_membership, make_user

ALLOWED = {
    Role.MEMBER: "view",
    Role.OFFICER: "view enter_results propose_mitigation write_report keep_governance",
    Role.MANAGER: "view enter_results sign_off propose_mitigation decide_mitigation "
    "write_report publish_report keep_governance approve_assessment",
    Role.ADMINISTRATOR: "view manage_people change_definitions",
}


def test_every_role_has_its_place_in_the_matrix():
    assert ABILITIES.keys() == ALLOWED.keys() == set(Role)
    assert {ability for allowed in ALLOWED.values() for ability in allowed.split()} == set(Ability)


@pytest.mark.parametrize("ability", Ability)
@pytest.mark.parametrize("role", Role)
def test_a_role_lets_a_person_do_what_the_matrix_says_and_no_more(role, ability, contract):
    person = make_user()
    make_membership(person, contract, role)
    if ability in ALLOWED[role].split():
        found = contract_for(person, contract.reference, ability)
        assert found == contract
        assert found.abilities == set(ALLOWED[role].split())
    else:
        with pytest.raises(PermissionDenied):
            contract_for(person, contract.reference, ability)


def test_several_roles_add_up(contract):
    person = make_user()
    make_membership(person, contract, Role.OFFICER)
    make_membership(person, contract, Role.ADMINISTRATOR)
    assert abilities_of(person, contract) == ABILITIES[Role.OFFICER] | ABILITIES[Role.ADMINISTRATOR]
    assert list(Contract.objects.visible_to(person)) == [contract]


def test_a_role_on_one_contract_opens_no_other(contract, outsider, other_contract):
    assert list(Contract.objects.visible_to(outsider)) == [other_contract]
    assert abilities_of(outsider, contract) == frozenset()
    with pytest.raises(Http404):
        contract_for(outsider, contract.reference)


def test_another_contract_and_none_at_all_sound_the_same(contract, outsider):
    with pytest.raises(Http404) as another:
        contract_for(outsider, contract.reference)
    with pytest.raises(Http404) as none:
        contract_for(outsider, "NOT-A-CONTRACT")
    assert str(another.value) == str(none.value)


def test_a_deactivated_account_sees_nothing_whatever_its_roles(contract, manager):
    manager.is_active = False
    manager.save()
    assert list(Contract.objects.visible_to(manager)) == []
    with pytest.raises(Http404):
        contract_for(manager, contract.reference)


def test_a_superuser_needs_a_role_like_anybody_else(contract):
    superuser = make_user("root@council.example", is_superuser=True, is_staff=True)
    assert list(Contract.objects.visible_to(superuser)) == []
    make_membership(superuser, contract, Role.MEMBER)
    assert list(Contract.objects.visible_to(superuser)) == [contract]
    assert abilities_of(superuser, contract) == {Ability.VIEW}


def test_nobody_signed_in_sees_nothing(contract):
    assert list(Contract.objects.visible_to(AnonymousUser())) == []


def test_a_contract_is_listed_once_however_many_people_and_roles_it_has(contract, officer, manager):
    make_membership(officer, contract, Role.MEMBER)
    assert list(Contract.objects.visible_to(officer)) == [contract]


def test_permission_and_version_take_one_query(contract, officer, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = contract_for(officer, contract.reference, Ability.ENTER_RESULTS)
        assert found.record_version.number >= 0
