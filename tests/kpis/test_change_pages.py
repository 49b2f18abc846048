"""Making a change on its pages: chosen, typed, looked at, confirmed; and editing a definition."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contracts.models import ChangeNotice
from kpis.changes.values import Kind
from kpis.models import Kpi, KpiReview, KpiTerms
from kpis.views.changes import FORMS
from tests.factories import make_kpi, make_result, make_terms
from tests.kpis.sheets import held, text_of

NOTICE = {"notice_reference": "CCN1", "notice_date": "2021-07-01", "notice_title": "A change"}
SAID = {"reason": "It was agreed.", "description": "", "status": ""}
TERMS = {"kpi": "IMT_KPI_01", "month": "2021-07", "tsl": "96", "msl": "91", "points": "10", **SAID, **NOTICE}
DECOMMISSION = {"kpi": "IMT_KPI_01", "month": "2021-07", "shares": "yes", **SAID, **NOTICE}
NEW_KPI = {
    "reference": "IMT_KPI_09",
    "area": "IMT",
    "text": "% of tickets closed",
    "unit": "percent",
    "better": "higher",
    "decimals": "1",
    "frequency": "monthly",
    "owner": "Head of IT",
    "month": "2021-07",
    "tsl": "90",
    "msl": "80",
    "points": "5",
    **SAID,
    **NOTICE,
}
GLIDE = {"kpi": "IMT_KPI_01", "month": "2021-07", "finely": "no", **SAID}
EVEN = {**GLIDE, "last": "2021-09", "tsl": "95", "msl": "90", "last_tsl": "96", "last_msl": "91"}


def address(contract, kind: str = "new-terms") -> str:
    return reverse("change_new", args=[contract.reference, kind])


def sent(client, contract, kind, typed, **more):
    """The answer to the form of a kind of change."""
    return client.post(address(contract, kind), {**typed, **more})


def confirmed(client, contract, kind, typed):
    """The answer to the confirmation, after looking at the preview."""
    seen = held(sent(client, contract, kind, typed, then="preview"), "seen")
    return client.post(address(contract, kind), {**typed, "then": "confirm", "seen": seen}, follow=True)


def rows(contract) -> int:
    return KpiTerms.objects.filter(kpi__contract=contract).count()


@pytest.fixture
def ada(administrator, client_of):
    """The administrator's browser."""
    return client_of(administrator)


def test_every_kind_of_change_has_its_form_and_is_offered(contract, ada):
    assert FORMS.keys() == set(Kind)
    page = ada.get(reverse("change_choose", args=[contract.reference]), {"kpi": "IMT_KPI_01"})
    text = text_of(page)
    for kind, form in FORMS.items():
        assert form.title in text
        assert f"{address(contract, kind)}?kpi=IMT_KPI_01" in page.content.decode()


@pytest.mark.parametrize("kind", list(Kind))
def test_each_form_opens_and_asks_for_what_is_missing(contract, ada, kind):
    assert ada.get(address(contract, kind)).status_code == 200
    answer = sent(ada, contract, kind, {})
    assert "There is a problem" in text_of(answer)
    assert "Enter the reason for the change." in text_of(answer)


def test_a_kind_that_is_not_there_leads_nowhere(contract, ada):
    assert ada.get(address(contract, "rename")).status_code == 404


def test_the_kpi_that_was_meant_is_chosen_already(contract, ada):
    page = ada.get(address(contract), {"kpi": "CSC_KPI_01"}).content.decode()
    assert '<option value="CSC_KPI_01" selected>' in page


