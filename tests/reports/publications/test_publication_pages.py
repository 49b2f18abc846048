"""The register, a publication, its documents and its public link, as people and the public find them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kpis.actions.periods import reopen
from reports.models import DocumentJob, Format, Publication, PublicLink
from reports.publications.store import content_of
from tests.factories import make_result
from tests.reports.publications.publishing import (
    AT,
    make_public,
    make_publication,
    published,
    report_in_review,
    with_documents,
)


@pytest.fixture
def publication(contract, officer, manager) -> Publication:
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-06", "93.5", comment="The lift.")
    return make_publication(contract, officer, manager)


def page_of(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def test_a_report_is_published_after_it_was_read(client_of, contract, officer, manager):
    report = report_in_review(contract, officer)
    browser = client_of(manager)
    path = reverse("report_publish", args=[contract.reference, report.number])
    page = browser.get(path)
    assert "Provisional: July 2021" in page.content.decode()
    after = browser.post(path, {"seen": page.context["seen"]})
    publication = Publication.objects.get()
    assert after["Location"] == publication.get_absolute_url()
    job = DocumentJob.objects.get(kind="publication")
    assert (job.of, job.asked_by) == ({"number": publication.number}, manager)
    shown = browser.get(publication.get_absolute_url()).content.decode()
    assert "The documents are being made" in shown
    assert job.get_absolute_url() in shown


def test_a_report_that_was_not_read_as_it_is_now_is_shown_again(client_of, contract, officer, manager):
    report = report_in_review(contract, officer)
    page = client_of(manager).post(
        reverse("report_publish", args=[contract.reference, report.number]), {"seen": "x"}
    )
    assert page.status_code == 409
    assert "is not what you were shown any longer" in page.content.decode()
    assert not Publication.objects.exists()


def test_the_register_lists_reports_with_their_addenda_and_sorts(
    client_of, contract, officer, manager, member
):
    first = make_publication(contract, officer, manager, title="Zebras")
    second = make_publication(contract, officer, manager, title="Apples")
    make_public(second, manager)
    page = page_of(client_of(member), "publication_list", contract.reference)
    assert [row.record for row in page.context["table"].rows] == [second, first]
    assert [row.get_cell("public") for row in page.context["table"].rows] == ["On", "Off"]
    sha256 = first.texts.get(audience="members", kind="paper").sha256
    assert sha256[:12] in page.content.decode()
    page = page_of(client_of(member), "publication_list", contract.reference, sort="-title")
    assert [row.record for row in page.context["table"].rows] == [first, second]


def test_an_empty_register_says_so(client_of, contract, member):
    page = page_of(client_of(member), "publication_list", contract.reference)
    assert "Nothing has been published yet." in page.content.decode()


def test_the_register_costs_the_same_however_long_it_is(
    client_of, contract, officer, manager, member, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client_of(member)
    make_publication(contract, officer, manager)
    page_of(browser, "publication_list", contract.reference)
    with CaptureQueriesContext(connection) as few:
        page_of(browser, "publication_list", contract.reference)
    for _ in range(3):
        make_publication(contract, officer, manager)
    with django_assert_max_num_queries(len(few)):
        assert len(page_of(browser, "publication_list", contract.reference).context["table"].rows) == 4


def test_a_publication_costs_the_same_however_much_differs(
    client_of, contract, member, manager, publication, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = client_of(member)
    reopen(period=contract.periods.get(month="2021-06"), by=manager, reason="Late figures")
    page_of(browser, "publication_detail", contract.reference, 1)
    with CaptureQueriesContext(connection) as few:
        page_of(browser, "publication_detail", contract.reference, 1)
    for kpi in contract.kpis.exclude(reference="IMT_KPI_01"):
        make_result(kpi, "2021-06", "1")
    with django_assert_max_num_queries(len(few)):
        page = page_of(browser, "publication_detail", contract.reference, 1)
    assert len(page.context["since"].told) > 5


def test_a_member_takes_every_document_as_it_was_kept(client_of, contract, member, publication):
    for document in publication.documents.all():
        answer = page_of(
            client_of(member),
            "publication_document",
            contract.reference,
            1,
            document.audience,
            document.format,
        )
        assert b"".join(answer.streaming_content) == content_of(document)
        assert answer["Content-Disposition"] == f'attachment; filename="{document.name}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("audience", "form"), [("members", "doc"), ("friends", "pdf")])
def test_a_document_that_there_is_not_is_not_found(audience, form, client_of, contract, member, publication):
    answer = page_of(client_of(member), "publication_document", contract.reference, 1, audience, form)
    assert answer.status_code == 404


def test_a_file_that_the_store_lost_is_not_found(client_of, contract, member, publication):
    file = publication.documents.get(audience="members", format="pdf").file
    file.storage.delete(file.name)
    answer = page_of(client_of(member), "publication_document", contract.reference, 1, "members", "pdf")
    assert answer.status_code == 404


def switch(client, publication, is_on: str):
    path = reverse("publication_link", args=[publication.contract.reference, publication.number])
    return client.post(path, {"is_on": is_on}, follow=True)


def test_a_manager_opens_a_publication_to_everybody_and_closes_it_again(client_of, publication, manager):
    browser, public = client_of(manager), Client()
    page = switch(browser, publication, "yes").content.decode()
    link = PublicLink.objects.get(publication=publication)
    path = reverse("public_publication", args=[link.token])
    assert f"http://testserver{path}" in page
    assert public.get(path).status_code == 200
    switch(browser, publication, "no")
    assert public.get(path).status_code == 404
    assert public.get(reverse("public_document", args=[link.token, "pdf"])).status_code == 404
    switch(browser, publication, "yes")
    assert public.get(path).status_code == 200
    history = list(link.history.values_list("is_on", "history_user__name"))
    assert history == [(True, manager.name), (False, manager.name), (True, manager.name)]


def test_a_link_cannot_be_guessed_and_is_of_one_publication(
    client_of, contract, officer, manager, publication
):
    second = with_documents(published(report_in_review(contract, officer), manager))
    for each in (publication, second):
        switch(client_of(manager), each, "yes")
    tokens = set(PublicLink.objects.values_list("token", flat=True))
    assert len(tokens) == 2
    assert all(len(token) >= 43 for token in tokens)


def test_nothing_is_opened_to_everybody_before_its_documents_are_there(client_of, contract, officer, manager):
    publication = published(report_in_review(contract, officer), manager)
    assert "are still being made" in switch(client_of(manager), publication, "yes").content.decode()
    assert not PublicLink.objects.exists()


def test_the_public_takes_public_documents_alone(publication, manager):
    token = make_public(publication, manager).token
    page = Client().get(reverse("public_publication", args=[token])).content.decode()
    assert "/documents/members/" not in page
    for form in Format:
        answer = Client().get(reverse("public_document", args=[token, form]))
        assert b"".join(answer.streaming_content) == f"1 public {form}".encode()


def test_what_the_public_reads_is_kept_by_nobody_and_found_by_no_search_engine(publication, manager):
    token = make_public(publication, manager).token
    for name, args in (("public_publication", [token]), ("public_document", [token, "pdf"])):
        answer = Client().get(reverse(name, args=args))
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert not answer.cookies


def test_the_public_sees_an_addendum_once_its_own_link_is_on(
    client_of, contract, officer, manager, publication
):
    from reports.actions.addenda import Wording, prepare, proposed, publish_addendum

    token = make_public(publication, manager).token
    words = Wording(reason="A wrong name", text="It is Smith.", meeting="Board", held_on=publication.held_on)
    draft = prepare(publication=publication, wording=words, by=officer, at=AT, seen=0)
    seen = proposed(draft, made_on=AT.date()).seen
    addendum = publish_addendum(
        draft=draft, by=manager, at=AT, seen=seen, ask_for_documents=lambda made: None
    )
    path = reverse("public_publication", args=[token])
    assert "This paper was corrected by" not in Client().get(path).content.decode()
    own = make_public(with_documents(addendum), manager, token="of-the-addendum").token  # noqa: S106
    assert reverse("public_publication", args=[own]) in Client().get(path).content.decode()
    assert path in Client().get(reverse("public_publication", args=[own])).content.decode()


def test_missing_documents_are_asked_for_again(client_of, contract, officer, manager):
    publication = published(report_in_review(contract, officer), manager)
    answer = client_of(manager).post(
        reverse("publication_make", args=[contract.reference, publication.number])
    )
    assert answer["Location"] == DocumentJob.objects.get().get_absolute_url()


def test_the_pages_of_an_addendum_lead_from_what_differs_to_what_is_published(
    client_of, contract, officer, manager, publication
):
    reopen(period=contract.periods.get(month="2021-06"), by=manager, reason="Late figures")
    browser, where = client_of(officer), [contract.reference, 1]
    assert "1 figure or text differs now." in browser.get(publication.get_absolute_url()).content.decode()
    page = browser.get(reverse("addendum", args=where))
    assert "June 2021: Late figures" in page.content.decode()
    typed = {"reason": "Late figures", "text": "", "meeting": "Board", "held_on": "31/11/2021", "seen": "0"}
    page = browser.post(reverse("addendum", args=where), typed)
    assert "There is no 31 November 2021" in page.content.decode()
    assert "Late figures" in page.content.decode()
    answer = browser.post(reverse("addendum", args=where), {**typed, "held_on": "30/11/2021"})
    assert answer["Location"] == reverse("addendum_publish", args=where)
    page = client_of(manager).get(answer["Location"])
    after = client_of(manager).post(answer["Location"], {"seen": page.context["seen"]}, follow=True)
    assert "Addendum 2 is published beside Publication 1." in after.content.decode()
    assert (
        "Every figure and text is as it was published."
        in browser.get(publication.get_absolute_url()).content.decode()
    )


def test_an_addendum_is_given_up(client_of, contract, officer, publication):
    browser, where = client_of(officer), [contract.reference, 1]
    typed = {"reason": "Late", "text": "x", "meeting": "Board", "held_on": "30/11/2021", "seen": "0"}
    browser.post(reverse("addendum", args=where), typed)
    browser.post(reverse("addendum_discard", args=where))
    assert browser.get(reverse("addendum_publish", args=where)).status_code == 404
