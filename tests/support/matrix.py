"""The role matrix: what each address answers each person. tests/test_roles.py walks it.

A cell is a status, or ``login`` for the way to the sign-in page.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

MATRIX = Path(__file__).resolve().parent.parent / "roles.csv"
PEOPLE = ("anonymous", "outsider", "member", "officer", "manager", "administrator")
METHODS = ("GET", "POST")
LOGIN = "login"


@dataclass(frozen=True)
class Row:
    """What one method of one address answers, by person."""

    name: str
    method: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def rows() -> list[Row]:
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return [
            Row(line["address"], line["method"], {person: line[person] for person in PEOPLE})
            for line in csv.DictReader(file)
        ]


def patterns(
    entries: Sequence[URLPattern | URLResolver], route: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern among some entries and below them, outside namespaces, with its whole route."""
    for entry in entries:
        whole = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield whole, entry
        elif not entry.namespace:
            yield from patterns(entry.url_patterns, whole)


def served() -> set[str]:
    """The names of all addresses outside the Django admin."""
    found = patterns(get_resolver().url_patterns)
    return {pattern.name or f"(no name) {route}" for route, pattern in found}


def parameters(name: str) -> list[str]:
    """The names of what an address is made of."""
    (((_, needed), *_), *_) = get_resolver().reverse_dict.getlist(name)[0]
    return needed


def address(name: str, values: dict[str, object]) -> str:
    """The address with a name, made of those of the values that it needs."""
    return reverse(name, kwargs={key: values[key] for key in parameters(name)})


def answer(response: Any) -> str:
    """An answer as a cell of the matrix says it."""
    is_sign_in = response.status_code == 302 and response.url.startswith(reverse("account_login"))
    return LOGIN if is_sign_in else str(response.status_code)
