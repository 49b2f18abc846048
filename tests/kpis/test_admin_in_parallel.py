"""The Django admin and month entry at the same moment: one waits for the other, and neither fails."""

from __future__ import annotations

from decimal import Decimal
from time import monotonic

import pytest
from django.db import connection

from kpis.actions import locked, results
from kpis.actions.rejudging import differences_of
from kpis.calculations.rag import Outcome
from kpis.entered import Entered
from kpis.models import KpiTerms, Result
from tests.kpis.parallel import LONGEST_WAIT, together
from tests.support.admin_pages import save_page

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def wait_for_somebody_who_waits():
    """Return once another connection waits for what this one has locked."""
    end = monotonic() + LONGEST_WAIT
    with connection.cursor() as cursor:
        while monotonic() < end:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
    raise TimeoutError("nobody waits for what is locked here")


@pytest.mark.django_db(transaction=True)
def test_terms_saved_in_the_admin_wait_for_results_that_are_being_saved(
    root, contract, period, officer, monkeypatch
):
    """Each needs the month and the record's version; in different orders, each would wait for the other."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: nothing happens at the same moment")
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    entered = Entered(outcome=Outcome.MEASURED, stated_value=Decimal(91))
    edit = results.Edit(kpi=kpi, version=0, entered=entered)

    def enter(gate):
        def held_until_the_admin_waits(period):
            found = locked(period)
            gate.wait()
            wait_for_somebody_who_waits()
            return found

        monkeypatch.setattr(results, "locked", held_until_the_admin_waits)
        return results.save_results(period=period, edits=[edit], by=officer).written

    def change_terms(gate):
        gate.wait()
        terms = {"effective_from": "2021-07", "tsl": "91", "msl": "85", "change": "revision"}
        return save_page(root, KpiTerms, kpi=kpi.pk, **terms).status_code

    assert together([enter, change_terms]) == [["IMT_KPI_01"], 302]
    assert Result.objects.get(period=period, kpi=kpi).status == "green"
    assert list(differences_of(contract)) == []
