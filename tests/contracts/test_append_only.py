"""The database refuses to change or delete a line of history, on both engines."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from contracts.append_only import (
    REFUSAL,
    frozen_models,
    historical_models,
    history_set_aside,
    keep_history,
    release_history,
    unguarded_tables,
)
from contracts.models import ServiceArea
from tests.rows import recorded_models, unsaved

RECORDED = recorded_models()
POSTGRESQL = connection.vendor == "postgresql"


def kept(model, contract):
    """The line of history of a new row."""
    row = unsaved(model, contract)
    row.save()
    return model.history.filter(id=row.pk)


def lines_of(model):
    return list(model.history.order_by("history_id").values())


TAMPERING = {
    "update": lambda lines: lines.update(history_type="-"),
    "save": lambda lines: lines.get().save(),
    "delete": lambda lines: lines.get().delete(),
    "delete many": lambda lines: lines.delete(),
    "raw delete": lambda lines: lines._raw_delete("default"),
}


def test_every_recorded_model_has_a_table_of_history_that_is_guarded(db):
    assert {model.instance_type for model in historical_models()} == set(RECORDED)
    assert unguarded_tables() == []


@pytest.mark.parametrize("tamper", TAMPERING)
@pytest.mark.parametrize("model", RECORDED)
def test_no_line_of_history_can_be_changed_or_deleted(model, tamper, contract):
    lines = kept(model, contract)
    before = lines_of(model)
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        TAMPERING[tamper](lines)
    assert lines_of(model) == before


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite knows no TRUNCATE: it deletes")
@pytest.mark.parametrize("model", RECORDED)
def test_no_table_of_history_can_be_emptied(model, contract):
    kept(model, contract)
    table = connection.ops.quote_name(model.history.model._meta.db_table)
    connection.check_constraints()
    with (
        pytest.raises(IntegrityError, match=REFUSAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


def test_a_table_that_lost_a_guard_is_found_and_guarded_again(db):
    table = ServiceArea.history.model._meta.db_table
    on_table = f" ON {table}" if POSTGRESQL else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_delete{on_table}")
    assert unguarded_tables() == [table]
    keep_history()
    assert unguarded_tables() == []


def test_every_migration_ends_with_all_guards_in_place(db):
    release_history()
    assert len(unguarded_tables()) == len(RECORDED) + len(frozen_models())
    call_command("migrate", verbosity=0)
    assert unguarded_tables() == []


def test_guarding_twice_is_guarding_once(db):
    keep_history()
    keep_history()
    assert unguarded_tables() == []


def test_whoever_owns_the_database_can_set_it_aside_for_a_lawful_erasure(contract):
    lines = kept(ServiceArea, contract)
    with history_set_aside():
        lines.update(name="erased")
    assert lines.get().name == "erased"
    assert unguarded_tables() == []


@pytest.mark.parametrize("model", historical_models())
def test_the_admin_has_no_page_that_writes_history(model):
    assert not admin.site.is_registered(model)


def test_who_left_history_cannot_be_deleted_and_the_admin_says_what_to_do_instead(
    contract, officer, root, settings
):
    area = contract.service_areas.get(code="IMT")
    area._history_user = officer
    area.save()
    officer.memberships.get().delete()
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        officer.delete()
    path = f"/admin/contracts/user/{officer.pk}/"
    assert "Clear this instead of deleting an account" in root.get(f"{path}change/").content.decode()
    assert root.post(f"{path}delete/", {"post": "yes"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_test_that_empties_the_tables_begins_with_guards(transactional_db):
    assert unguarded_tables() == []
