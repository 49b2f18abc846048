"""Ways to read a contract's history as somebody, and changes to be read about."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from contracts.models import ChangeNotice
from contracts.recording import record_new
from kpis.actions.results import Edit, save_results
from kpis.calculations.rag import Outcome
from kpis.entered import Entered


@pytest.fixture
def entries(client_of, contract):
    """``entries(officer, words="IMT")``: what the History page lists to somebody."""

    def listed(person, **asked):
        response = client_of(person).get(reverse("history", args=[contract.reference]), asked)
        assert response.status_code == 200
        return list(response.context["page"])

    return listed


@pytest.fixture
def downloaded(client_of, contract):
    """``downloaded(officer, kind="kpi")``: the rows of the file, as dictionaries."""

    def rows(person, **asked):
        response = client_of(person).get(reverse("history_download", args=[contract.reference]), asked)
        assert response.streaming
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return rows


@pytest.fixture
def enter(period):
    """``enter(officer, "IMT_KPI_01", "94.2")``: save a value on the sheet of July 2021."""

    def entered(person, reference, value, comment="", version=0):
        kpi = period.contract.kpis.get(reference=reference)
        measured = Entered(outcome=Outcome.MEASURED, stated_value=value, comment=comment)
        save_results(period=period, edits=[Edit(kpi=kpi, version=version, entered=measured)], by=person)

    return entered


def notices(contract, count, **fields):
    rows = [
        ChangeNotice(contract=contract, reference=f"CCN{number}", date="2021-04-01", title="A change")
        for number in range(count)
    ]
    record_new(rows, contract=contract, **fields)
    return rows