class TestPreview:
    def test_it_shows_each_row_before_and_after_and_writes_nothing(self, contract, ada):
        before = rows(contract)
        text = text_of(sent(ada, contract, "decommission", DECOMMISSION))
        assert (
            "Check before you confirm: nothing is written yet Decommission IMT_KPI_01 from July 2021" in text
        )
        assert "CCN1 of 1 July 2021: A change (new: it will be recorded)" in text
        assert "Last month of IMT_KPI_01 None: in service → becomes June 2021" in text
        assert "IMT 30 30 Stays the same The contract 75 75 Stays the same" in text
        assert "2 rows of terms" in text
        assert "IMT_KPI_02 July 2021 4 stays 7 stays 20 → becomes 30" in text
        assert (rows(contract), ChangeNotice.objects.filter(contract=contract).count()) == (before, 0)

    def test_everything_typed_travels_with_it_and_back_to_the_form(self, contract, ada):
        preview = sent(ada, contract, "new-terms", TERMS, status="In force & <well>.")
        assert held(preview, "status") == "In force & <well>."
        back = sent(ada, contract, "new-terms", TERMS, status="In force & <well>.", then="change")
        assert held(back, "notice_title") == "A change"
        assert held(back, "status") == "In force & <well>."
        assert held(back, "tsl") == "96"
        assert "There is a problem" not in text_of(back)

    def test_a_total_that_changes_is_pointed_out(self, contract, ada):
        text = text_of(sent(ada, contract, "new-terms", TERMS, points="12"))
        assert "IMT 30 32 Changes The contract 75 77 Changes" in text

    def test_a_new_kpi_is_shown_with_its_definition(self, contract, ada):
        text = text_of(sent(ada, contract, "new-kpi", NEW_KPI))
        assert (
            "Reference IMT_KPI_09 Service area IMT Unit Percent Direction Higher is better Decimals 1" in text
        )
        assert "Owner Head of IT Clause –" in text
        assert "IMT_KPI_09 July 2021 – → becomes 90.0% – → becomes 80.0% – → becomes 5" in text

    def test_what_is_typed_wrong_is_told_beside_its_field_and_nothing_is_lost(self, contract, ada):
        answer = sent(ada, contract, "new-terms", TERMS, tsl="ninety", month="soon")
        text = text_of(answer)
        assert "TSL must be a number" in text
        assert "Enter a month as year and month" in text
        assert held(answer, "tsl") == "ninety"
        assert held(answer, "reason") == "It was agreed."

    def test_what_is_wrong_with_a_new_kpi_is_told_in_sentences(self, contract, ada):
        text = text_of(sent(ada, contract, "new-kpi", NEW_KPI, text="", decimals="5"))
        assert "Enter what it counts." in text
        assert "Enter how many decimals it has, from 0 to 4." in text

    def test_the_impossible_date_of_the_report_is_refused(self, contract, ada):
        answer = sent(ada, contract, "new-terms", TERMS, notice_date="31/11/2021")
        assert "Enter a day that exists, as 2022-04-01." in text_of(answer)

    def test_closed_months_are_listed_with_the_way_to_them(self, contract, ada):
        answer = sent(ada, contract, "decommission", DECOMMISSION, month="2021-05")
        text = text_of(answer)
        assert "This would change May-Jun 2021, which are submitted or signed off" in text
        assert "2 months would have to be sent back or reopened first May 2021 June 2021" in text
        assert reverse("month_review", args=["TST-1", "2021-05"]) in answer.content.decode()
        assert held(answer, "notice_title") == "A change"

    @pytest.mark.parametrize("kind", ["new-terms", "decommission"])
    def test_these_changes_need_a_notice(self, contract, ada, kind):
        typed = {**TERMS, **DECOMMISSION, **dict.fromkeys(NOTICE, "")}
        assert "Choose the change notice on record, or enter a new one." in text_of(
            sent(ada, contract, kind, typed)
        )

    def test_a_redistribution_needs_none(self, contract, ada):
        typed = {**DECOMMISSION, **dict.fromkeys(NOTICE, "")}
        assert "2 rows of terms" in text_of(sent(ada, contract, "redistribution", typed))


