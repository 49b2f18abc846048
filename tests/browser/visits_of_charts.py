"""The pages that draw charts, in every state."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import states
from tests.browser.scene import NEW, REAL
from tests.browser.visits import Visit, as_each_role


def drawn(page: Page) -> None:
    """Every chart of the page has been drawn in place of its still picture."""
    charts = page.locator(".csg-chart")
    for number in range(charts.count()):
        expect(charts.nth(number)).to_contain_class("csg-chart--live")


def opened(page: Page) -> None:
    """Everything folded away is open."""
    drawn(page)
    folded = page.locator("main details")
    for number in range(folded.count()):
        folded.nth(number).locator("summary").click()


def read_from_the_start(page: Page) -> None:
    """The first chart is read out at its first month."""
    drawn(page)
    page.get_by_label("Read month by month").first.press("Home")
    page.locator(".hoverlayer .hovertext, .hoverlayer .legend").first.wait_for()


VISITS = [
    *as_each_role("charts", "member", to="charts", then=drawn),
    Visit(what="charts, everything open", to="charts", by="member", then=opened),
    Visit(what="charts, read month by month", to="charts", by="member", then=read_from_the_start),
    Visit(what="charts before the first month", to="charts", by="planner", values={"reference": NEW}),
    Visit(
        what="charts of a first month",
        to="charts",
        by="planner",
        values={"reference": NEW},
        given=states.one_month_without_results,
        then=drawn,
    ),
    Visit(
        what="the trend of a KPI, open",
        to="kpi_detail",
        by="member",
        values={"reference": REAL, "kpi": "CSC_KPI_04"},
        then=opened,
    ),
    Visit(
        what="the trend of a KPI with few figures",
        to="kpi_detail",
        by="member",
        values={"reference": REAL, "kpi": "IMT_KPI_18"},
        then=read_from_the_start,
    ),
]
