"""What the Django admin holds while it writes, and what it only shows."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kpis.models import KpiTerms, Mitigation, Period, PeriodSummary, Result
from tests.factories import make_terms
from tests.kpis.admin.typed import JULY, NEW_TERMS, NO_ROWS, mitigating
from tests.support.admin_pages import address

# Locks: month entry holds its month first and writes then, and so must the admin.


def statements_that(captured, *words):
    """The places of the statements that contain all of some words."""
    return [place for place, query in enumerate(captured) if all(word in query["sql"] for word in words)]


@pytest.mark.parametrize("doing", ["adding", "adding-below-a-kpi", "changing", "deleting"])
def test_the_months_are_held_before_anything_is_asked_or_written(doing, root, kpi, still_open):
    terms = make_terms(kpi, "2021-07")
    data = {"kpi": kpi.pk, "effective_from": "2021-09", **NEW_TERMS}
    posts = {
        "adding": partial(root.post, address(Mitigation, "add"), {**NO_ROWS, **mitigating(kpi)}),
        "adding-below-a-kpi": partial(root.post, address(KpiTerms, "add"), data),
        "changing": partial(root.post, address(KpiTerms, "change", terms.pk), data),
        "deleting": partial(root.post, address(KpiTerms, "delete", terms.pk), {"post": "yes"}),
    }
    with CaptureQueriesContext(connection) as captured:
        assert posts[doing]().status_code == 302
    held = statements_that(captured, 'FROM "kpis_period"', 'ORDER BY "kpis_period"."month" ASC')[0]
    asked = statements_that(captured, 'FROM "kpis_period"', 'NOT ("kpis_period"."state"')
    written = [
        *statements_that(captured, 'INSERT INTO "kpis_'),
        *statements_that(captured, 'DELETE FROM "kpis_'),
        *statements_that(captured, 'UPDATE "contracts_recordversion"'),
    ]
    assert held < min([*asked, *written])
    if connection.vendor == "postgresql":
        assert captured[held]["sql"].endswith("FOR UPDATE")


@pytest.mark.parametrize("parent", ["", "0"], ids=["none", "unknown"])
def test_a_parent_that_is_not_there_is_answered_in_words(parent, root, kpi):
    response = root.post(address(KpiTerms, "add"), {"effective_from": "2021-09", **NEW_TERMS, "kpi": parent})
    assert response.status_code == 200
    assert "kpi" in response.context["adminform"].form.errors


# Evidence.


@pytest.mark.parametrize("model", [Result, Period, PeriodSummary])
def test_evidence_is_only_looked_at(model, root, contract, still_open):
    row = model.objects.filter(contract=contract, month=JULY).get()
    before = model.objects.filter(pk=row.pk).values().get()
    for page in ("change", "delete"):
        assert (
            root.post(address(model, page, row.pk), {"state": "signed_off", "post": "yes"}).status_code == 403
        )
    assert root.post(address(model, "add"), {}).status_code == 403
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_a_result_is_shown_with_what_it_was_judged_by(root, still_open):
    page = root.get(address(Result, "change", still_open.pk)).content.decode()
    assert "Judged" in page
    assert "Amber" in page


def test_results_are_found_by_kpi_and_month(root, lincolnshire):
    page = root.get(address(Result, "changelist"), {"q": "CSC_KPI_04 2021-09"})
    assert [str(row) for row in page.context["cl"].result_list] == ["CSC_KPI_04 2021-09"]
