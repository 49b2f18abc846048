"""Addenda: prepared from what differs, read as they will be, published by a second person."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from contracts.access import Ability, SignedInRequest
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile, addenda
from reports.forms.addenda import AddendumForm
from reports.models import AddendumDraft, Publication
from reports.papers.page import to_page
from reports.publications.since import since
from reports.views.publications import SECTION, ask_for_documents, publication_of
from reports.views.reports import asks


def _corrected(
    request: SignedInRequest, reference: str, number: int, ability: Ability = Ability.WRITE_REPORT
) -> Publication:
    """The report that an addendum is to, if the person may take part in correcting it."""
    publication = publication_of(request, reference, number, ability)
    if publication.is_addendum:
        raise Http404("An addendum has no addendum of its own.")
    return publication


def _draft(publication: Publication) -> AddendumDraft:
    draft = get_object_or_404(publication.drafts.select_related("prepared_by"), corrects=publication)
    draft.corrects = publication
    return draft


def _context(publication: Publication, **more: Any) -> dict[str, Any]:
    return {"contract": publication.contract, "section": SECTION, "publication": publication, **more}


@asks
def addendum(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Prepare an addendum: what differs, with the reasons the record has, and what there is to say."""
    publication = _corrected(request, reference, number)
    draft = publication.drafts.first()
    form = AddendumForm(request.POST or None, initial=_initial(publication, draft))
    theirs: dict[str, Any] = {}
    seen = request.POST.get("seen", draft.version if draft else 0)
    if form.is_valid():
        try:
            return _prepare(request, publication, form)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
            seen = 0
            if isinstance(refused, EditedMeanwhile):
                theirs, seen = refused.theirs, refused.version
    context = _context(publication, form=form, draft=draft, theirs=form.differing(theirs), seen=seen)
    context["since"] = since(publication)
    return render(request, "reports/addendum.html", context, status=409 if theirs else 200)


def _initial(publication: Publication, draft: AddendumDraft | None) -> dict[str, Any]:
    if draft is not None:
        return {name: getattr(draft, name) for name in addenda.WORDING}
    return {"meeting": publication.meeting, "held_on": publication.held_on}


def _prepare(request: SignedInRequest, publication: Publication, form: AddendumForm) -> HttpResponse:
    addenda.prepare(
        publication=publication,
        wording=form.wording,
        by=request.user,
        at=timezone.now(),
        seen=form.cleaned_data["seen"],
    )
    messages.success(request, "The addendum is saved. Someone other than you publishes it.")
    return redirect("addendum_publish", publication.contract.reference, publication.number)


@asks
def addendum_publish(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Read an addendum as it will be, whole or as the public will read it; publish it when told to."""
    ability = Ability.PUBLISH_REPORT if request.method == "POST" else Ability.WRITE_REPORT
    draft = _draft(_corrected(request, reference, number, ability))
    if request.method == "POST":
        try:
            published = addenda.publish_addendum(
                draft=draft,
                by=request.user,
                at=timezone.now(),
                seen=request.POST.get("seen", ""),
                ask_for_documents=partial(ask_for_documents, request=request),
            )
        except NotAllowed as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{published} is published beside {draft.corrects}.")
            return redirect(published)
    return _read(request, draft)


def _read(request: SignedInRequest, draft: AddendumDraft) -> HttpResponse:
    shown = addenda.proposed(draft, made_on=timezone.localdate())
    public = "public" in request.GET
    context = _context(
        draft.corrects,
        draft=draft,
        seen=shown.seen,
        shows_public=public,
        is_own=draft.prepared_by_id == request.user.pk,
        says_nothing=not shown.since.told and not draft.text.strip(),
        article=to_page(shown.public if public else shown.paper, has_title=False),
    )
    return render(request, "reports/addendum_publish.html", context)


@require_POST
def addendum_discard(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Give up an addendum in preparation."""
    publication = _corrected(request, reference, number)
    try:
        addenda.discard(draft=_draft(publication), by=request.user)
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The addendum is given up.")
    return redirect(publication)
