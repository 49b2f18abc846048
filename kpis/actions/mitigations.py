"""Mitigations: proposed by one person, agreed or declined by another, and ended.

An action holds the contract and its open months before it looks at the mitigation, so that no month
closes, and no other mitigation is agreed, between its deciding and its writing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from contracts.access import ABILITIES, Ability, abilities_of
from contracts.actions.records import next_reference, version_of
from contracts.calculations.months import Month
from contracts.models import Contract, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions.notices import Notice, announce_mitigation, people_of
from kpis.actions.open_months import Rejudged, hold_open_months, judge_open_months
from kpis.calculations.spans import Span
from kpis.closed import why_not
from kpis.mitigations.draft import Covered, Draft, covered_by, what_cannot_be
from kpis.mitigations.foresight import closed_among
from kpis.mitigations.overlaps import in_a_sentence, overlaps_of
from kpis.mitigations.rules import MitigationStep, refusal
from kpis.models import MitigatedKpi, Mitigation, MitigationState

DECIDERS = [role for role, abilities in ABILITIES.items() if Ability.DECIDE_MITIGATION in abilities]
SAID = ("covers", "reason", "impact", "path_to_green", "expected")
DECIDED = ("state", "decided_by", "decided_at", "decision_note")
Address = Callable[[Mitigation], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a step came to: the mitigation as it is now, who is told, and the results judged otherwise."""

    mitigation: Mitigation
    notice: Notice
    rejudged: list[Rejudged] = field(default_factory=list)

    @property
    def recoloured(self) -> list[Rejudged]:
        return [each for each in self.rejudged if each.changed_colour]


def no_address(mitigation: Mitigation) -> str:
    return ""


@transaction.atomic
def propose(
    *, contract: Contract, draft: Draft, by: User, at: datetime, address: Address = no_address
) -> Done:
    """Ask for a mitigation, under the next free reference of the contract; managers are told.

    Raises:
        NotAllowed: the person may not, or what is asked for cannot be.
    """
    if Ability.PROPOSE_MITIGATION not in abilities_of(by, contract):
        raise NotAllowed("A mitigation is proposed by a contract officer or a contract manager.")
    contract = _held(contract)
    _check(contract, draft.kpis)
    mitigation = Mitigation(
        contract=contract,
        reference=next_reference(contract, Mitigation, "M"),
        proposed_by=by,
        proposed_at=at,
        **_said(draft),
    )
    record_new([mitigation], contract=contract, by=by)
    _write_kpis(mitigation, draft.kpis, by=by)
    return _done(mitigation, "proposed", by, to=_deciders(contract, by), address=address)


@transaction.atomic
def change(
    *, mitigation: Mitigation, draft: Draft, by: User, seen: int, address: Address = no_address
) -> Done:
    """Put what is asked for in other words, or ask for other KPIs and months, while nobody has decided.

    Raises:
        NotAllowed: it is decided, the person may not, what is asked for cannot be, or somebody changed
            it since the version ``seen``.
    """
    mitigation = _permitted(MitigationStep.CHANGE, mitigation, by, seen)
    _check(mitigation.contract, draft.kpis)
    for name, value in _said(draft).items():
        setattr(mitigation, name, value)
    record_changes([mitigation], SAID, contract=mitigation.contract, by=by)
    _write_kpis(mitigation, draft.kpis, by=by)
    to = _deciders(mitigation.contract, by)
    return _done(mitigation, "changed", by, to=to, address=address)


@transaction.atomic
def withdraw(*, mitigation: Mitigation, by: User, reason: str, address: Address = no_address) -> Done:
    """Take a proposal back before anybody has decided on it.

    Raises:
        NotAllowed: it is decided, the person may not, or no reason is given.
    """
    mitigation = _permitted(MitigationStep.WITHDRAW, mitigation, by)
    mitigation.state, mitigation.ended_because = MitigationState.WITHDRAWN, _needed(reason, "withdrawn")
    fields = ("state", "ended_because")
    record_changes([mitigation], fields, contract=mitigation.contract, by=by, reason=reason)
    to = _deciders(mitigation.contract, by)
    return _done(mitigation, "withdrawn", by, to=to, reason=reason, address=address)


