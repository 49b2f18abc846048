"""What browsers are told about every page."""

from __future__ import annotations

import logging

import pytest
from django.urls import reverse

from csg_monitor.requests import RequestIdFilter, current_id

PAGES = ["account_login", "help", "account"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ],
)
def test_every_page_says_what_browsers_shall_refuse(client_of, officer, address, header, value):
    assert client_of(officer).get(reverse(address))[header] == value


@pytest.mark.parametrize("address", PAGES)
def test_nothing_runs_or_is_fetched_but_what_the_site_serves(client_of, officer, address):
    policy = client_of(officer).get(reverse(address))["Content-Security-Policy"]
    directives = {directive.strip() for directive in policy.split(";")}
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= directives
    assert "unsafe" not in policy


def test_pages_of_a_person_are_not_kept(client_of, officer):
    assert client_of(officer).get(reverse("account"))["Cache-Control"] == "private, no-store"


def test_a_page_that_says_how_it_may_be_kept_has_its_way(client_of, officer):
    assert client_of(officer).get(reverse("council_colours"))["Cache-Control"] == "public, max-age=3600"


def test_a_visitors_pages_may_be_kept(client):
    assert "Cache-Control" not in client.get(reverse("help"))


def test_an_answer_carries_the_name_of_its_request(client):
    given = client.get(reverse("help"), headers={"X-Request-ID": "from-the-proxy-1"})
    assert given["X-Request-ID"] == "from-the-proxy-1"
    first, second = (client.get(reverse("help"))["X-Request-ID"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize("forged", ["short", "two words or more", "x" * 65, 'a"quote"ed', "new\nline-in-it"])
def test_a_name_that_could_forge_a_log_line_is_replaced(client, forged):
    assert client.get(reverse("help"), HTTP_X_REQUEST_ID=forged)["X-Request-ID"] != forged


def test_log_lines_carry_the_name_of_the_request(client):
    name = client.get(reverse("help"))["X-Request-ID"]
    record = logging.makeLogRecord({})
    assert RequestIdFilter().filter(record)
    assert record.request_id == name == current_id.get()
