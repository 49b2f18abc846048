"""Correcting what is published: an addendum is prepared by one person and published by another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from contracts.access import ABILITIES, Ability, abilities_of
from contracts.actions import hold_contract, remove
from contracts.models import User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile
from reports.actions.publishing import next_number
from reports.models import AddendumDraft, Audience, Publication
from reports.papers.blocks import Paper
from reports.publications.addendum import addendum_paper, public_addendum, public_data, title_of
from reports.publications.freezing import data_for, paper_for, seen_as, texts_for
from reports.publications.since import Since, since

NOTHING_TO_SAY = "Nothing differs from what was published: say in “Further words” what the addendum corrects."
CHANGED_MEANWHILE = (
    "The addendum is not what you were shown any longer. Read it as it is now, then publish it."
)
AskForDocuments = Callable[[Publication], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What people write of an addendum; see ``AddendumDraft`` for what each is."""

    reason: str
    text: str
    meeting: str
    held_on: date


WORDING = tuple(Wording.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """An addendum as it would be published now, and what stands for it (``seen_as``)."""

    since: Since
    paper: Paper
    public: Paper
    seen: str


def proposed(draft: AddendumDraft, *, made_on: date) -> Proposed:
    """What an addendum in preparation would say if it were published on a day."""
    original = paper_for(draft.corrects, Audience.MEMBERS)
    found = since(draft.corrects)
    paper = addendum_paper(draft, found, original, made_on=made_on)
    public = public_addendum(draft, found, original, made_on=made_on)
    return Proposed(since=found, paper=paper, public=public, seen=seen_as(paper, found.data))


@transaction.atomic
def prepare(
    *, publication: Publication, wording: Wording, by: User, at: datetime, seen: int
) -> AddendumDraft:
    """Write an addendum to a report that is published, or go on writing the one in preparation.

    Args:
        seen: the version of the one in preparation that the person saw; 0 for none.

    Raises:
        NotAllowed: the person may not, or it is itself an addendum.
        EditedMeanwhile: somebody began or edited it since.
    """
    publication = _held(publication, by, Ability.WRITE_REPORT)
    draft = publication.drafts.first()
    if (draft.version if draft else 0) != seen:
        raise _edited(publication, draft)
    fresh = draft is None
    draft = draft or AddendumDraft(corrects=publication, version=0)
    for name, value in asdict(wording).items():
        setattr(draft, name, value)
    draft.version += 1
    draft.prepared_by, draft.prepared_at = by, at
    if fresh:
        record_new([draft], contract=publication.contract, by=by)
    else:
        names = (*WORDING, "version", "prepared_by", "prepared_at")
        record_changes([draft], names, contract=publication.contract, by=by)
    return draft


@transaction.atomic
def discard(*, draft: AddendumDraft, by: User) -> None:
    """Give up an addendum in preparation; its history stays.

    Raises:
        NotAllowed: the person may not.
    """
    _held(draft.corrects, by, Ability.WRITE_REPORT)
    remove(draft, by=by, reason="The addendum was given up")


@transaction.atomic
def publish_addendum(
    *, draft: AddendumDraft, by: User, at: datetime, seen: str, ask_for_documents: AskForDocuments
) -> Publication:
    """Publish an addendum beside the publication that it corrects, which stays as it is.

    Args:
        seen: what stands for the addendum that the person read.

    Raises:
        NotAllowed: the person may not, or prepared it, or it says nothing, or changed meanwhile.
    """
    corrected = _held(draft.corrects, by, Ability.PUBLISH_REPORT)
    draft = _still_there(draft, corrected)
    if draft.prepared_by_id == by.pk:
        raise NotAllowed("You prepared this addendum, so someone else must publish it.")
    new = proposed(draft, made_on=timezone.localdate(at))
    if not new.since.told and not draft.text.strip():
        raise NotAllowed(NOTHING_TO_SAY)
    if new.seen != seen:
        raise NotAllowed(CHANGED_MEANWHILE)
    addendum = _publication(draft, by=by, at=at)
    record_new([addendum], contract=corrected.contract, by=by, reason=draft.reason)
    _freeze(addendum, new)
    remove(draft, by=by, reason=f"Published as {str(addendum).lower()}")
    ask_for_documents(addendum)
    return addendum


def _freeze(addendum: Publication, new: Proposed) -> None:
    original = addendum.corrects
    assert original is not None  # It is an addendum.
    public = public_data(
        new.since, paper_for(original, Audience.MEMBERS), data_for(new.since.last_word, Audience.MEMBERS)
    )
    for text in (
        *texts_for(addendum, Audience.MEMBERS, new.paper, new.since.data),
        *texts_for(addendum, Audience.PUBLIC, new.public, public),
    ):
        text.save()


def _publication(draft: AddendumDraft, *, by: User, at: datetime) -> Publication:
    corrected = draft.corrects
    return Publication(
        contract=corrected.contract,
        number=next_number(corrected.contract),
        corrects=corrected,
        reason=draft.reason,
        title=title_of(corrected),
        meeting=draft.meeting,
        held_on=draft.held_on,
        month_from=corrected.month_from,
        month_to=corrected.month_to,
        prepared_by=draft.prepared_by,
        published_by=by,
        published_at=at,
    )


def _held(publication: Publication, by: User, ability: Ability) -> Publication:
    """The publication with its contract held, if the person may correct it."""
    contract = hold_contract(publication.contract)
    if ability not in abilities_of(by, contract):
        roles = [role.label.lower() for role, can in ABILITIES.items() if ability in can]
        done = "prepared" if ability is Ability.WRITE_REPORT else "published"
        raise NotAllowed(f"An addendum is {done} by a {' or a '.join(roles)}, which you are not.")
    if publication.is_addendum:
        raise NotAllowed("An addendum is corrected by another to the publication that it corrects.")
    publication.contract = contract
    return publication


def _still_there(draft: AddendumDraft, corrected: Publication) -> AddendumDraft:
    found = corrected.drafts.select_related("prepared_by").filter(pk=draft.pk).first()
    if found is None:
        raise NotAllowed("Somebody published this addendum, or gave it up, meanwhile.")
    found.corrects = corrected
    return found


def _edited(publication: Publication, draft: AddendumDraft | None) -> NotAllowed:
    if draft is None:
        return NotAllowed(
            "Somebody published this addendum, or gave it up, meanwhile. Save again to begin another."
        )
    theirs: dict[str, Any] = {name: getattr(draft, name) for name in WORDING}
    return EditedMeanwhile(draft.history, called="the addendum", fields=theirs, version=draft.version)
