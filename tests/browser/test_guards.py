"""The browser tests can fail: each thing that they watch for is planted once, and found."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page

from tests.browser import findings, focus, keyboard
from tests.browser.keyboard import MOUSE_USED, Keyboard
from tests.browser.scene import contract, january
from tests.browser.watch import Watch, outspoken

pytestmark = pytest.mark.browser

HELP = "/help/"


@pytest.fixture
def watched(base_url, record, new_context):
    """A page, and a watch that is not the test's own: its complaints fail nothing."""
    watch = Watch(base_url)
    with watch.over(outspoken(new_context())) as context:
        yield context.new_page(), watch


def plant(page: Page, html: str) -> None:
    """Put some HTML at the beginning of a page's content."""
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", html)


def test_the_pages_that_faults_are_planted_in_are_sound(watched):
    page, watch = watched
    page.goto(HELP)
    assert findings.on_screens(page) == []
    assert watch.complaints == []


SCRIPTS = [
    pytest.param("console.error('planted')", "console error: planted", id="error-in-the-console"),
    pytest.param("console.warn('planted')", "console warning: planted", id="warning-in-the-console"),
    pytest.param(
        "setTimeout(() => { throw new Error('planted') })", "error in a script", id="uncaught-error"
    ),
    pytest.param("fetch('/nowhere/')", "answered 404: GET", id="answer-of-404"),
    pytest.param(
        "fetch('http://localhost:9/')", "The content security policy refused connect-src", id="fetch"
    ),
    pytest.param(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))",
        "The content security policy refused script-src",
        id="inline-script",
    ),
    pytest.param(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')",
        "The content security policy refused style-src",
        id="inline-style",
    ),
    pytest.param(
        "document.body.insertAdjacentHTML('beforeend', '<img alt=\"\" src=\"https://example.org/x.png\">')",
        "The content security policy refused img-src: https://example.org/x.png",
        id="picture-from-elsewhere",
    ),
]


@pytest.mark.parametrize(("script", "complaint"), SCRIPTS)
def test_the_watch_hears_of(script, complaint, watched):
    page, watch = watched
    page.goto(HELP)
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(300)
    assert any(complaint in found for found in watch.complaints), watch.complaints


def test_the_watch_hears_of_a_request_to_elsewhere(watched):
    page, watch = watched
    page.route("http://council.example/**", lambda route: route.fulfill(body="planted"))
    page.goto("http://council.example/")
    assert watch.complaints == ["asked elsewhere: GET http://council.example/"]


def test_the_watch_hears_of_a_request_that_fails(watched, base_url):
    page, watch = watched
    page.route("**/csg.css", lambda route: route.abort())
    page.goto(HELP)
    assert f"failed: GET {base_url}/static/csg/csg.css: net::ERR_FAILED" in watch.complaints


def test_the_watch_hears_of_an_answer_that_the_test_did_not_expect(watched):
    page, watch = watched
    watch.expect(403)
    page.goto("/nowhere/")
    assert [found.split(":")[0] for found in watch.complaints] == ["answered 404"]


def test_the_watch_lets_pass_what_the_test_expects(watched):
    page, watch = watched
    watch.expect(404)
    page.goto("/nowhere/")
    assert watch.complaints == []


FAULTS = [
    pytest.param("<input>", "label: ", id="input-without-a-label"),
    pytest.param('<img src="/static/csg/icon.svg">', "image-alt: ", id="picture-without-words"),
    pytest.param('<p><font color="#cccccc">Pale</font></p>', "color-contrast: ", id="too-little-contrast"),
    pytest.param("<h2>High</h2><h4>Deep</h4>", "heading-order: ", id="heading-out-of-order"),
    pytest.param("<table><tr><th></th><td>1</td></tr></table>", "empty-table-header: ", id="empty-heading"),
    pytest.param(
        '<button class="csg-link-button">i</button><button class="csg-link-button">i</button>',
        "target-size: ",
        id="targets-too-small",
    ),
    pytest.param('<a href="">Nowhere</a>', "leads nowhere: ", id="link-without-an-address"),
    pytest.param('<a href="#nowhere">Nowhere</a>', "leads nowhere: ", id="link-to-no-place"),
    pytest.param(f"<p><code>{'w' * 60}</code></p>", "", id="long-word-that-breaks"),
    pytest.param('<img alt="" width="400" src="/static/csg/icon.svg">', "on a phone: scrolls", id="too-wide"),
]


@pytest.mark.parametrize(("html", "finding"), FAULTS)
def test_a_fault_is_found(html, finding, watched):
    page, _ = watched
    page.goto(HELP)
    plant(page, html)
    found = findings.on_screens(page)
    assert any(each.startswith(finding) for each in found) if finding else found == []


HIDDEN_FOCUS = """() => {
  const link = document.querySelector("main a");
  link.insertAdjacentHTML("beforebegin", "<div id='lid'></div>");
  Object.assign(document.getElementById("lid").style, { position: "fixed", inset: "0", background: "white" });
}"""
UNMARKED_FOCUS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("@layer planted { :focus { outline: 0 !important; box-shadow: none !important; "
    + "background: none !important; } }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        pytest.param(HIDDEN_FOCUS, "hidden", id="covered"),
        pytest.param(UNMARKED_FOCUS, "not marked", id="unmarked"),
    ],
)
def test_a_focus_that_nobody_sees_is_found(script, complaint, watched):
    page, _ = watched
    page.goto(HELP)
    page.evaluate(script)
    _, found = focus.unseen(page, most=12)
    assert complaint in {each.split(":")[0] for each in found}


def test_the_mouse_is_noticed_where_hands_are_on_the_keyboard(watched):
    page, watch = watched
    Keyboard(page)
    page.goto(HELP)
    page.get_by_role("heading", level=1).click()
    assert watch.complaints == [f"console error: {MOUSE_USED}"]


def test_a_key_does_not_reach_what_it_cannot_reach(watched, monkeypatch):
    monkeypatch.setattr(keyboard, "MOST_STOPS", 20)
    page, _ = watched
    hands = Keyboard(page)
    page.goto(HELP)
    plant(page, '<a href="/" tabindex="-1">Out of reach</a>')
    with pytest.raises(AssertionError, match="is not reached"):
        hands.tab_to(page.get_by_role("link", name="Out of reach"))


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_does_to_the_record_the_next_does_not_find(turn, record):
    assert [january().is_open, contract().title] == [True, "Corporate Support Services Contract"]
    january().delete()
    contract().memberships.all()[0].delete()
    assert not contract().periods.filter(month="2022-01").exists()


@pytest.mark.parametrize(
    ("ci", "outcome"), [pytest.param("", "1 skipped", id="laptop"), pytest.param("true", "1 error", id="ci")]
)
def test_without_chromium_a_browser_test_is_left_out_and_fails_on_ci(ci, outcome):
    environment = {**os.environ, "CHROMIUM": "no-such-browser", "CI": ci}
    one = f"{__file__}::test_the_pages_that_faults_are_planted_in_are_sound"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", one]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert outcome in found.stdout
