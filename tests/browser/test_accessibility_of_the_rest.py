"""Pages without an address of their own, and the list of pages: none is forgotten."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command

from reports.views import help as help_page
from tests.browser import findings
from tests.browser.itinerary import VISITS
from tests.browser.watch import Watch, outspoken
from tests.support.matrix import Row, rows

pytestmark = pytest.mark.browser

NO_PAGES = {
    "health": "a word for whatever watches the server",
    "council_colours": "a style sheet",
    "mfa_download_recovery_codes": "a file of plain text",
    "month_entry_start": "leads on to a sheet",
    "credits_file": "a file for a spreadsheet",
    "credit_note_file": "a page by itself, to keep",
    "history_download": "a file for a spreadsheet",
    "history_object_download": "a file for a spreadsheet",
    "mitigation_evidence": "a file that somebody attached",
    "statement_file": "a table as a file",
    "document_job_file": "a document that was asked for",
    "document_job_state": "how far it has come, for a script",
    "publication_document": "a document that was published",
    "public_document": "the same, for everybody",
    "openid_connect_callback": "leads on from the council's own sign-in",
}


def test_every_address_that_can_answer_a_page_is_visited():
    readable = {row.name for row in rows() if row.method == "GET" and answers_a_page(row)}
    assert len(readable) > 30
    assert readable - NO_PAGES.keys() - {visit.end for visit in VISITS} == set()


def answers_a_page(row: Row) -> bool:
    return bool(set(row.expected.values()) - {"405", "login"})


def test_no_address_is_excused_that_is_visited():
    assert NO_PAGES.keys() & {visit.end for visit in VISITS} == set()


def test_no_two_visits_are_called_the_same():
    assert [what for what, times in Counter(map(str, VISITS)).items() if times > 1] == []


def test_nothing_is_found_on_the_page_of_an_error(page, watch, monkeypatch):
    monkeypatch.setattr(help_page, "STATUS_WORDS", None)
    watch.expect(500)
    page.goto("/help/")
    assert page.get_by_role("heading", level=1).inner_text() == "Sorry, something went wrong"
    assert findings.on_screens(page) == []


@pytest.mark.parametrize(
    ("reference", "first", "last"),
    [
        pytest.param("LCC-CSS", "2021-07", "2021-12", id="signed-off"),
        pytest.param("LCC-CSS", "2015-04", "2015-06", id="many-exceptions"),
        pytest.param("LCC-CSS", "2022-01", "2022-01", id="nothing-entered"),
    ],
)
def test_nothing_is_found_on_the_file_of_a_statement(reference, first, last, new_context, tmp_path):
    file = tmp_path / "statement.html"
    call_command(
        "statement", reference, f"--from={first}", f"--to={last}", "--format=html", f"--output={file}"
    )
    watch = Watch(tmp_path.as_uri())
    with watch.over(outspoken(new_context())) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.get_by_role("heading", level=1).inner_text() == (
            "Performance of the Corporate Support Services Contract"
        )
        assert findings.on_screens(page) == []
    assert watch.complaints == []
