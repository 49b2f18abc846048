"""What a contract published: the register, each publication, and its documents, for the contract's people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import SingleTableView

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import Contract
from contracts.refusals import NotAllowed
from reports.actions.public_links import switch
from reports.jobs.asking import ask_for_document
from reports.models import Audience, DocumentJob, Publication, PublishedDocument, PublishedText, TextKind
from reports.papers.page import to_page
from reports.publications.freezing import paper_for
from reports.publications.making import EXPECTED
from reports.publications.serving import served
from reports.publications.since import since
from reports.publications.tables import PublicationTable

SECTION = "reports"


class PublicationList(SingleTableView):
    """Every report that was published, with its addenda, newest first unless sorted otherwise."""

    table_class = PublicationTable
    template_name = "reports/publication_list.html"
    table_pagination = {"per_page": 25}

    request: SignedInRequest
    contract: Contract

    def get(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.contract = contract_for(request.user, kwargs["reference"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Publication]:
        papers = PublishedText.objects.filter(
            publication=OuterRef("pk"), audience=Audience.MEMBERS, kind=TextKind.PAPER
        )
        reports = self.contract.publications.filter(corrects=None).order_by("-number")
        fetched = reports.select_related("contract", "public_link").prefetch_related("addenda__contract")
        return fetched.annotate(sha256=Subquery(papers.values("sha256")[:1]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(contract=self.contract, section=SECTION, **kwargs)


publication_list = require_safe(PublicationList.as_view())


def publication_of(
    request: SignedInRequest, reference: str, number: int, ability: Ability = Ability.VIEW
) -> Publication:
    """A publication that the person may read, with its contract and their abilities."""
    contract = contract_for(request.user, reference, ability)
    beside = ("report", "corrects", "public_link__switched_by", "prepared_by", "published_by")
    publication = get_object_or_404(contract.publications.select_related(*beside), number=number)
    publication.contract = contract
    return publication


@require_safe
def publication_detail(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """A publication as it was frozen, its documents and addenda, and what differs in the record since."""
    publication = publication_of(request, reference, number)
    documents = list(publication.documents.order_by("audience", "pk"))
    context = {
        "contract": publication.contract,
        "section": SECTION,
        "publication": publication,
        "documents": documents,
        "is_complete": len(documents) == len(EXPECTED),
        "job": _job(publication),
        "addenda": publication.addenda.select_related("contract", "published_by").order_by("number"),
        "texts": publication.texts.defer("text").order_by("audience", "kind"),
        "since": None if publication.is_addendum else since(publication),
        "draft": publication.drafts.first(),
        "public_url": _public_url(request, publication),
        "article": to_page(paper_for(publication, Audience.MEMBERS), has_title=False),
    }
    return render(request, "reports/publication_detail.html", context)


def _job(publication: Publication) -> DocumentJob | None:
    jobs = DocumentJob.objects.filter(contract=publication.contract, kind="publication")
    return jobs.filter(of__number=publication.number).order_by("-pk").first()


def _public_url(request: SignedInRequest, publication: Publication) -> str:
    if not publication.is_public:
        return ""
    return request.build_absolute_uri(reverse("public_publication", args=[publication.public_link.token]))


@require_safe
def publication_document(
    request: SignedInRequest, reference: str, number: int, audience: str, form: str
) -> HttpResponseBase:
    """One document of a publication, whole or as the public has it."""
    publication = publication_of(request, reference, number)
    return served(
        get_object_or_404(PublishedDocument, publication=publication, audience=audience, format=form)
    )


def ask_for_documents(publication: Publication, request: SignedInRequest) -> DocumentJob:
    """Have what a publication lacks of its documents made."""
    return ask_for_document(
        contract=publication.contract,
        kind="publication",
        of={"number": publication.number},
        format="",
        title=f"Documents of {str(publication).lower()}",
        back=publication.get_absolute_url(),
        by=request.user,
        at=timezone.now(),
    )


@require_POST
def publication_make(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Have the documents made that are missing, should the first try have failed."""
    publication = publication_of(request, reference, number, Ability.PUBLISH_REPORT)
    return redirect(ask_for_documents(publication, request))


@require_POST
def publication_link(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Switch the public link on (``is_on=yes``) or off."""
    publication = publication_of(request, reference, number, Ability.PUBLISH_REPORT)
    is_on = request.POST.get("is_on") == "yes"
    try:
        switch(publication=publication, is_on=is_on, by=request.user, at=timezone.now())
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        can = "Everybody who has the link can" if is_on else "Nobody outside the contract can"
        messages.success(request, f"The public link is {'on' if is_on else 'off'}. {can} read {publication}.")
    return redirect(publication)
