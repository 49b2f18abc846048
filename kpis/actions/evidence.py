"""Files that show why a mitigation is asked for: attached, and removed while nobody has decided.

A file is written before its row and removed after it, and no row is kept without its file; if the row
is not kept, neither is the file.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.core.files.base import File
from django.db import transaction

from contracts.access import abilities_of
from contracts.models import User
from contracts.recording import record_new
from contracts.refusals import NotAllowed
from kpis.mitigations.files import checked
from kpis.mitigations.rules import MitigationStep, refusal
from kpis.models import Evidence, Mitigation

logger = logging.getLogger(__name__)


def attach(*, mitigation: Mitigation, file: File, by: User, at: datetime) -> Evidence:
    """Keep a file with a mitigation.

    Raises:
        NotAllowed: the mitigation is declined or withdrawn, the person may not, or it has this very file.
        NotEvidence: the file is not one that is taken.
    """
    evidence = Evidence(mitigation=mitigation, added_by=by, added_at=at, **asdict(checked(file)))
    try:
        with transaction.atomic():
            _permitted(MitigationStep.ATTACH, mitigation, by)
            _refuse_a_second(evidence)
            evidence.file.save(evidence.name, file, save=False)
            record_new([evidence], contract=mitigation.contract, by=by)
    except BaseException:
        _discard(evidence)
        raise
    return evidence


@transaction.atomic
def remove(*, evidence: Evidence, by: User) -> None:
    """Take a file away from a proposal, a wrong one say; once it is decided on, everything stays.

    Raises:
        NotAllowed: the mitigation is no longer only proposed, or the person may not.
    """
    _permitted(MitigationStep.REMOVE, evidence.mitigation, by)
    evidence._history_user = by  # type: ignore[attr-defined]  # simple-history asks for it
    evidence.delete()
    transaction.on_commit(partial(_discard, evidence))


def _permitted(step: MitigationStep, mitigation: Mitigation, by: User) -> None:
    """Hold the mitigation, so that nobody decides on it meanwhile, if the person may take the step."""
    rows = Mitigation.objects.select_for_update(of=("self",)).select_related("contract", "decided_by")
    held = rows.get(pk=mitigation.pk)
    if why := refusal(step, held, by, abilities_of(by, held.contract)):
        raise NotAllowed(why)


def _refuse_a_second(evidence: Evidence) -> None:
    same = evidence.mitigation.evidence.filter(sha256=evidence.sha256).first()
    if same is not None:
        raise NotAllowed(f"This file is there already, as “{same.name}”.")


def _discard(evidence: Evidence) -> None:
    """Delete a file that no row is kept for. What fails here changes nothing for the person."""
    if not evidence.file.name:
        return
    try:
        evidence.file.storage.delete(evidence.file.name)
    except OSError:
        logger.exception("a file of evidence without a row could not be deleted")
