"""The people of a contract, and the account of the person signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def people(request: HttpRequest, reference: str) -> HttpResponse:
    raise NotImplementedError


def account(request: HttpRequest) -> HttpResponse:
    return render(request, "contracts/account.html", {"section": "account"})
