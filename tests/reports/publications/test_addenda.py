"""What is published is corrected beside it, by two people, with every figure that differs and why."""

from __future__ import annotations

from hashlib import sha256

import pytest

from contracts.refusals import NotAllowed
from kpis.actions.periods import reopen
from kpis.models import PeriodState
from reports.actions import EditedMeanwhile, addenda
from reports.actions.addenda import Wording, discard, prepare, proposed, publish_addendum
from reports.models import AddendumDraft, Audience, Publication
from reports.papers.public import texts_of
from reports.publications.freezing import data_for, paper_for
from reports.publications.since import since
from tests.factories import make_result
from tests.reports.publications.publishing import AT, DETAILS, published, report_in_review, with_documents

REASON = "The provider sent late figures"
WORDING = Wording(reason=REASON, text="", meeting=DETAILS.meeting, held_on=DETAILS.held_on)


@pytest.fixture
def kpi(contract):
    found = contract.kpis.get(reference="IMT_KPI_01")
    make_result(found, "2021-05", "96")
    make_result(found, "2021-06", "93.5", comment="The lift was out of order.")
    return found


@pytest.fixture
def publication(contract, officer, manager, kpi) -> Publication:
    return with_documents(published(report_in_review(contract, officer), manager))


@pytest.fixture
def corrected(publication, contract, manager, kpi):
    """June is reopened, and its result turns out to have met the target."""
    reopen(period=contract.periods.get(month="2021-06"), by=manager, reason=REASON)
    kpi.results.get(month="2021-06").delete()
    make_result(kpi, "2021-06", "95.5")


def publish(draft, by):
    seen = proposed(draft, made_on=AT.date()).seen
    return publish_addendum(draft=draft, by=by, at=AT, seen=seen, ask_for_documents=lambda addendum: None)


def test_nothing_differs_while_the_record_stays_as_it_is(publication):
    found = since(publication)
    assert (found.told, found.headline) == ((), "Every figure and text is as it was published.")


def test_every_figure_that_differs_is_listed_with_the_reason_that_the_record_has(publication, corrected):
    told = {
        (each.difference.title, each.difference.row, each.difference.what): each
        for each in since(publication).told
    }
    removed = told["Exceptions", "IMT_KPI_01, June 2021", "Row removed"]
    assert removed.why == (f"June 2021: {REASON}",)
    state = told["Months", "June 2021", "State"]
    assert (state.difference.was, state.difference.now) == ("Signed off", "Open")
    green = told["Summary", "June 2021", "Green"]
    assert (green.difference.was, green.difference.now, green.why) == ("0", "1", (f"June 2021: {REASON}",))
    assert not any(each.difference.row.endswith("May 2021") for each in told.values())


def test_an_addendum_names_what_it_corrects_and_the_original_keeps_its_bytes(
    publication, corrected, officer, manager
):
    before = list(publication.texts.values()), list(publication.documents.values())
    addendum = publish(prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0), manager)
    assert (addendum.number, addendum.corrects, addendum.reason) == (2, publication, REASON)
    assert (addendum.prepared_by, addendum.published_by) == (officer, manager)
    assert (list(publication.texts.values()), list(publication.documents.values())) == before
    assert Publication.objects.get(pk=publication.pk).title == DETAILS.title
    said = "\n".join(texts_of(paper_for(addendum, Audience.PUBLIC)))
    assert "corrects publication 1, “How the provider did”, which went to the Overview Board" in said
    assert f"June 2021: {REASON}" in said
    assert "June 2021" in paper_for(addendum, Audience.MEMBERS).provisional
    assert not AddendumDraft.objects.exists()
    for text in addendum.texts.all():
        assert sha256(text.text.encode()).hexdigest() == text.sha256


def test_after_an_addendum_only_what_differs_from_it_counts(publication, corrected, officer, manager):
    addendum = publish(prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0), manager)
    found = since(publication)
    assert (found.last_word, found.told) == (addendum, ())
    assert data_for(addendum, Audience.MEMBERS) != data_for(publication, Audience.MEMBERS)


def refused(draft, by, **changes) -> str:
    values = {"seen": proposed(draft, made_on=AT.date()).seen, **changes}
    with pytest.raises(NotAllowed) as found:
        publish_addendum(draft=draft, by=by, at=AT, ask_for_documents=lambda addendum: None, **values)
    assert Publication.objects.count() == 1
    return str(found.value)


def test_a_second_person_publishes_it(publication, corrected, manager):
    draft = prepare(publication=publication, wording=WORDING, by=manager, at=AT, seen=0)
    assert refused(draft, manager) == "You prepared this addendum, so someone else must publish it."


def test_an_officer_does_not_publish_it_and_a_member_does_not_prepare_it(
    publication, corrected, officer, second_officer, member
):
    draft = prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0)
    assert "contract manager" in refused(draft, second_officer)
    with pytest.raises(NotAllowed):
        prepare(publication=publication, wording=WORDING, by=member, at=AT, seen=1)


def test_one_that_changed_while_it_was_read_is_not_published_unread(publication, corrected, officer, manager):
    draft = prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0)
    assert refused(draft, manager, seen="as it was") == addenda.CHANGED_MEANWHILE


def test_one_that_says_nothing_is_not_published_but_words_alone_are_enough(publication, officer, manager):
    draft = prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0)
    assert refused(draft, manager) == addenda.NOTHING_TO_SAY
    worded = Wording(
        reason=REASON, text="**Paragraph 4** names the wrong month.", meeting="Board", held_on=DETAILS.held_on
    )
    draft = prepare(publication=publication, wording=worded, by=officer, at=AT, seen=draft.version)
    assert "No figure of its tables differs." in "\n".join(
        texts_of(paper_for(publish(draft, manager), Audience.PUBLIC))
    )


def test_two_people_who_write_the_same_one_lose_nothing(publication, corrected, officer, second_officer):
    draft = prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0)
    with pytest.raises(EditedMeanwhile) as found:
        prepare(publication=publication, wording=WORDING, by=second_officer, at=AT, seen=0)
    assert (found.value.version, found.value.theirs["reason"]) == (draft.version, REASON)
    assert prepare(publication=publication, wording=WORDING, by=second_officer, at=AT, seen=1).version == 2


def test_one_that_was_given_up_is_gone_and_its_history_stays(publication, corrected, officer, manager):
    draft = prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0)
    key = draft.pk
    discard(draft=draft, by=officer)
    assert AddendumDraft.history.filter(id=key).first().history_change_reason == "The addendum was given up"
    draft.pk = key
    with pytest.raises(NotAllowed, match="gave it up"):
        publish_addendum(draft=draft, by=manager, at=AT, seen="", ask_for_documents=lambda addendum: None)


def test_an_addendum_has_none_of_its_own(publication, corrected, officer, manager):
    addendum = publish(prepare(publication=publication, wording=WORDING, by=officer, at=AT, seen=0), manager)
    with pytest.raises(NotAllowed, match="corrected by another"):
        prepare(publication=addendum, wording=WORDING, by=officer, at=AT, seen=0)


def test_the_number_of_queries_does_not_grow_with_what_differs(
    publication, contract, officer, django_assert_num_queries, kpi
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    contract.periods.filter(month="2021-06").get()
    kpi.results.get(month="2021-06").delete()
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert since(publication).told
    for each in contract.kpis.exclude(pk=kpi.pk):
        make_result(each, "2021-05", "1")
    with django_assert_num_queries(len(few)):
        assert len(since(publication).told) > 5
    assert contract.periods.get(month="2021-06").state == PeriodState.SIGNED_OFF
