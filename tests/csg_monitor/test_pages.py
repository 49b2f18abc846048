"""Pages of the site as a whole, and what is shown when something is not there or fails."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from contracts.models import Role
from contracts.words import ROLE_MEANINGS
from kpis.calculations.rag import Status
from kpis.words import STATUS_WORDS


@pytest.fixture
def without_database(db, monkeypatch):
    """``with without_database(): ...``: the database does not answer, and its error names it."""

    @contextmanager
    def unreachable():
        with monkeypatch.context() as patched:
            patched.setattr(connection, "cursor", refuse)
            yield

    def refuse(*args, **kwargs):
        raise DatabaseError("the server at database.example.org refused csg:password")

    return unreachable


def test_the_site_is_well_while_the_database_answers(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(reverse("health"))
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_site_is_unwell_without_its_database_and_tells_nobody_why(client, without_database):
    with without_database():
        response = client.get(reverse("health"))
    assert (response.status_code, response.content) == (503, b"database unreachable\n")


def test_health_is_not_sent_to_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(reverse("health")).status_code == 200
    assert Client().get(reverse("help")).status_code == 301


def test_an_error_page_needs_no_database(client_of, officer, without_database, settings):
    settings.SUPPORT_EMAIL = "help@council.example"
    client = client_of(officer)
    client.raise_request_exception = False
    with without_database():
        response = client.get(reverse("home"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Sorry, something went wrong" in page
    assert "help@council.example" in page
    assert response["X-Request-ID"] in page


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed-in", "anonymous"])
def test_a_page_that_is_not_there_leads_somewhere(client, client_of, officer, signed_in):
    browser = client_of(officer) if signed_in else client
    response = browser.get("/nothing/here/")
    assert response.status_code == 404
    assert f'href="{reverse("home")}"' in response.content.decode()


def test_a_form_from_elsewhere_is_refused_in_plain_words(officer):
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": officer.email, "password": "x"})
    assert response.status_code == 403
    assert "This form is out of date" in response.content.decode()


def test_too_many_requests_are_refused_in_plain_words(client, db):
    answers = [client.post(reverse("account_reset_password"), {"email": "a@example.org"}) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "Wait a few minutes" in answers[-1].content.decode()


def test_help_explains_every_status_and_role(client):
    page = client.get(reverse("help")).content.decode()
    for status in Status:
        assert f'csg-status--{status}">{STATUS_WORDS[status]}<' in page
    for meaning in ROLE_MEANINGS.values():
        assert meaning in page


def test_no_role_goes_unexplained():
    assert ROLE_MEANINGS.keys() == set(Role)


@pytest.mark.parametrize("address", ["help", "accessibility", "account_login"])
def test_whom_to_write_to_stands_where_help_is_needed(client, db, settings, address):
    settings.SUPPORT_EMAIL = "help@council.example"
    assert ("mailto:help@council.example" in client.get(reverse(address)).content.decode()) is (
        address != "account_login"
    )


def test_the_councils_name_and_colour_are_on_every_page(client, settings):
    settings.COUNCIL_NAME, settings.COUNCIL_COLOUR = "Testshire County Council", "#2b3a8f"
    assert "Testshire County Council" in client.get(reverse("help")).content.decode()
    response = client.get(reverse("council_colours"))
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--govuk-brand-colour: #2b3a8f" in response.content.decode()
