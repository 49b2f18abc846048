"""No way of writing escapes history: each action, the admin and the command that loads are walked over, and
whatever they change in the record is held against what history says of it.

A new action that writes, or a new command, fails here until it is listed with a way to take it.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command, get_commands
from django.test import RequestFactory
from simple_history.models import HistoricalRecords

from contracts import actions as contract_actions
from contracts.models import Contract, CreditTerms
from kpis import actions as kpi_actions
from kpis.models import Evidence
from reports import actions as report_actions
from tests.contracts.ways_of_writing import WAYS as WAYS_OF_CONTRACTS
from tests.kpis.ways_of_writing import WAYS, World
from tests.kpis.ways_with_issues import WAYS as WAYS_WITH_ISSUES
from tests.kpis.writing import RECORDED, Writing
from tests.reports.ways_of_writing import WAYS as WAYS_OF_REPORTS
from tests.rows import unsaved

FORM = SimpleNamespace(changed_data=[])
IN_ADMIN = [model for model in RECORDED if admin.site.is_registered(model)]


@pytest.fixture
def world(contract, officer, manager, administrator, monkeypatch, tmp_path) -> World:
    monkeypatch.setattr(Evidence._meta.get_field("file"), "storage", FileSystemStorage(location=tmp_path))
    unsaved(CreditTerms, contract, effective_from="2021-04", repeat_multiplier=2).save()
    return World(contract, officer, manager, administrator)


WRITES_NOTHING = {"announce", "announce_mitigation", "permitted"}
"""E-mails about a step, which carry the name of who took it, and what holds a report."""
COMMANDS = {
    *("load_contract", "rejudge", "demo", "dump_contract", "statement"),
    *("make_documents", "verify_publications"),
}


ALL_WAYS = WAYS_OF_CONTRACTS | WAYS | WAYS_WITH_ISSUES | WAYS_OF_REPORTS


def actions() -> list[Callable[..., Any]]:
    """Every public function of an action module that is told who does it."""
    packages = [contract_actions, kpi_actions, report_actions]
    modules = list(packages)
    modules += [
        import_module(f"{package.__name__}.{module.name}")
        for package in packages
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return [
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and name not in WRITES_NOTHING
        and "by" in inspect.signature(function).parameters
    ]


def name_of(action: Callable[..., Any]) -> str:
    return f"{action.__module__.rpartition('.')[2]}.{action.__name__}"


def test_every_action_is_listed_and_no_other():
    assert {name_of(action) for action in actions()} == {name_of(action) for action in ALL_WAYS}


@pytest.mark.parametrize("action", ALL_WAYS, ids=name_of)
def test_an_action_leaves_in_history_all_that_it_wrote_and_whose_it_was(action, world):
    who, prepare = ALL_WAYS[action]
    take = prepare(world)
    writing = Writing.about_to(world.contract)
    take()
    writing.is_recorded(getattr(world, who))


def test_every_command_of_the_product_is_known():
    ours = {"contracts", "kpis", "reports", "csg_monitor"}
    assert {name for name, app in get_commands().items() if app in ours} == COMMANDS


def test_a_bundle_leaves_in_history_all_that_it_wrote_and_whose_it_was(contract, administrator, tmp_path):
    call_command("dump_contract", contract.reference, str(tmp_path / "bundle"))
    definitions = tmp_path / "bundle" / "kpis.csv"
    changed = definitions.read_text(encoding="utf-8").replace("What IMT_KPI_01 counts", "Something else")
    definitions.write_text(changed, encoding="utf-8")
    (tmp_path / "bundle" / "datapackage.json").unlink()
    writing = Writing.about_to(contract)
    call_command("load_contract", str(tmp_path / "bundle"), by=administrator.email)
    writing.is_recorded(administrator)


@pytest.fixture
def asked(superuser, monkeypatch):
    """A request to the admin, which history takes the person from, as its middleware does."""
    request = RequestFactory().post("/admin/")
    request.user = superuser
    monkeypatch.setattr(HistoricalRecords.context, "request", request, raising=False)
    return request


@pytest.mark.parametrize("model", IN_ADMIN)
def test_the_admin_leaves_in_history_what_it_adds_changes_and_deletes(model, contract, asked):
    page = admin.site.get_model_admin(model)
    row = unsaved(model, contract)
    writes = [
        (page.has_add_permission(asked), lambda: page.save_model(asked, row, form=FORM, change=False)),
        (page.has_change_permission(asked), lambda: touch(page, asked, row)),
        (page.has_delete_permission(asked), lambda: page.delete_model(asked, row)),
    ]
    for is_allowed, write in writes if model is not Contract else []:
        if is_allowed:
            writing = Writing.about_to(contract)
            write()
            writing.is_recorded(asked.user)
    assert page.actions is None or model is Contract


def touch(page, asked, row) -> None:
    """Save a row from the admin with another text in it, where it has one that is free."""
    name = next(name for name in ("source", "role", "name", "impact") if hasattr(row, name))
    setattr(row, name, "manager" if name == "role" else "another")
    page.save_model(asked, row, form=FORM, change=True)