@transaction.atomic
def agree(
    *,
    mitigation: Mitigation,
    by: User,
    at: datetime,
    note: str = "",
    seen: int,
    address: Address = no_address,
) -> Done:
    """Grant a mitigation: from now on it counts, in open months at once.

    Raises:
        NotAllowed: it is decided, the person may not or proposed it, it was changed since the version
            ``seen``, another agreed one covers a KPI in a common month, or it reaches into closed months.
    """
    mitigation = _permitted(MitigationStep.AGREE, mitigation, by, seen)
    covered = covered_by(mitigation)
    _check(mitigation.contract, covered)
    if sentence := in_a_sentence(overlaps_of(covered, but=mitigation)):
        raise NotAllowed(sentence)
    if closed := closed_among(mitigation.contract, covered):
        raise NotAllowed(f"{why_not(closed)}.")
    _decide(mitigation, MitigationState.AGREED, by=by, at=at, note=note)
    rejudged = _judge(mitigation, covered, by=by, done="agreed", why=note)
    return _done(
        mitigation,
        "agreed",
        by,
        to=_proposer(mitigation, by),
        reason=note,
        address=address,
        rejudged=rejudged,
    )


@transaction.atomic
def decline(
    *, mitigation: Mitigation, by: User, at: datetime, reason: str, seen: int, address: Address = no_address
) -> Done:
    """Refuse a mitigation, with a reason; no status changes.

    Raises:
        NotAllowed: it is decided, the person may not or proposed it, it was changed since the version
            ``seen``, or no reason is given.
    """
    mitigation = _permitted(MitigationStep.DECLINE, mitigation, by, seen)
    _decide(mitigation, MitigationState.DECLINED, by=by, at=at, note=_needed(reason, "declined"))
    to = _proposer(mitigation, by)
    return _done(mitigation, "declined", by, to=to, reason=reason, address=address)


@transaction.atomic
def end(*, mitigation: Mitigation, last: Month, by: User, reason: str, address: Address = no_address) -> Done:
    """Let an agreed mitigation run no longer than a month; what it covered after that counts again.

    KPIs whose months all lie after it are no longer covered.

    Raises:
        NotAllowed: it is not agreed or ends by then anyway, the person may not, no reason is given, or
            closed months would be judged otherwise.
    """
    mitigation = _permitted(MitigationStep.END, mitigation, by)
    mitigation.ended_because = _needed(reason, "ended")
    covered = covered_by(mitigation)
    kept = _ended(mitigation, covered, last)
    lost = [Covered(each.kpi, Span(max(last + 1, each.span.first), each.span.last)) for each in covered]
    if closed := closed_among(mitigation.contract, lost):
        raise NotAllowed(f"{why_not(closed)}.")
    record_changes([mitigation], ["ended_because"], contract=mitigation.contract, by=by, reason=reason)
    _write_kpis(mitigation, kept, by=by, reason=reason)
    rejudged = _judge(mitigation, covered, by=by, done="ended", why=reason)
    to = _proposer(mitigation, by)
    return _done(mitigation, "ended", by, to=to, reason=reason, address=address, rejudged=rejudged)


def reason_of(mitigation: Mitigation, done: str) -> str:
    """How the history of a result begins to say that a mitigation changed it."""
    return f"Mitigation {mitigation} was {done}"


def _held(contract: Contract) -> Contract:
    """The contract and its open months, held until the transaction ends: who decides otherwise waits."""
    contract = Contract.objects.select_for_update(no_key=True).get(pk=contract.pk)
    hold_open_months(contract)
    return contract


def _permitted(step: MitigationStep, mitigation: Mitigation, by: User, seen: int | None = None) -> Mitigation:
    """The mitigation, held, if the person may take the step now."""
    _held(mitigation.contract)
    rows = Mitigation.objects.select_for_update(of=("self",))
    mitigation = rows.select_related("contract", "proposed_by", "decided_by").get(pk=mitigation.pk)
    if why := refusal(step, mitigation, by, abilities_of(by, mitigation.contract)):
        raise NotAllowed(why)
    if seen is not None and seen != version_of(mitigation):
        raise ChangedMeanwhile(mitigation)
    return mitigation


