"""The pages of KPIs and of the changes made to them, in every state and as every role sees them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser import states
from tests.browser.scene import NEW, REAL, fill_january
from tests.browser.visits import Visit, as_each_role, one_after_the_other, press

LOOK, CONFIRM = "Look at what it will write", "Confirm the change"
KPI = {"reference": REAL, "kpi": "IMT_KPI_12"}
KINDS = (
    *("new-kpi", "new-terms", "glide-path", "replacement"),
    *("decommission", "redistribution", "end-redistribution", "take-back", "review"),
)


def of(kind: str) -> dict[str, object]:
    return {"reference": REAL, "change": kind}


def january_entered() -> None:
    """January 2022 has its results, with an amber and a red."""
    fill_january(values=states.SHORTFALLS)


def typed(*, choose: dict[str, str], **texts: str) -> Callable[[Page], None]:
    """Choose and type into fields by their names."""

    def fill(page: Page) -> None:
        for name, value in choose.items():
            page.locator(f"[name={name}]").select_option(value)
        for name, text in texts.items():
            page.locator(f"[name={name}]").fill(text)

    return fill


NOTICE = {
    "notice_reference": "CCN120",
    "notice_date": "2022-01-10",
    "notice_title": "Retire IMT_KPI_12",
    "reason": "Sits with another provider.",
}
DECOMMISSION = typed(choose={"kpi": "IMT_KPI_12"}, month="2022-02", **NOTICE)
ADDED = typed(
    choose={"area": "IMT"},
    reference="IMT_KPI_19",
    text="% of tickets closed",
    month="2022-02",
    tsl="90",
    **NOTICE,
)
REVIEWED = typed(choose={"kpi": "IMT_KPI_12"}, held_on="2022-01-10", reason="It serves well.")

LISTS = [
    *as_each_role("KPIs", "member", to="kpi_list"),
    Visit(what="KPIs, searched and filtered", to="kpi_list", by="member", query="?search=calls&area=CSC"),
    Visit(what="KPIs, nothing found", to="kpi_list", by="member", query="?search=nowhere"),
    Visit(what="KPIs, wrong filter", to="kpi_list", by="member", query="?area=XYZ"),
    Visit(what="KPIs, none yet", to="kpi_list", by="planner", values={"reference": NEW}),
    *as_each_role("changes", "member", to="change_list"),
    Visit(what="changes, filtered", to="change_list", by="member", query="?kind=glide"),
    Visit(what="changes, nothing found", to="change_list", by="member", query="?search=nowhere"),
    Visit(what="changes, wrong filter", to="change_list", by="member", query="?kind=renamed"),
    Visit(what="changes, none yet", to="change_list", by="planner", values={"reference": NEW}),
]
MAKING = [
    Visit(what="kinds of change", to="change_choose", by="administrator"),
    Visit(what="kinds of change to a KPI", to="change_choose", by="administrator", query="?kpi=IMT_KPI_12"),
    *(Visit(what=f"form of {kind}", to="change_new", by="administrator", values=of(kind)) for kind in KINDS),
    *(
        Visit(
            what=f"form of {kind}, left empty",
            to="change_new",
            by="administrator",
            values=of(kind),
            then=press(LOOK),
        )
        for kind in ("new-kpi", "glide-path", "decommission", "review")
    ),
    Visit(
        what="change that reaches into closed months",
        to="change_new",
        by="administrator",
        values=of("decommission"),
        then=one_after_the_other(typed(choose={"kpi": "IMT_KPI_12"}, month="2021-05", **NOTICE), press(LOOK)),
    ),
    Visit(
        what="preview of a decommission",
        to="change_new",
        by="administrator",
        values=of("decommission"),
        then=one_after_the_other(DECOMMISSION, press(LOOK)),
    ),
    Visit(
        what="preview of a new KPI",
        to="change_new",
        by="administrator",
        values=of("new-kpi"),
        then=one_after_the_other(ADDED, press(LOOK)),
    ),
    Visit(
        what="preview of a review",
        to="change_new",
        by="administrator",
        values=of("review"),
        then=one_after_the_other(REVIEWED, press(LOOK)),
    ),
    Visit(
        what="back from the preview",
        to="change_new",
        by="administrator",
        values=of("decommission"),
        then=one_after_the_other(DECOMMISSION, press(LOOK), press("Go back and edit")),
    ),
    Visit(
        what="change that is done",
        to="change_new",
        by="administrator",
        values=of("decommission"),
        lands_on="change_done",
        then=one_after_the_other(DECOMMISSION, press(LOOK), press(CONFIRM)),
    ),
    Visit(
        what="change that turned a result",
        to="change_new",
        by="administrator",
        values=of("new-terms"),
        given=january_entered,
        lands_on="change_done",
        then=one_after_the_other(
            typed(choose={"kpi": states.AMBER}, month="2022-01", tsl="90", msl="85", points="20", **NOTICE),
            press(LOOK),
            press(CONFIRM),
        ),
    ),
    Visit(
        what="nothing done yet",
        to="change_done",
        by="administrator",
        lands_on="change_list",
        repeats=True,
    ),
]
WORDS = [
    Visit(what="edit of a definition", to="kpi_edit", by="administrator", values=KPI),
    Visit(
        what="edit of a definition without a reason",
        to="kpi_edit",
        by="administrator",
        values=KPI,
        then=press("Save"),
    ),
    Visit(what="KPI with links to changes", to="kpi_detail", by="administrator", values=KPI),
]
VISITS = [*LISTS, *MAKING, *WORDS]