class TestConfirming:
    def test_it_writes_what_was_shown_and_says_what_it_did(self, contract, ada):
        make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "95.5")
        answer = confirmed(ada, contract, "new-terms", TERMS)
        assert answer.redirect_chain[-1][0] == reverse("change_done", args=[contract.reference])
        text = text_of(answer)
        assert "Done New terms of IMT_KPI_01 from July 2021 1 row of terms was written under CCN1." in text
        assert "IMT_KPI_01 July 2021 Green → becomes Amber" in text
        row = KpiTerms.objects.get(
            kpi__reference="IMT_KPI_01", kpi__contract=contract, effective_from="2021-07"
        )
        assert (row.tsl, row.msl, row.change_notice.reference) == (96, 91, "CCN1")

    def test_without_an_effect_it_says_so(self, contract, ada):
        text = text_of(confirmed(ada, contract, "decommission", DECOMMISSION))
        assert "No result of an open month changed its colour or its points." in text

    def test_a_notice_on_record_is_chosen_by_its_reference(self, contract, ada):
        ChangeNotice.objects.create(contract=contract, reference="CCN7", date=date(2021, 6, 1), title="Seven")
        typed = {**TERMS, **dict.fromkeys(NOTICE, ""), "change_notice": "CCN7"}
        confirmed(ada, contract, "new-terms", typed)
        row = KpiTerms.objects.get(kpi__contract=contract, effective_from="2021-07")
        assert row.change_notice.reference == "CCN7"

    def test_a_record_that_changed_since_the_preview_is_shown_again(self, contract, ada):
        seen = held(sent(ada, contract, "decommission", DECOMMISSION), "seen")
        make_kpi(contract, "IMT_KPI_03", points="30")
        before = rows(contract)
        answer = sent(ada, contract, "decommission", DECOMMISSION, then="confirm", seen=seen)
        assert "The record has changed since you saw this preview, so nothing was written" in text_of(answer)
        assert "IMT_KPI_03 July 2021" in text_of(answer)
        assert held(answer, "seen") != seen
        assert rows(contract) == before

    def test_a_confirmation_without_a_preview_writes_nothing(self, contract, ada):
        before = rows(contract)
        answer = sent(ada, contract, "new-terms", TERMS, then="confirm")
        assert "so nothing was written" in text_of(answer)
        assert rows(contract) == before

    def test_a_new_kpi_is_there_with_its_words(self, contract, ada):
        confirmed(ada, contract, "new-kpi", NEW_KPI)
        kpi = Kpi.objects.get(contract=contract, reference="IMT_KPI_09")
        assert (kpi.owner, kpi.decimals, kpi.description) == ("Head of IT", 1, "% of tickets closed")

    def test_a_replacement_takes_the_old_ones_points(self, contract, ada):
        typed = {**NEW_KPI, "old": "IMT_KPI_01", "passes": "yes", "points": ""}
        text = text_of(confirmed(ada, contract, "replacement", typed))
        assert "Replace IMT_KPI_01 by IMT_KPI_09 from July 2021" in text
        new = Kpi.objects.get(contract=contract, reference="IMT_KPI_09")
        assert (new.replaces.reference, new.terms.get().points) == ("IMT_KPI_01", 10)

    @pytest.mark.parametrize(
        ("typed", "tsls"),
        [
            pytest.param(EVEN, ["95.5", "96"], id="even"),
            pytest.param(
                {**GLIDE, "listed": "95 90\n95.25, 90\n\n95.75 91\n"}, ["95.25", "95.75"], id="listed"
            ),
        ],
    )
    def test_a_glide_path_is_laid_down_month_by_month(self, contract, ada, typed, tsls):
        confirmed(ada, contract, "glide-path", typed)
        found = KpiTerms.objects.filter(kpi__contract=contract, change="glide").order_by("effective_from")
        assert [(str(row.effective_from), f"{row.tsl.normalize()}") for row in found] == list(
            zip(["2021-08", "2021-09"], tsls, strict=True)
        )

    def test_even_steps_can_be_finer_than_the_kpi(self, contract, ada):
        typed = {**EVEN, "last": "2021-10", "finely": "yes"}
        confirmed(ada, contract, "glide-path", typed)
        row = KpiTerms.objects.get(kpi__contract=contract, effective_from="2021-08")
        assert f"{row.tsl}" == "95.3333"

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            pytest.param(GLIDE, "or list the levels", id="nothing"),
            pytest.param(
                {**EVEN, "msl": ""}, "Enter an MSL in the first and in the last month", id="one-msl"
            ),
            pytest.param({**EVEN, "last": "2021-07"}, "at least one month after", id="no-step"),
            pytest.param({**GLIDE, "listed": "95 ninety"}, "“95 ninety” must be a number", id="words"),
            pytest.param({**GLIDE, "listed": "95 90 85"}, "more than a TSL and an MSL", id="three"),
            pytest.param({**GLIDE, "listed": ", 90"}, "has no TSL", id="no-tsl"),
            pytest.param({**GLIDE, "listed": "95 90\n96"}, "an MSL for each TSL", id="mixed"),
        ],
    )
    def test_a_path_that_is_none_is_refused(self, contract, ada, typed, why):
        assert why in text_of(sent(ada, contract, "glide-path", typed))

    def test_points_shared_for_a_time_can_be_given_back(self, contract, ada):
        confirmed(ada, contract, "redistribution", DECOMMISSION)
        text = text_of(
            confirmed(
                ada,
                contract,
                "end-redistribution",
                {**DECOMMISSION, "month": "2021-08", **dict.fromkeys(NOTICE, "")},
            )
        )
        assert "Give IMT_KPI_01 its points back from August 2021" in text

    def test_only_kpis_whose_points_are_shared_are_offered_for_that(self, contract, ada):
        make_terms(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", tsl="4", msl="7", points="0")
        page = ada.get(address(contract, "end-redistribution")).content.decode()
        assert re.findall(r'<option value="(\w+_KPI_\d+)"', page) == ["IMT_KPI_02"]

    def test_terms_that_were_a_mistake_are_taken_back(self, contract, ada):
        make_terms(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", tsl="99")
        typed = {"kpi": "IMT_KPI_01", "month": "2021-07", "reason": "Typed wrong."}
        text = text_of(confirmed(ada, contract, "take-back", typed))
        assert "Done Take back the terms of IMT_KPI_01 from July 2021 1 row of terms was taken away." in text
        assert not KpiTerms.objects.filter(kpi__reference="IMT_KPI_01", effective_from="2021-07").exists()

    def test_a_review_is_recorded(self, contract, ada):
        typed = {"kpi": "IMT_KPI_01", "held_on": "2021-06-30", **SAID}
        text = text_of(confirmed(ada, contract, "review", typed))
        assert "The review was recorded." in text
        assert KpiReview.objects.get(kpi__contract=contract).held_on == date(2021, 6, 30)

    def test_a_review_is_recorded_once_it_is_held(self, contract, ada):
        tomorrow = timezone.localdate() + timedelta(days=1)
        contract.end = tomorrow + timedelta(days=1)
        contract.save()
        page = sent(ada, contract, "review", {"kpi": "IMT_KPI_01", "held_on": f"{tomorrow}", **SAID})
        assert "Enter a day that has come" in page.content.decode()

    def test_the_page_of_what_was_done_is_for_whoever_did_it(self, contract, ada):
        answer = ada.get(reverse("change_done", args=[contract.reference]))
        assert answer.url == reverse("change_list", args=[contract.reference])


@pytest.mark.parametrize("person", ["member", "officer", "manager"])
@pytest.mark.parametrize("kind", ["decommission", "review"])
def test_nobody_else_gets_to_the_forms(request, contract, client_of, person, kind):
    client = client_of(request.getfixturevalue(person))
    before = rows(contract)
    assert client.get(address(contract, kind)).status_code == 403
    assert sent(client, contract, kind, DECOMMISSION, then="confirm").status_code == 403
    assert rows(contract) == before


def test_a_preview_takes_as_many_queries_for_many_kpis(ada, contract, django_assert_max_num_queries):
    counted = []
    for more in (2, 20):
        for number in range(more):
            make_kpi(contract, f"IMT_KPI_{more}{number:02}")
        with django_assert_max_num_queries(20) as queries:
            sent(ada, contract, "decommission", DECOMMISSION)
        counted.append(len(queries))
    assert counted[0] == counted[1]


WORDS = {
    "description": "% of incidents closed",
    "numerator_meaning": "Incidents closed in time",
    "denominator_meaning": "All incidents",
    "owner": "Head of IT",
    "clause": "Schedule 2",
    "why_it_matters": "People cannot work.",
    "baseline_note": "",
}


class TestWords:
    @pytest.fixture
    def page(self, contract):
        return reverse("kpi_edit", args=[contract.reference, "IMT_KPI_01"])

    def test_they_are_saved_with_the_reason(self, contract, ada, administrator, page):
        seen = held(ada.get(page), "seen")
        answer = ada.post(page, {**WORDS, "seen": seen, "reason": "Clearer."}, follow=True)
        assert "The definition of IMT_KPI_01 is saved." in text_of(answer)
        assert "Numerator Incidents closed in time Denominator All incidents" in text_of(answer)
        kpi = contract.kpis.get(reference="IMT_KPI_01")
        assert (kpi.owner, kpi.clause) == ("Head of IT", "Schedule 2")
        version = kpi.history.latest()
        assert (version.history_user, version.history_change_reason) == (administrator, "Clearer.")

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"reason": ""}, "Enter the reason for the edit."),
            ({"description": ""}, "Enter what it counts."),
            ({"owner": "x" * 201}, "at most 200 characters"),
        ],
        ids=["no-reason", "no-description", "too-long"],
    )
    def test_what_is_wrong_is_told_and_nothing_is_lost(self, contract, ada, page, wrong, why):
        seen = held(ada.get(page), "seen")
        answer = ada.post(page, {**WORDS, "seen": seen, "reason": "Clearer.", **wrong})
        assert why in text_of(answer)
        assert held(answer, "clause") == "Schedule 2"
        assert contract.kpis.get(reference="IMT_KPI_01").clause == ""

    def test_an_edit_that_crosses_another_shows_both_and_writes_neither(self, contract, ada, page):
        seen = held(ada.get(page), "seen")
        kpi = contract.kpis.get(reference="IMT_KPI_01")
        kpi.owner = "Somebody else"
        kpi.save()
        answer = ada.post(page, {**WORDS, "seen": seen, "reason": "Clearer."})
        assert answer.status_code == 409
        assert "Somebody else edited this definition meanwhile" in text_of(answer)
        assert "Owner Somebody else" in text_of(answer)
        assert held(answer, "owner") == "Head of IT"
        kpi.refresh_from_db()
        assert kpi.owner == "Somebody else"
        again = {**WORDS, "seen": held(answer, "seen"), "reason": "Clearer."}
        assert ada.post(page, again).status_code == 302
        kpi.refresh_from_db()
        assert kpi.owner == "Head of IT"

    def test_a_mistake_does_not_hide_that_somebody_else_edited(self, contract, ada, page):
        seen = held(ada.get(page), "seen")
        kpi = contract.kpis.get(reference="IMT_KPI_01")
        kpi.owner = "Somebody else"
        kpi.save()
        answer = ada.post(page, {**WORDS, "seen": seen, "reason": ""})
        assert held(answer, "seen") == seen

    @pytest.mark.parametrize("person", ["member", "officer", "manager"])
    def test_nobody_else_edits_them(self, request, client_of, page, person):
        assert client_of(request.getfixturevalue(person)).post(page, WORDS).status_code == 403
