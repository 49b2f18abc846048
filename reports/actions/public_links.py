"""Switching the public link of a publication on and off."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from contracts.access import Ability, abilities_of
from contracts.models import User
from contracts.refusals import NotAllowed
from reports.models import Publication, PublicLink
from reports.publications.making import missing_documents

UNGUESSABLE = 32
"""The bytes of randomness in a token."""


@transaction.atomic
def switch(*, publication: Publication, is_on: bool, by: User, at: datetime) -> PublicLink:
    """Let everybody read what is public of a publication, or nobody any longer.

    Raises:
        NotAllowed: the person may not publish, or its documents are not all there yet.
    """
    publication = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    if Ability.PUBLISH_REPORT not in abilities_of(by, publication.contract):
        raise NotAllowed("Its public link is switched by a contract manager.")
    if is_on and missing_documents(publication):
        raise NotAllowed(
            f"The documents of {publication} are still being made. Switch the link on after that."
        )
    link = PublicLink.objects.filter(publication=publication).first()
    if link is None:
        link = PublicLink(publication=publication, token=secrets.token_urlsafe(UNGUESSABLE))
    if link.pk is None or link.is_on != is_on:
        link.is_on, link.switched_by, link.switched_at = is_on, by, at
        link._history_user = by  # type: ignore[attr-defined]  # simple-history asks for it
        link.save()
    return link
