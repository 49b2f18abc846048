"""The pages of mitigations: list, form, detail, and the steps that ask before they are taken."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from kpis.actions import mitigations
from kpis.actions.mitigations import version_of
from kpis.models import Mitigation
from tests.factories import (
    make_membership,
    make_mitigation,
    make_result,
    make_user,
)
from tests.kpis.mitigating import agree, decline, draft, end, months_of, proposed
from tests.kpis.sheets import held, text_of

KPI, OTHER = "IMT_KPI_01", "IMT_KPI_02"
DONE = {"decline": "declined", "withdraw": "withdrawn", "end": "ended"}


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference=KPI)


@pytest.fixture
def proposal(contract, officer):
    return proposed(contract, officer, impact="Calls wait", path_to_green="Dry the cellar")


def at(name: str, contract, mitigation: object = None) -> str:
    """The address of a page about mitigations, or about one of them."""
    return reverse(f"mitigation_{name}", args=[contract.reference, *([mitigation] if mitigation else [])])


def typed(*rows: tuple[str, ...], **said: object) -> dict[str, str]:
    """The form as a browser sends it, with rows of KPI, first and last month."""
    names = ("kpi", "month_from", "month_to")
    filled = {
        f"kpis-{place}-{name}": value
        for place, row in enumerate(rows)
        for name, value in zip(names, (*row, "", ""), strict=False)
    }
    counts = {"kpis-TOTAL_FORMS": str(len(rows)), "kpis-INITIAL_FORMS": "0"}
    words = {"covers": "shortfall", "reason": "A flood", "impact": "", "path_to_green": "", "expected": ""}
    return {**counts, **filled, **words, "then": "send", "seen": "0", **said}


# Proposing.


def test_a_mitigation_is_proposed_on_the_page(contract, officer, client_of):
    rows = [(KPI, "2021-07"), ("", ""), (OTHER, "2021-07", "2021-08")]
    data = typed(*rows, impact="Calls wait", path_to_green="Dry it", expected="31/12/2021", covers="every")
    answer = client_of(officer).post(at("propose", contract), data, follow=True)
    mitigation = Mitigation.objects.get(contract=contract)
    assert answer.redirect_chain == [(at("detail", contract, "M1"), 302)]
    assert "M1 is proposed. A manager decides on it." in text_of(answer)
    assert months_of(mitigation) == ["IMT_KPI_01 2021-07 to now", "IMT_KPI_02 2021-07 to 2021-08"]
    assert (mitigation.impact, mitigation.path_to_green, mitigation.covers) == (
        "Calls wait",
        "Dry it",
        "every",
    )
    assert (mitigation.expected, mitigation.proposed_by) == (date(2021, 12, 31), officer)


@pytest.mark.parametrize(
    ("rows", "changes", "sentence", "field"),
    [
        ([("", "")], {}, "Name at least one KPI", "kpis-0-kpi"),
        ([(KPI, "")], {}, "Enter the first month of IMT_KPI_01.", "kpis-0-month_from"),
        ([("", "2021-07")], {}, "Choose the KPI that these months are for.", "kpis-0-kpi"),
        ([(KPI, "2021-13")], {}, "Enter a month as year and month", "kpis-0-month_from"),
        ([("NO_KPI_01", "2021-07")], {}, "Choose a KPI of this contract.", "kpis-0-kpi"),
        ([("", ""), (KPI, "2021-08", "2021-07")], {}, "cannot come before its first", "kpis-1-month_from"),
        ([(KPI, "2021-03")], {}, "not in service in March 2021", "kpis-0-month_from"),
        ([(KPI, "2021-07"), (KPI, "2021-08")], {}, "IMT_KPI_01 is there twice", "kpis-1-month_from"),
        ([(KPI, "2021-07")], {"reason": " "}, "Enter the reason", "reason"),
        ([(KPI, "2021-07")], {"covers": ""}, "Choose what it covers.", "covers"),
        ([(KPI, "2021-07")], {"expected": "31/11/2021"}, "Enter a day that exists", "expected"),
        ([(KPI, "2021-07")], {"impact": "x" * 5001}, "at most 5,000 characters", "impact"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_at_the_top(
    contract, officer, client_of, rows, changes, sentence, field
):
    answer = client_of(officer).post(at("propose", contract), typed(*rows, **changes))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert text_of(answer).count(sentence) == 2
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)[1]
    target = re.search(r'href="#([\w-]+)"', summary)[1]
    assert target == f"id_{field}" + ("_0" if field == "covers" else "")
    assert f'id="{target}"' in page
    assert not Mitigation.objects.filter(contract=contract).exists()


def test_nothing_that_was_typed_is_lost(contract, officer, client_of):
    data = typed((KPI, "2021-13", "soon"), reason="Line one\nLine two", expected="31/11/2021")
    for then in ("send", "preview", "add_row"):
        answer = client_of(officer).post(at("propose", contract), {**data, "then": then})
        page = answer.content.decode()
        assert held(answer, "reason") == "Line one\nLine two"
        for value in ("2021-13", "soon", "31/11/2021"):
            assert f'value="{value}"' in page, then
        assert f'<option value="{KPI}" selected>' in page


def test_a_row_more_is_added_without_a_script_and_without_complaint(contract, officer, client_of):
    answer = client_of(officer).post(at("propose", contract), typed((KPI, ""), reason="", then="add_row"))
    assert "There is a problem" not in text_of(answer)
    assert 'name="kpis-TOTAL_FORMS" value="2"' in answer.content.decode()
    assert 'name="kpis-1-kpi"' in answer.content.decode()


@pytest.mark.parametrize("counted", [None, "", "0", "-1", "many", "99999"])
def test_a_form_without_a_usable_number_of_rows_is_asked_again(contract, officer, client_of, counted):
    data = typed((KPI, "2021-07"))
    data.pop("kpis-TOTAL_FORMS")
    answer = client_of(officer).post(
        at("propose", contract), data if counted is None else {**data, "kpis-TOTAL_FORMS": counted}
    )
    assert answer.status_code in (200, 302)
    assert 'name="kpis-0-kpi"' in answer.content.decode() or answer.status_code == 302


def test_what_it_would_change_is_seen_before_it_is_sent(contract, officer, client_of, kpi):
    make_result(kpi, "2021-07", "91")
    make_mitigation(kpi, reference="M4", month_from="2021-10")
    answer = client_of(officer).post(at("propose", contract), typed((KPI, "2021-06"), then="preview"))
    text = text_of(answer)
    assert "IMT_KPI_01 is mitigated by M4 already, October 2021 onwards." in text
    assert "It reaches into Jun 2021, which is submitted or signed off: begin later" in text
    assert "IMT_KPI_01 July 2021 Amber Blue" in text
    assert Mitigation.objects.filter(contract=contract).count() == 1


def test_an_overlap_is_a_warning_when_it_is_proposed(contract, officer, client_of, kpi):
    make_mitigation(kpi, reference="M4", month_from="2021-10")
    answer = client_of(officer).post(at("propose", contract), typed((KPI, "2021-07")), follow=True)
    assert "M4 already, October 2021 onwards: only one of the two can be agreed." in text_of(answer)
    assert Mitigation.objects.filter(contract=contract, state="proposed").exists()


# Changing.


def test_a_proposal_is_changed_on_the_page(contract, officer, client_of, proposal):
    client = client_of(officer)
    page = client.get(at("change", contract, "M1"))
    assert (held(page, "reason"), held(page, "impact")) == ("A flood", "Calls wait")
    assert f'<option value="{KPI}" selected>' in page.content.decode()
    data = typed((OTHER, "2021-08"), reason="Two floods", seen=held(page, "seen"))
    answer = client.post(at("change", contract, "M1"), data, follow=True)
    assert "M1 is changed." in text_of(answer)
    assert months_of(proposal) == ["IMT_KPI_02 2021-08 to now"]


def test_two_who_change_a_proposal_do_not_overwrite_each_other_unseen(
    contract, officer, second_officer, client_of, proposal
):
    client = client_of(officer)
    seen = held(client.get(at("change", contract, "M1")), "seen")
    mitigations.change(
        mitigation=proposal, draft=draft(contract), by=second_officer, seen=version_of(proposal)
    )
    data = typed((OTHER, "2021-08"), reason="Mine", seen=seen)
    looked = client.post(at("change", contract, "M1"), {**data, "then": "preview"})
    assert held(looked, "seen") == seen
    told = client.post(at("change", contract, "M1"), data)
    assert "Oscar Officer changed M1 meanwhile." in text_of(told)
    assert held(told, "reason") == "Mine"
    assert months_of(proposal) == ["IMT_KPI_01 2021-07 to now"]
    client.post(at("change", contract, "M1"), {**data, "seen": held(told, "seen")})
    assert months_of(proposal) == ["IMT_KPI_02 2021-08 to now"]


def test_a_decided_one_is_not_offered_for_change(contract, officer, manager, client_of, proposal):
    decline(proposal, manager)
    answer = client_of(officer).get(at("change", contract, "M1"), follow=True)
    assert answer.redirect_chain == [(at("detail", contract, "M1"), 302)]
    assert "M1 was declined by Mary Manager, so it cannot be changed." in text_of(answer)


# Deciding and ending.


def test_a_manager_sees_what_agreeing_changes_agrees_and_reads_what_changed(
    contract, manager, client_of, proposal, kpi
):
    make_result(kpi, "2021-07", "91")
    client = client_of(manager)
    page = client.get(at("agree", contract, "M1"))
    assert "What agreeing it changes in open months" in text_of(page)
    assert "IMT_KPI_01 July 2021 Amber Blue" in text_of(page)
    data = {"seen": held(page, "seen"), "note": "Until it is dry"}
    text = text_of(client.post(at("agree", contract, "M1"), data, follow=True))
    assert "M1 is agreed. In open months 1 result changed colour." in text
    assert "Agreed by Mary Manager on" in text
    assert "Until it is dry" in text
    assert "Results that agreeing or ending it changed" in text
    assert "IMT_KPI_01 July 2021 Amber Blue" in text
    assert "July 2021 onwards Jul 2021" in text


def test_points_that_change_are_said(contract, officer, manager, client_of, kpi):
    terms = {"amber_share": "0.5", "red_share": 1, "credit_per_point": 450, "cap_percent": 10}
    contract.credit_terms.create(effective_from="2021-04", **terms)
    make_result(kpi, "2021-07", "91")
    proposed(contract, officer)
    page = client_of(manager).get(at("agree", contract, "M1"))
    assert "IMT_KPI_01 July 2021 Amber Blue 5, now 0" in text_of(page)


def test_what_changed_since_the_page_was_read_is_not_agreed(contract, officer, manager, client_of, proposal):
    client = client_of(manager)
    seen = held(client.get(at("agree", contract, "M1")), "seen")
    asked = draft(contract, (KPI, "2021-08"))
    mitigations.change(mitigation=proposal, draft=asked, by=officer, seen=version_of(proposal))
    answer = client.post(at("agree", contract, "M1"), {"seen": seen, "note": "Fine"})
    assert "Olive Officer changed M1 meanwhile." in text_of(answer)
    assert held(answer, "note") == "Fine"
    assert Mitigation.objects.get(pk=proposal.pk).state == "proposed"
    client.post(at("agree", contract, "M1"), {"seen": held(answer, "seen")})
    assert Mitigation.objects.get(pk=proposal.pk).state == "agreed"


def test_the_second_of_two_who_decide_is_told_with_what_they_wrote(contract, manager, client_of, proposal):
    second = make_user("mona@council.example", name="Mona Manager")
    make_membership(second, contract, "manager")
    client = client_of(second)
    seen = held(client.get(at("decline", contract, "M1")), "seen")
    agree(proposal, manager)
    data = {"seen": seen, "reason": "Not & never"}
    text = text_of(client.post(at("decline", contract, "M1"), data, follow=True))
    assert "M1 was agreed by Mary Manager, so it cannot be declined. You wrote: “Not & never”" in text


@pytest.mark.parametrize("step", ["decline", "withdraw", "end"])
def test_a_reason_is_asked_for(contract, manager, client_of, proposal, step):
    if step == "end":
        agree(proposal, manager)
    answer = client_of(manager).post(at(step, contract, "M1"), {"last": "2021-07", "reason": " "})
    assert text_of(answer).count(f"Say why it is {DONE[step]}") == 2


def test_a_mitigation_is_declined_withdrawn_and_ended_on_its_pages(
    contract, officer, manager, client_of, kpi
):
    make_result(kpi, "2021-08", "91")
    first, second, third = (proposed(contract, officer) for _ in range(3))
    client = client_of(manager)
    declined = {"seen": version_of(first), "reason": "It was dry"}
    assert "M1 is declined." in text_of(client.post(at("decline", contract, first), declined, follow=True))
    answer = client_of(officer).post(at("withdraw", contract, second), {"reason": "A mistake"}, follow=True)
    assert "M2 is withdrawn." in text_of(answer)
    assert re.search(r"Withdrawn by Olive Officer on \d+ \w+ \d{4} ?A mistake", text_of(answer))
    agree(third, manager)
    data = {"last": "2021-07", "reason": "The water is gone"}
    text = text_of(client.post(at("end", contract, third), data, follow=True))
    assert "M3 is ended. In open months 1 result changed colour." in text
    assert "IMT_KPI_01 August 2021 Blue Amber" in text
    assert re.search(r"Ended by Mary Manager on \d+ \w+ \d{4} ?The water is gone", text)


def test_a_refusal_of_the_rules_stands_on_the_page_with_what_was_typed(
    contract, manager, client_of, proposal, kpi
):
    make_mitigation(kpi, reference="M4", month_from="2021-10")
    data = {"seen": version_of(proposal), "note": "Fine"}
    answer = client_of(manager).post(at("agree", contract, "M1"), data)
    assert "IMT_KPI_01 is mitigated by M4 already, October 2021 onwards." in text_of(answer)
    assert held(answer, "note") == "Fine"
    agree(make_proposal_of(contract, OTHER), manager)
    answer = client_of(manager).post(at("end", contract, "M5"), {"last": "2021-06", "reason": "Early"})
    assert "M5 begins in July 2021, so it cannot end before that." in text_of(answer)
    assert held(answer, "last") == "2021-06"


def make_proposal_of(contract, reference):
    return proposed(contract, contract.memberships.get(role="officer").user, (reference, "2021-07"))


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        ("officer", {"change", "withdraw"}),
        ("manager", {"agree", "decline", "change", "withdraw"}),
        ("member", set()),
        ("administrator", set()),
    ],
)
def test_the_page_offers_what_its_reader_may_do(request, contract, client_of, proposal, person, offered):
    page = client_of(request.getfixturevalue(person)).get(at("detail", contract, "M1")).content.decode()
    steps = ("agree", "decline", "change", "withdraw", "end")
    assert {step for step in steps if f'href="{at(step, contract, "M1")}"' in page} == offered
    assert (at("evidence_add", contract, "M1") in page) is bool(offered)


def test_a_manager_who_proposed_is_told_that_another_decides(contract, manager, client_of):
    proposed(contract, manager)
    text = text_of(client_of(manager).get(at("detail", contract, "M1")))
    assert "You proposed M1, so someone else must decide on it." in text


def test_the_months_it_turned_blue_are_printed_as_the_board_prints_them(contract, member, client_of, kpi):
    make_mitigation(kpi, month_from="2021-07")
    for month, value in (("2021-08", "91"), ("2021-10", "96"), ("2021-11", "91"), ("2021-12", "80")):
        make_result(kpi, month, value)
    assert "July 2021 onwards Aug, Nov-Dec 2021" in text_of(
        client_of(member).get(at("detail", contract, "M1"))
    )


def test_a_mitigation_that_came_with_a_bundle_has_no_people_and_a_page(lincolnshire, client_of, officer):
    make_membership(officer, lincolnshire, "member")
    text = text_of(client_of(officer).get(at("detail", lincolnshire, "M4")))
    assert "IMT_KPI_14" in text
    assert "September 2021 to November 2021 Sep-Nov 2021" in text


def test_ending_one_leaves_the_trace_on_its_own_page_alone(contract, officer, manager, client_of, kpi):
    make_result(kpi, "2021-07", "91")
    first = proposed(contract, officer, (KPI, "2021-07", "2021-07"))
    agree(first, manager)
    second = proposed(contract, officer, (KPI, "2021-08"))
    agree(second, manager)
    end(second, manager, "2021-09")
    pages = [text_of(client_of(manager).get(at("detail", contract, each))) for each in (first, second)]
    assert ["IMT_KPI_01 July 2021 Amber Blue" in page for page in pages] == [True, False]
