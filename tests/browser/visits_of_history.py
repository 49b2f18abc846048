"""Every page about who changed what, in every state and as every role sees it."""

from __future__ import annotations

from collections.abc import Callable

from kpis.models import Kpi, Result
from tests.browser import states
from tests.browser.scene import NEW, REAL, contract
from tests.browser.visits import Visit, as_each_role


def _kpi() -> int:
    return contract().kpis.get(reference="IMT_KPI_01").pk


def _one_of_many(model: type) -> Callable[[], int]:
    """The key of a line of history that a file brought with many others."""

    def found() -> int:
        lines = model.history.filter(contract_id=contract().pk)
        return lines.order_by("history_id").values_list("history_id", flat=True).first()

    return found


VISITS = [
    *as_each_role("history", "manager", to="history", given=states.partly_entered),
    Visit(what="history of a contract without months", to="history", by="planner", values={"reference": NEW}),
    Visit(
        what="history by words, kind and days",
        to="history",
        by="officer",
        query="?words=IMT_KPI_01&kind=kpi-terms&first=1/1/2021",
    ),
    Visit(what="history of which nothing is found", to="history", by="officer", query="?words=unheard-of"),
    Visit(
        what="history of days that are none",
        to="history",
        by="officer",
        query="?first=31/11/2021&last=1/1/2021",
    ),
    Visit(
        what="history of a KPI",
        to="history_object",
        by="officer",
        values={"reference": REAL, "kind": "kpi", "row": _kpi},
    ),
    Visit(
        what="history of a month",
        to="history_object",
        by="officer",
        values={
            "reference": REAL,
            "kind": "period",
            "row": lambda: contract().periods.get(month="2022-01").pk,
        },
        given=states.partly_entered,
    ),
    Visit(
        what="results that came together",
        to="history_together",
        by="officer",
        values={"reference": REAL, "kind": "result", "line": _one_of_many(Result)},
    ),
    Visit(
        what="KPIs that came together",
        to="history_together",
        by="member",
        values={"reference": REAL, "kind": "kpi", "line": _one_of_many(Kpi)},
    ),
]
