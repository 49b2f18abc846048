"""What contracts, accounts and their parts say of themselves."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from contracts.calculations.months import Month
from contracts.models import Highlight, Issue, User
from tests.factories import make_user
from tests.rows import COLUMNS, unsaved


def test_a_contract_counts_its_months_from_commencement(lincolnshire):
    assert (lincolnshire.first_month, lincolnshire.last_month) == (Month(2015, 4), Month(2024, 3))
    assert lincolnshire.month_number(Month(2021, 8)) == 77


def test_a_contract_s_page_is_its_dashboard(contract):
    assert contract.get_absolute_url() == "/contracts/TST-1/"


@pytest.mark.parametrize("model", COLUMNS, ids=lambda model: model.__name__)
def test_every_row_has_a_name_that_people_recognise(model, contract):
    name = str(unsaved(model, contract))
    assert name
    assert "object" not in name


@pytest.mark.parametrize("typed", ["Olive@Council.Example", "olive@council.example", "OLIVE@COUNCIL.EXAMPLE"])
def test_an_account_is_found_however_its_address_is_typed(typed, db):
    user = make_user("Olive@Council.Example")
    assert user.email == "olive@council.example"
    assert User.objects.get_by_natural_key(typed) == user


def test_an_account_needs_an_address(db):
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_an_account_without_a_password_cannot_sign_in_with_one(db):
    assert not User.objects.create_user("sso@council.example", name="Sally").has_usable_password()


def test_a_superuser_may_use_the_admin_and_nobody_else_by_default(db):
    superuser = User.objects.create_superuser("root@council.example", "x", name="Root")
    someone = make_user()
    assert (superuser.is_staff, superuser.is_superuser) == (True, True)
    assert (someone.is_staff, someone.is_superuser) == (False, False)


def test_an_account_is_known_by_its_name_or_else_by_its_address(db):
    assert str(make_user("a@council.example", name="Ann")) == "Ann"
    assert str(make_user("b@council.example", name="")) == "b@council.example"


@pytest.mark.parametrize("model", [Highlight, Issue])
def test_what_concerns_a_service_area_concerns_one_of_the_same_contract(model, contract, other_contract):
    row = unsaved(model, contract)
    for area in (None, contract.service_areas.first()):
        row.service_area = area
        row.full_clean()
    row.service_area = other_contract.service_areas.get()
    with pytest.raises(ValidationError, match="same contract"):
        row.full_clean()
