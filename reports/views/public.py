"""What everybody may read of a publication whose public link is switched on. Nobody signs in here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from reports.models import Audience, Publication, PublishedDocument
from reports.papers.page import to_page
from reports.publications.freezing import paper_for
from reports.publications.serving import served

View = Callable[..., HttpResponseBase]
NOT_FOR_SEARCH_ENGINES = "noindex, nofollow, noarchive"


def for_everybody(view: View) -> View:
    """Let a view answer without signing in, for a public link that is on alone; nobody keeps the answer.

    The view gets the publication. A link that is off, or was never made, does not exist.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        rows = Publication.objects.select_related("contract", "corrects__public_link", "public_link")
        publication = get_object_or_404(rows, public_link__token=token, public_link__is_on=True)
        response = view(request, publication, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = NOT_FOR_SEARCH_ENGINES
        return response

    return answer


@for_everybody
def public_publication(request: HttpRequest, publication: Publication) -> HttpResponse:
    """A publication as the public may read it, with its public documents and addenda."""
    addenda = publication.addenda.filter(public_link__is_on=True).select_related("public_link")
    context = {
        "publication": publication,
        "documents": publication.documents.filter(audience=Audience.PUBLIC).order_by("pk"),
        "addenda": addenda.order_by("number"),
        "corrects": publication.corrects if publication.corrects and publication.corrects.is_public else None,
        "article": to_page(paper_for(publication, Audience.PUBLIC), has_title=False),
    }
    return render(request, "reports/public_publication.html", context)


@for_everybody
def public_document(request: HttpRequest, publication: Publication, form: str) -> HttpResponseBase:
    """A document of a publication as the public may have it."""
    documents = PublishedDocument.objects.filter(audience=Audience.PUBLIC)
    return served(get_object_or_404(documents, publication=publication, format=form))
