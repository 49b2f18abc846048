"""A month's life: every step in every state, who may take it, and what it leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.models import Role
from contracts.refusals import NotAllowed
from kpis.actions import periods
from kpis.calculations.rag import Covers
from kpis.lifecycle import RULES, Step
from kpis.models import Period, PeriodState, PeriodSummary, Result
from tests.factories import make_membership, make_mitigation, make_result, make_terms
from tests.kpis.parallel import together
from tests.kpis.sheets import address, row, sheet, text_of

NOW = datetime(2021, 8, 3, 9, 30, tzinfo=UTC)
ACTIONS = {
    Step.SUBMIT: lambda period, by: periods.submit(period=period, by=by, at=NOW),
    Step.SEND_BACK: lambda period, by: periods.send_back(period=period, by=by, reason="Look again"),
    Step.SIGN_OFF: lambda period, by: periods.sign_off(period=period, by=by, at=NOW),
    Step.REOPEN: lambda period, by: periods.reopen(period=period, by=by, reason="A late figure"),
}


@pytest.fixture
def complete(contract, period, officer) -> Period:
    """July 2021 with a result for every KPI due, all green, entered by the officer."""
    for reference, value in (("IMT_KPI_01", "96"), ("IMT_KPI_02", "3"), ("CSC_KPI_01", "81")):
        make_result(contract.kpis.get(reference=reference), "2021-07", value, entered_by=officer)
    return period


def put_in(period: Period, state: PeriodState, officer, manager) -> None:
    period.state = state
    if state != PeriodState.OPEN:
        period.submitted_by, period.submitted_at = officer, NOW
    if state == PeriodState.SIGNED_OFF:
        period.signed_off_by, period.signed_off_at = manager, NOW
    period.save()


def fresh(period: Period) -> Period:
    return Period.objects.get(pk=period.pk)


def test_every_step_has_a_rule_and_an_action():
    assert RULES.keys() == ACTIONS.keys() == set(Step)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", PeriodState)
def test_a_step_can_be_taken_in_its_own_state_and_in_no_other(complete, officer, manager, step, state):
    put_in(complete, state, officer, manager)
    rule = RULES[step]
    if state == rule.before:
        ACTIONS[step](complete, manager)
        assert fresh(complete).state == rule.after
    else:
        with pytest.raises(NotAllowed, match=r"^July 2021 is (already )?(open|submitted|signed off)"):
            ACTIONS[step](complete, manager)
        assert fresh(complete).state == state


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("person", ["officer", "manager", "member", "administrator", "outsider"])
def test_a_step_is_taken_by_those_whose_role_allows_it(
    request, complete, officer, second_officer, manager, step, person
):
    by = request.getfixturevalue(person)
    put_in(complete, RULES[step].before, second_officer, manager)
    may = person == "manager" or (person == "officer" and step is Step.SUBMIT)
    if may:
        ACTIONS[step](complete, by)
    else:
        with pytest.raises(NotAllowed, match=f"A month is {RULES[step].done} by a contract .*, which you"):
            ACTIONS[step](complete, by)
    assert (fresh(complete).state == RULES[step].after) is may


def test_submitting_keeps_who_and_when(complete, officer):
    ACTIONS[Step.SUBMIT](complete, officer)
    kept = fresh(complete)
    assert (kept.submitted_by, kept.submitted_at) == (officer, NOW)
    assert kept.history.first().history_user == officer


def test_signing_off_keeps_who_and_when_and_who_submitted(complete, officer, manager):
    ACTIONS[Step.SUBMIT](complete, officer)
    ACTIONS[Step.SIGN_OFF](complete, manager)
    kept = fresh(complete)
    assert (kept.submitted_by, kept.signed_off_by, kept.signed_off_at) == (officer, manager, NOW)
    assert kept.history.first().history_user == manager


@pytest.mark.parametrize(("step", "reason"), [(Step.SEND_BACK, "Look again"), (Step.REOPEN, "A late figure")])
def test_a_month_that_comes_back_is_open_and_says_why(complete, officer, manager, step, reason):
    put_in(complete, RULES[step].before, officer, manager)
    ACTIONS[step](complete, manager)
    kept = fresh(complete)
    assert (kept.state, kept.submitted_by, kept.submitted_at, kept.signed_off_by, kept.signed_off_at) == (
        PeriodState.OPEN,
        None,
        None,
        None,
        None,
    )
    assert kept.returned_because == reason
    last = kept.history.first()
    assert (last.history_user, last.history_change_reason) == (manager, reason)


@pytest.mark.parametrize("action", [periods.send_back, periods.reopen])
def test_a_reason_is_asked_for(complete, officer, manager, action):
    state = PeriodState.SUBMITTED if action is periods.send_back else PeriodState.SIGNED_OFF
    put_in(complete, state, officer, manager)
    with pytest.raises(NotAllowed, match="Say why July 2021 is"):
        action(period=complete, by=manager, reason="  ")
    assert fresh(complete).state == state


def test_submitting_needs_a_result_for_every_kpi_that_is_due(contract, period, officer):
    with pytest.raises(NotAllowed, match="July 2021 cannot be submitted yet, with 3 results missing."):
        ACTIONS[Step.SUBMIT](period, officer)


@pytest.mark.parametrize("outcome", ["not_reported", "no_activity"])
def test_a_reason_for_no_value_is_enough(contract, complete, officer, outcome):
    Result.objects.get(kpi__reference="IMT_KPI_01", period=complete).delete()
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", outcome=outcome)
    ACTIONS[Step.SUBMIT](complete, officer)


@pytest.mark.parametrize(
    ("value", "comment", "missing"),
    [("94.99", "", True), ("89.99", "   ", True), ("94.99", "Late", False), ("95", "", False)],
    ids=["amber", "red-with-blanks", "amber-with-a-comment", "green"],
)
def test_every_amber_or_red_needs_a_comment(contract, complete, officer, value, comment, missing):
    Result.objects.get(kpi__reference="IMT_KPI_01", period=complete).delete()
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", value, comment=comment)
    if missing:
        with pytest.raises(NotAllowed, match="with 1 comment missing"):
            ACTIONS[Step.SUBMIT](complete, officer)
    else:
        ACTIONS[Step.SUBMIT](complete, officer)


@pytest.mark.parametrize(
    ("comment", "may"), [("", False), ("Late parts", True)], ids=["uncommented-red", "commented-red"]
)
def test_what_was_submitted_is_still_complete_when_it_is_signed_off(
    contract, complete, officer, manager, comment, may
):
    """However it came to be incomplete since."""
    Result.objects.get(kpi__reference="IMT_KPI_01", period=complete).delete()
    put_in(complete, PeriodState.SUBMITTED, officer, manager)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80", comment=comment)
    if may:
        ACTIONS[Step.SIGN_OFF](complete, manager)
    else:
        sentence = "July 2021 cannot be signed off, with 1 comment missing: send it back."
        with pytest.raises(NotAllowed, match=f"^{sentence}$"):
            ACTIONS[Step.SIGN_OFF](complete, manager)
    assert fresh(complete).is_final is may


def test_a_shortfall_that_is_mitigated_needs_no_comment(contract, complete, officer):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    Result.objects.get(kpi=kpi, period=complete).delete()
    make_mitigation(kpi)
    make_result(kpi, "2021-07", "80")
    ACTIONS[Step.SUBMIT](complete, officer)


class TestTheSecondPerson:
    """Who signs off is not one who entered or submitted."""

    def refused(self, period, by, sentence):
        with pytest.raises(NotAllowed, match=sentence):
            ACTIONS[Step.SIGN_OFF](period, by)
        assert fresh(period).state == PeriodState.SUBMITTED

    def test_is_not_who_submitted(self, complete, manager):
        ACTIONS[Step.SUBMIT](complete, manager)
        self.refused(complete, manager, "You submitted this month, so someone else must sign it off.")

    def test_is_not_who_entered(self, complete, officer, manager, client_of, contract):
        client_of(manager).post(sheet(contract), row(version=1, value="97"))
        ACTIONS[Step.SUBMIT](complete, officer)
        self.refused(complete, manager, "You entered IMT_KPI_01, so someone else must sign this month off.")

    def test_is_not_who_entered_several(self, complete, officer, manager, client_of, contract):
        sent = row(version=1, value="97") | row("IMT_KPI_02", version=1, value="2")
        client_of(manager).post(sheet(contract), sent)
        ACTIONS[Step.SUBMIT](complete, officer)
        self.refused(complete, manager, "You entered IMT_KPI_01 and 1 more, so")

    def test_is_not_who_entered_what_another_changed_since(
        self, complete, officer, manager, client_of, contract
    ):
        client_of(manager).post(sheet(contract), row(version=1, value="97"))
        client_of(officer).post(sheet(contract), row(version=2, value="98"))
        ACTIONS[Step.SUBMIT](complete, officer)
        self.refused(complete, manager, "You entered IMT_KPI_01")

    def test_is_not_who_cleared(self, complete, officer, manager, client_of, contract):
        client_of(manager).post(sheet(contract), row(version=1))
        client_of(officer).post(sheet(contract), row(value="98"))
        ACTIONS[Step.SUBMIT](complete, officer)
        self.refused(complete, manager, "You entered IMT_KPI_01")

    def test_may_have_reopened_the_month(self, complete, officer, manager):
        put_in(complete, PeriodState.SIGNED_OFF, officer, manager)
        make_terms(complete.contract.kpis.get(reference="IMT_KPI_01"), "2021-05", tsl="50", msl="40")
        ACTIONS[Step.REOPEN](complete, manager)
        ACTIONS[Step.SUBMIT](complete, officer)
        ACTIONS[Step.SIGN_OFF](complete, manager)
        assert fresh(complete).is_final


class TestReopening:
    """Terms and mitigations may have changed since: a month that is open again is judged by today's."""

    @pytest.fixture
    def final(self, complete, officer, manager) -> Period:
        put_in(complete, PeriodState.SIGNED_OFF, officer, manager)
        return complete

    def status(self, period, reference="IMT_KPI_01"):
        return Result.objects.get(period=period, kpi__reference=reference).status

    def test_judges_by_the_terms_of_today(self, final, manager):
        make_terms(final.contract.kpis.get(reference="IMT_KPI_01"), "2021-06", tsl="98", msl="97")
        assert self.status(final) == "green"
        ACTIONS[Step.REOPEN](final, manager)
        assert self.status(final) == "red"
        summary = PeriodSummary.objects.get(period=final)
        assert (summary.green, summary.red) == (2, 1)

    def test_keeps_why_a_result_was_judged_anew_and_whose_entry_it_is(self, final, officer, manager):
        make_mitigation(final.contract.kpis.get(reference="IMT_KPI_01"), covers=Covers.EVERY)
        ACTIONS[Step.REOPEN](final, manager)
        assert self.status(final) == "blue"
        last = Result.history.filter(period=final, kpi__reference="IMT_KPI_01").first()
        assert (last.history_user, last.history_change_reason) == (manager, "A late figure")
        assert (last.entered_by, last.version) == (officer, 1)

    def test_leaves_alone_what_is_judged_as_before(self, final, manager):
        ACTIONS[Step.REOPEN](final, manager)
        assert Result.history.filter(period=final, history_type="~").count() == 0

    def test_does_not_ask_a_mitigation_that_is_not_agreed(self, final, manager):
        make_mitigation(
            final.contract.kpis.get(reference="IMT_KPI_01"), covers=Covers.EVERY, state="declined"
        )
        ACTIONS[Step.REOPEN](final, manager)
        assert self.status(final) == "green"


