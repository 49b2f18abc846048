"""Who may open which address: the whole matrix of tests/roles.csv, and nothing beside it."""

from __future__ import annotations

import re
from collections import Counter
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from contracts.models import (
    Assurance,
    Commitment,
    Contract,
    CreditSuspension,
    CreditTerms,
    Highlight,
    IssueUpdate,
    MeetingPaper,
    ObjectiveAssessment,
    Role,
    Saving,
    WarningRule,
    WorkstreamStage,
    WorkstreamUpdate,
)
from kpis.models import KpiBand
from tests.factories import make_document_job, make_evidence, make_membership, make_mitigation, make_user
from tests.reports.drafting import started
from tests.reports.publications.publishing import planted
from tests.rows import unsaved
from tests.support.matrix import LOGIN, METHODS, PEOPLE, address, answer, parameters, patterns, rows, served

MATRIX = rows()
ADDRESSES = list(dict.fromkeys(row.name for row in MATRIX))
OF_A_CONTRACT = [name for name in ADDRESSES if "reference" in parameters(name)]
REFERENCES = [
    (name, needed)
    for name in ADDRESSES
    for needed in parameters(name)
    if needed in ("reference", "kpi", "code", "mitigation", "commitment", "objective", "assurance", "meeting")
]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def browsers(client_of, outsider, member, officer, manager, administrator) -> dict[str, Client]:
    """A browser for each column of the matrix."""
    cache.clear()
    people = dict(zip(PEOPLE[1:], (outsider, member, officer, manager, administrator), strict=True))
    return {"anonymous": Client(), **{name: client_of(user) for name, user in people.items()}}


@pytest.fixture
def values(contract, officer, manager) -> dict[str, object]:
    """What addresses are made of."""
    someone = make_membership(make_user("somebody@council.example"), contract, Role.MEMBER)
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    terms, suspension, warning = (
        _added(model, contract) for model in (CreditTerms, CreditSuspension, WarningRule)
    )
    _added(KpiBand, contract, effective_from="2021-07", low=None, high=None)
    mitigation = make_mitigation(kpi, month_from="2022-01", state="proposed")
    paper = _row(MeetingPaper, contract)
    assessment = _row(ObjectiveAssessment, contract, state="proposed")
    return {
        "reference": contract.reference,
        "objective": assessment.objective.reference,
        "assessment": assessment.pk,
        "saving": _added(Saving, contract),
        "mitigation": mitigation.reference,
        "issue": IssueUpdate.objects.get(pk=_added(IssueUpdate, contract)).issue.reference,
        "commitment": _row(Commitment, contract).reference,
        "assurance": _row(Assurance, contract, meeting="Cabinet").reference,
        "meeting": paper.meeting.reference,
        "paper": paper.pk,
        "highlight": _added(Highlight, contract),
        "stage": _added(WorkstreamStage, contract),
        "update": _added(WorkstreamUpdate, contract),
        "workstream": "IMT",
        "number": started(contract, officer).number,
        "part": "summary",
        "audience": "members",
        "token": planted(contract, officer, manager).public_link.token,
        "document": "pdf",
        "job": make_document_job(contract, someone.user).pk,
        "evidence": make_evidence(mitigation, someone.user).pk,
        "month": "2021-07",
        "code": "IMT",
        "form": "csv",
        "change": "new-terms",
        "kpi": "IMT_KPI_01",
        "kind": "kpi",
        "row": kpi.pk,
        "line": kpi.history.latest().history_id,
        "membership": someone.pk,
        "terms": terms,
        "suspension": suspension,
        "warning": warning,
        "provider_id": "council",
        "uidb36": "1",
        "key": "made-up",
    }


def _added(model: type[Model], contract: Contract, **changes: object) -> int:
    return _row(model, contract, **changes).pk


def _row(model: type[Model], contract: Contract, **changes: object) -> Any:
    row = unsaved(model, contract, **changes)
    row.save()
    return row


def asked(client: Client, method: str, path: str) -> str:
    """What the address answers; whatever it changed is undone, signing out included."""
    cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        found = answer(client.generic(method, path))
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


@pytest.mark.parametrize("name", ADDRESSES)
def test_each_person_gets_what_the_matrix_says(name, browsers, values):
    path = address(name, values)
    for row in MATRIX:
        if row.name == name:
            found = {person: asked(client, row.method, path) for person, client in browsers.items()}
            assert found == row.expected, row


def test_every_address_is_in_the_matrix_and_no_other():
    assert set(ADDRESSES) == served()


def test_every_address_has_one_line_for_each_method():
    lines = Counter((row.name, row.method) for row in MATRIX)
    assert lines == Counter((name, method) for name in served() for method in METHODS)


def test_a_visitor_reads_nothing_of_a_contract():
    assert len(OF_A_CONTRACT) > 10
    assert {row.expected["anonymous"] for row in MATRIX if row.name in OF_A_CONTRACT} == {LOGIN}


def test_another_contracts_people_get_nowhere():
    answers = {row.expected["outsider"] for row in MATRIX if row.name in OF_A_CONTRACT}
    assert answers == {"404", "405"}


@pytest.mark.parametrize("name", OF_A_CONTRACT)
def test_nobody_finds_out_whether_another_contract_exists(name, browsers, values):
    paths = (address(name, values), address(name, {**values, "reference": "NOWHERE-1"}))
    there, nowhere = (browsers["outsider"].get(path) for path in paths)
    assert there.status_code == nowhere.status_code
    assert TOKEN.sub(b"", there.content) == TOKEN.sub(b"", nowhere.content)


def of_the_admin() -> list[str]:
    """The path of every page of the Django admin, 1 standing for whatever it asks for."""
    routes = (route for route, _ in patterns(admin.site.get_urls(), reverse("admin:index")))
    return sorted({re.sub(r"<[^>]+>", "1", route) for route in routes if "(?P" not in route})


ADMIN = of_the_admin()


def test_the_admin_has_pages_to_check():
    assert len(ADMIN) > 20


@pytest.mark.parametrize("person", ["anonymous", "administrator"])
def test_no_role_on_a_contract_opens_the_admin(person, browsers):
    for path in ADMIN:
        response = browsers[person].get(path, follow=True)
        landed = response.redirect_chain[-1][0] if response.redirect_chain else path
        if person == "anonymous":
            assert landed.startswith(reverse("account_login")), path
        else:
            assert response.status_code == 403 or path.endswith("/logout/"), path


def test_whoever_runs_the_site_opens_the_admin_and_no_contract(client_of, contract):
    browser = client_of(make_user("site@council.example", is_staff=True, is_superuser=True))
    assert browser.get(reverse("admin:index")).status_code == 200
    assert browser.get(contract.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("name", "reference"), REFERENCES)
@pytest.mark.parametrize("text", ["\0", "TST 1", "-TST"], ids=["NUL", "blank", "hyphen-first"])
def test_an_address_with_what_can_be_no_reference_leads_nowhere(name, reference, text, values):
    """PostgreSQL refuses to look for a NUL, so such an address must not come as far as the database."""
    path = address(name, values | {reference: "STAND-IN"})
    assert resolve(path).url_name == name
    with pytest.raises(Resolver404):
        resolve(path.replace("STAND-IN", text))
