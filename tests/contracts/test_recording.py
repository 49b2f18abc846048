"""Every change of the record leaves who, when, old, new and why, and moves its version on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import models
from django.db.models import ProtectedError
from django.urls import reverse

from contracts import recording
from contracts.append_only import Frozen
from contracts.fields import MonthField
from contracts.models import ChangeNotice, Contract, Highlight, RecordVersion, ServiceArea
from contracts.recording import Recorded, UnrecordedWriteError, note_change, record_changes, record_new
from tests.factories import make_contract
from tests.rows import recorded_models, unsaved

RECORDED = recorded_models()
WITHIN_A_CONTRACT = [model for model in RECORDED if model is not Contract]
CHANGEABLE = [model for model in WITHIN_A_CONTRACT if not issubclass(model, Frozen)]
FROZEN = [model for model in WITHIN_A_CONTRACT if issubclass(model, Frozen)]


def version(contract):
    """The record's version; before the first change, none."""
    return getattr(RecordVersion.objects.filter(contract=contract).first(), "number", None)


def story(row):
    """The history of a row, oldest first: what was done."""
    return "".join(
        type(row).history.filter(id=row.pk).order_by("history_id").values_list("history_type", flat=True)
    )


def test_all_that_inherits_the_record_is_looked_at():
    assert set(RECORDED) == {model for model in Recorded.__subclasses__() if not model._meta.abstract}
    assert {"Contract", "Kpi", "KpiTerms", "Result", "Period", "MitigatedKpi", "Membership"} <= {
        model.__name__ for model in RECORDED
    }


@pytest.mark.parametrize("model", CHANGEABLE)
def test_adding_changing_and_deleting_a_row_are_kept_and_seen(model, contract):
    row = unsaved(model, contract)
    versions = [version(contract)]
    for write in (row.save, row.save, row.delete):
        pk = row.pk
        write()
        versions.append(version(contract))
    row.pk = pk
    assert row.owner_id == contract.pk
    assert story(row) == "+~-"
    assert versions == sorted(set(versions))


def test_a_contract_is_kept_from_its_first_version_to_its_deletion(db):
    contract = unsaved(Contract, None)
    contract.save()
    assert version(contract) == 1
    contract.save()
    assert version(contract) == 2
    kept = Contract(pk=contract.pk)
    contract.delete()
    assert story(kept) == "+~-"
    assert not RecordVersion.objects.filter(contract_id=kept.pk).exists()


def test_history_keeps_old_and_new(contract):
    area = contract.service_areas.get(code="IMT")
    area.name = "Digital services"
    area.save()
    new, old = area.history.all()[:2]
    assert (old.name, new.name) == ("IMT services", "Digital services")
    assert [(change.field, change.old, change.new) for change in new.diff_against(old).changes] == [
        ("name", "IMT services", "Digital services")
    ]


def test_one_contract_s_change_leaves_another_s_version_alone(contract, other_contract):
    before = version(other_contract)
    contract.save()
    assert version(other_contract) == before


REFUSED = {
    "update": lambda rows: rows.update(pk=1),
    "bulk_create": lambda rows: rows.bulk_create([]),
    "bulk_update": lambda rows: rows.bulk_update([], ["pk"]),
    "delete": lambda rows: rows.all().delete(),
}


@pytest.mark.parametrize("method", REFUSED)
@pytest.mark.parametrize("model", RECORDED)
def test_what_would_escape_history_is_refused(model, method):
    with pytest.raises(UnrecordedWriteError, match=method):
        REFUSED[method](model.objects)


@pytest.mark.parametrize("method", REFUSED)
def test_it_is_refused_through_relations_too(method, contract):
    with pytest.raises(UnrecordedWriteError, match=method):
        REFUSED[method](contract.service_areas)


def test_a_template_cannot_delete_by_mentioning_it():
    assert ServiceArea.objects.all().delete.alters_data
    assert not hasattr(ServiceArea.objects, "delete")


def notices(contract, count=5):
    return [
        ChangeNotice(contract=contract, reference=f"CCN{number}", date="2021-04-01", title="A change")
        for number in range(count)
    ]


@pytest.fixture
def two_rows_per_statement(monkeypatch):
    monkeypatch.setattr(recording, "ROWS_PER_STATEMENT", 2)


