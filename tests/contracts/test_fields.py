"""Months in the database and in forms."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection

from contracts.calculations.months import Month
from contracts.fields import NOT_A_MONTH, MonthFormField, to_month
from contracts.models import CreditSuspension, ServicePayment
from tests.rows import unsaved

JULY = Month(2021, 7)


@pytest.mark.parametrize("value", [JULY, "2021-07", " 2021-07 ", date(2021, 7, 31)])
def test_a_month_may_be_given_as_itself_a_day_or_text(value):
    assert to_month(value) == JULY


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_no_month(nothing):
    assert to_month(nothing) is None


@pytest.mark.parametrize("value", ["2021-13", "July 2021", "2021-07-01", "31/11/2021", 202107, 0])
def test_what_is_no_month_is_refused_with_an_example(value):
    with pytest.raises(ValidationError, match="for example 2021-07"):
        to_month(value)


@pytest.mark.parametrize("given", [JULY, "2021-07", date(2021, 7, 15)])
def test_a_month_comes_back_from_the_database_as_a_month(given, contract):
    payment = unsaved(ServicePayment, contract, month=given)
    payment.save()
    payment.refresh_from_db()
    assert payment.month == JULY
    assert ServicePayment.objects.values_list("month", flat=True).get(pk=payment.pk) == JULY


def test_a_month_is_kept_as_its_first_day(contract):
    payment = unsaved(ServicePayment, contract, month=JULY)
    payment.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT month FROM contracts_servicepayment WHERE id = %s", [payment.pk])
        assert str(cursor.fetchone()[0]) == "2021-07-01"


@pytest.mark.parametrize("month", [JULY, "2021-07", date(2021, 7, 20)])
@pytest.mark.parametrize(("lookup", "found"), [("", True), ("__gte", True), ("__lt", False), ("__lte", True)])
def test_months_are_looked_up_however_they_are_given(lookup, found, month, contract):
    payment = unsaved(ServicePayment, contract, month=JULY)
    payment.save()
    rows = ServicePayment.objects.filter(pk=payment.pk, **{f"month{lookup}": month})
    assert list(rows) == ([payment] if found else [])


def test_a_month_may_be_left_open(contract):
    suspension = unsaved(CreditSuspension, contract, month_to="")
    suspension.save()
    suspension.refresh_from_db()
    assert suspension.month_to is None
    assert CreditSuspension._meta.get_field("month_to").value_to_string(suspension) == ""
    assert CreditSuspension._meta.get_field("month_from").value_to_string(suspension) == "2021-07"


class SuspensionForm(forms.ModelForm):
    class Meta:
        model = CreditSuspension
        fields = ("month_from", "month_to", "reason")


def test_a_form_shows_a_month_as_the_browser_s_month_picker_wants_it(contract):
    form = SuspensionForm(instance=unsaved(CreditSuspension, contract, month_from=JULY))
    html = str(form["month_from"])
    assert 'type="month"' in html
    assert 'value="2021-07"' in html


def test_a_form_takes_what_the_month_picker_sends(contract):
    form = SuspensionForm(
        {"month_from": "2021-07", "month_to": "", "reason": "A flood"},
        instance=unsaved(CreditSuspension, contract),
    )
    assert form.is_valid()
    assert (form.save().month_from, form.instance.month_to) == (JULY, None)


def test_a_form_says_what_is_wrong_with_a_month():
    form = SuspensionForm({"month_from": "2021-13", "reason": "A flood"})
    assert form.errors == {"month_from": [NOT_A_MONTH]}


def test_an_unchanged_month_is_no_change():
    assert not MonthFormField().has_changed(JULY, "2021-07")
    assert MonthFormField().has_changed(JULY, "2021-08")