class ChangedMeanwhile(NotAllowed):
    """Somebody changed the mitigation after the page was made that this person acted on."""

    def __init__(self, mitigation: Mitigation) -> None:
        latest = mitigation.history.select_related("history_user").first()
        who = latest.history_user if latest and latest.history_user else "Somebody"
        super().__init__(
            f"{who} changed {mitigation} meanwhile. Read it as it is now, "
            "then send this again if you still mean it."
        )


def _check(contract: Contract, covered: Sequence[Covered]) -> None:
    if not covered:
        raise NotAllowed("Name at least one KPI and the month from which it is to be mitigated.")
    if any(each.kpi.contract_id != contract.pk for each in covered):
        raise NotAllowed("Choose KPIs of this contract.")
    for _, sentence in what_cannot_be(contract, covered):
        raise NotAllowed(sentence)


def _needed(reason: str, done: str) -> str:
    if not reason.strip():
        raise NotAllowed(f"Say why it is {done}.")
    return reason


def _said(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in SAID} | {"covers": draft.covers.value}


def _write_kpis(mitigation: Mitigation, covered: Sequence[Covered], *, by: User, reason: str = "") -> None:
    """Make the rows of a mitigation those that are asked for; a row that stays so is not written."""
    wanted = {(each.kpi.pk, each.span.first): each for each in covered}
    kept = {(row.kpi_id, row.month_from): row for row in mitigation.kpis.select_related("mitigation")}
    for key in kept.keys() - wanted.keys():
        row: Any = kept.pop(key)
        row._history_user, row._change_reason = by, reason
        row.delete()
    changed = [row for key, row in kept.items() if row.month_to != wanted[key].span.last]
    for row in changed:
        row.month_to = wanted[row.kpi_id, row.month_from].span.last
    new = [
        MitigatedKpi(mitigation=mitigation, kpi=each.kpi, month_from=each.span.first, month_to=each.span.last)
        for key, each in wanted.items()
        if key not in kept
    ]
    contract = mitigation.contract
    record_changes(changed, ["month_to"], contract=contract, by=by, reason=reason)
    record_new(new, contract=contract, by=by, reason=reason)


def _decide(mitigation: Mitigation, state: MitigationState, *, by: User, at: datetime, note: str) -> None:
    mitigation.state, mitigation.decision_note = state, note
    mitigation.decided_by, mitigation.decided_at = by, at
    record_changes([mitigation], DECIDED, contract=mitigation.contract, by=by, reason=note)


def _ended(mitigation: Mitigation, covered: Sequence[Covered], last: Month) -> list[Covered]:
    """What is left of the months covered; it must be something, and less than there was."""
    begins = min(each.span.first for each in covered)
    if last < begins:
        raise NotAllowed(f"{mitigation} begins in {begins.name}, so it cannot end before that.")
    if all(each.span.last is not None and each.span.last <= last for each in covered):
        raise NotAllowed(f"{mitigation} ends by {last.name} anyway.")
    return [Covered(each.kpi, left) for each in covered if (left := each.span.until(last))]


def _judge(
    mitigation: Mitigation, covered: Sequence[Covered], *, by: User, done: str, why: str
) -> list[Rejudged]:
    reason = f"{reason_of(mitigation, done)}: {why}" if why else reason_of(mitigation, done)
    kpis = [each.kpi for each in covered]
    return judge_open_months(contract=mitigation.contract, by=by, reason=reason, kpis=kpis)


def _deciders(contract: Contract, by: User) -> list[User]:
    return people_of(contract, but=by, roles=DECIDERS)


def _proposer(mitigation: Mitigation, by: User) -> list[User]:
    return people_of(mitigation.contract, but=by, also=[mitigation.proposed_by_id])


def _done(
    mitigation: Mitigation,
    done: str,
    by: User,
    *,
    to: list[User],
    address: Address,
    reason: str = "",
    rejudged: list[Rejudged] | None = None,
) -> Done:
    notice = announce_mitigation(mitigation, done, by=by, to=to, reason=reason, link=address(mitigation))
    return Done(mitigation=mitigation, notice=notice, rejudged=rejudged or [])