@pytest.mark.usefixtures("two_rows_per_statement")
def test_many_rows_are_added_with_who_and_why(contract, officer):
    before = version(contract)
    record_new(notices(contract), contract=contract, by=officer, reason="loaded")
    rows = list(contract.change_notices.order_by("reference"))
    assert [row.reference for row in rows] == ["CCN0", "CCN1", "CCN2", "CCN3", "CCN4"]
    assert {
        (story(row), row.history.get().history_user, row.history.get().history_change_reason) for row in rows
    } == {("+", officer, "loaded")}
    assert version(contract) == before + 1


@pytest.mark.usefixtures("two_rows_per_statement")
def test_many_rows_are_changed_with_who_and_why_and_nothing_else_is_written(contract, officer):
    record_new(notices(contract), contract=contract)
    before = version(contract)
    rows = list(contract.change_notices.all())
    for row in rows:
        row.title, row.source = "Another title", "not to be written"
    record_changes(rows, ["title"], contract=contract, by=officer, reason="corrected")
    assert set(contract.change_notices.values_list("title", "source")) == {("Another title", "")}
    latest = [row.history.latest() for row in rows]
    assert {(new.history_type, new.title, new.history_user, new.history_change_reason) for new in latest} == {
        ("~", "Another title", officer, "corrected")
    }
    assert version(contract) == before + 1


def test_no_rows_are_no_change(contract, officer):
    before = version(contract)
    record_new([], contract=contract, by=officer)
    record_changes([], ["title"], contract=contract, by=officer)
    assert version(contract) == before


WRITES = {
    "save": lambda contract: unsaved(Highlight, contract).save(),
    "record_new": lambda contract: record_new(notices(contract), contract=contract),
    "record_changes": lambda contract: record_changes(
        [contract.service_areas.get(code="PM")], ["name"], contract=contract
    ),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_that_fails_half_way_leaves_nothing(write, contract, monkeypatch):
    unsaved(ServiceArea, contract).save()

    def all_rows():
        touched = (ServiceArea, Highlight, ChangeNotice)
        return [list(rows.order_by("pk").values()) for m in touched for rows in (m.objects, m.history)]

    before = all_rows()

    def fails(contract_id):
        raise RuntimeError("the version cannot be moved")

    monkeypatch.setattr(recording, "note_change", fails)
    with pytest.raises(RuntimeError, match="cannot be moved"):
        WRITES[write](contract)
    assert all_rows() == before


def test_a_row_that_others_hang_on_stays_and_nothing_is_noted(contract):
    area, before = contract.service_areas.get(code="IMT"), version(contract)
    with pytest.raises(ProtectedError):
        area.delete()
    assert (version(contract), story(area)) == (before, "+")


OTHER = {
    models.TextField: lambda text: "something else",
    models.CharField: lambda text: "other",
    models.DecimalField: lambda figure: Decimal(figure) / 2,  # A share stays a share, and a band a band.
    MonthField: lambda month: month + 1,
    models.DateField: lambda day: day + timedelta(days=1),
}


def changed_columns(row):
    """Give every column of a row that is free to change another value; which they were."""
    changed = {}
    for field in row._meta.concrete_fields:
        value, other = getattr(row, field.attname), OTHER.get(type(field))
        if other and value is not None and not field.choices:
            changed[field.name] = other(value)
            setattr(row, field.name, changed[field.name])
    return changed


@pytest.mark.parametrize("model", FROZEN)
def test_a_row_that_is_added_for_ever_is_kept_and_seen(model, contract):
    row = unsaved(model, contract)
    before = version(contract)
    row.save()
    assert story(row) == "+"
    assert version(contract) > (before or 0)


@pytest.mark.parametrize("model", CHANGEABLE)
def test_many_rows_are_changed_in_every_kind_of_column(model, contract):
    row = unsaved(model, contract)
    row.save()
    changed = changed_columns(row)
    everything = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    record_changes([row], everything, contract=contract)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in changed} == changed
    assert story(row) == "+~"


def test_a_version_is_begun_where_there_is_none(contract):
    RecordVersion.objects.filter(contract=contract).delete()
    note_change(contract.pk)
    assert version(contract) == 1


def test_the_version_of_a_contract_goes_with_it(db):
    make_contract("TST-9").delete()
    assert not RecordVersion.objects.exclude(contract__in=Contract.objects.all()).exists()


def test_a_page_that_changes_the_record_signs_with_the_person_s_name(
    contract, administrator, officer, client_of
):
    membership = contract.memberships.get(user=officer)
    response = client_of(administrator).post(
        reverse("person_remove", args=[contract.reference, membership.pk])
    )
    assert response.status_code == 302
    last = type(membership).history.filter(id=membership.pk).latest()
    assert (last.history_type, last.history_user) == ("-", administrator)