@pytest.mark.parametrize("step", Step)
class TestStepsAsPages:
    def test_a_step_is_taken_and_said(
        self, contract, complete, officer, second_officer, manager, client_of, step
    ):
        put_in(complete, RULES[step].before, officer, second_officer)
        answer = client_of(manager).post(address(f"month_{step}", contract), {"reason": "Look"}, follow=True)
        assert answer.redirect_chain == [(address("month_review", contract), 302)]
        assert f"July 2021 is {RULES[step].done}." in text_of(answer)
        assert fresh(complete).state == RULES[step].after

    def test_a_refusal_is_told_with_what_was_typed(
        self, contract, complete, officer, manager, client_of, step
    ):
        put_in(complete, RULES[step].after, officer, manager)
        answer = client_of(manager).post(address(f"month_{step}", contract), {"reason": "Look"}, follow=True)
        assert "Not done July 2021 is already" in text_of(answer)
        assert ("You wrote: “Look”" in text_of(answer)) is RULES[step].needs_reason

    def test_looking_at_its_address_takes_no_step(
        self, contract, complete, officer, second_officer, manager, client_of, step
    ):
        put_in(complete, RULES[step].before, officer, second_officer)
        assert client_of(manager).get(address(f"month_{step}", contract)).status_code == 405
        assert fresh(complete).state == RULES[step].before

    def test_a_member_may_not(self, contract, complete, officer, manager, member, client_of, step):
        put_in(complete, RULES[step].before, officer, manager)
        answer = client_of(member).post(address(f"month_{step}", contract), {"reason": "Look"})
        assert answer.status_code == 403
        assert fresh(complete).state == RULES[step].before


@pytest.mark.parametrize("step", [step for step, rule in RULES.items() if rule.needs_reason])
def test_a_reason_that_is_missing_is_asked_for_beside_its_field(
    contract, complete, officer, second_officer, manager, client_of, step
):
    state = RULES[step].before
    put_in(complete, state, officer, second_officer)
    answer = client_of(manager).post(address(f"month_{step}", contract), {"reason": " "})
    assert text_of(answer).count("Say why, for those who put it right and for the record.") == 2
    assert fresh(complete).state == state


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_off_at_once_one_does(contract, complete, officer, manager, second_officer):
    make_membership(second_officer, contract, Role.MANAGER)
    periods.submit(period=complete, by=officer, at=NOW)

    def sign(by):
        def act(gate):
            gate.wait()
            try:
                periods.sign_off(period=complete, by=by, at=NOW)
            except NotAllowed as refused:
                return str(refused)
            return "signed"

        return act

    answers = together([sign(manager), sign(second_officer)])
    assert sorted(answers) == ["July 2021 is already signed off.", "signed"]
    assert Period.history.filter(id=complete.pk, state=PeriodState.SIGNED_OFF).count() == 1
