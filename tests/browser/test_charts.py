"""Charts on screen: with and without JavaScript, by keyboard, and without telling anybody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visits_of_charts import VISITS, drawn

pytestmark = pytest.mark.browser

CHARTS, OF_A_KPI = (
    next(visit for visit in VISITS if visit.what == what)
    for what in ("charts, member", "the trend of a KPI, open")
)


def test_charts_are_drawn_in_place_of_their_still_pictures(pay):
    page = pay(CHARTS)
    expect(page.locator(".csg-chart__still svg:visible")).to_have_count(0)
    expect(page.locator(".csg-chart__live .main-svg:visible").first).to_be_visible()


@pytest.mark.parametrize("visit", [CHARTS, OF_A_KPI], ids=str)
def test_nothing_offers_to_share_edit_or_send_a_chart(visit, pay):
    page = pay(visit)
    expect(page.locator(".modebar")).to_have_count(0)
    assert page.locator(".csg-chart__live").first.evaluate("div => div._context.showSendToCloud") is False
    assert page.locator("a[href*='plotly']").count() == 0


def test_months_are_read_out_by_keyboard(pay):
    page = pay(CHARTS)
    slider = page.get_by_label("Read month by month").nth(1)
    said = page.locator(".csg-chart__reading").nth(1)
    slider.focus()
    slider.press("Home")
    expect(said).to_have_text("Apr 15: IMT 75, CSC 62.5, PM 70, F 43.5, ACF 62.5, All 313.5")
    slider.press("ArrowRight")
    expect(said).to_contain_text("May 15: IMT 90")
    expect(slider).to_have_attribute("aria-valuetext", said.text_content())
    expect(page.locator(".csg-chart__live").nth(1).locator(".hoverlayer")).to_contain_text("90 points")


def test_pointing_at_a_month_of_a_kpi_tells_all_of_it(pay):
    page = pay(OF_A_KPI)
    chart = page.locator(".csg-chart__live")
    chart.scroll_into_view_if_needed()
    point = chart.locator(".points path").last.bounding_box()
    page.mouse.move(point["x"] + 3, point["y"] + 3)
    expect(chart.locator(".hoverlayer")).to_contain_text("TSL 7.00%")


def test_a_chart_on_a_phone_keeps_within_the_screen(pay):
    page = pay(CHARTS, screen={"width": 320, "height": 640})
    drawn(page)
    for number in range(page.locator(".csg-chart__live").count()):
        box = page.locator(".csg-chart__live").nth(number).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_paper_shows_the_still_pictures(pay):
    page = pay(CHARTS)
    page.emulate_media(media="print")
    expect(page.locator(".csg-chart__still svg:visible")).to_have_count(4)
    expect(page.locator(".csg-chart__live:visible")).to_have_count(0)


def test_without_javascript_the_still_pictures_stay_and_nothing_asks_for_it(signed_in):
    page = signed_in("member", java_script_enabled=False)
    page.goto(CHARTS.address)
    expect(page.locator(".csg-chart__still svg:visible")).to_have_count(4)
    expect(page.locator(".csg-chart__live:visible, .csg-chart__reader:visible")).to_have_count(0)
    expect(page.get_by_role("img", name="Service credits each month, against the cap")).to_be_visible()
