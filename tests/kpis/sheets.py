"""Month entry as a browser sends it, and its pages as a person reads them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from contracts.models import Contract

FIELDS = ("outcome", "numerator", "denominator", "value", "comment", "impact", "resolution")


def row(kpi: str = "IMT_KPI_01", *, version: int = 0, **typed: Any) -> dict[str, str]:
    """One row of the sheet as it is sent: every input, empty where nothing is typed."""
    fields = dict.fromkeys(FIELDS, "") | {"version": str(version)} | typed
    return {f"{kpi}-{name}": str(text) for name, text in fields.items()}


def sheet(contract: Contract, code: str = "IMT", month: str = "2021-07") -> str:
    """The address of a sheet."""
    return reverse("month_entry", args=[contract.reference, month, code])


def address(name: str, contract: Contract, month: str = "2021-07") -> str:
    """The address of a month's page or of a step of its life."""
    return reverse(name, args=[contract.reference, month])


def text_of(response: Any) -> str:
    """What a person reads on a page: its main part, without markup and in single blanks."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0] if main else "")).split())


def version_shown(client: Client, contract: Contract, kpi: str = "IMT_KPI_01") -> int:
    """The version of a result that the sheet on a person's screen was made from."""
    page = client.get(sheet(contract)).content.decode()
    found = re.search(rf'name="{kpi}-version" value="(\d+)"', page)
    assert found, f"{kpi} has no row"
    return int(found[1])


def held(response: Any, name: str) -> str:
    """What an input or a textarea of a page holds."""
    page = response.content.decode()
    textarea = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    found = textarea or re.search(rf'<input[^>]* name="{name}" value="(.*?)"', page)
    assert found, f"there is no {name}"
    return unescape(found[1])
