"""Who changed what of a contract, when, from what to what, and why."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contracts.access import SignedInRequest, contract_for
from contracts.models import Contract
from reports.history.download import as_csv
from reports.history.form import HistoryForm
from reports.history.kinds import BY_SLUG, Kind, kinds_seen_with
from reports.history.lines import latest_name
from reports.history.search import Sought, of_contract
from reports.history.strokes import Strokes, Together

STROKES_A_PAGE, LINES_A_PAGE = 25, 50


@require_safe
def history(request: SignedInRequest, reference: str) -> HttpResponse:
    """All that was changed of a contract, newest first."""
    contract = contract_for(request.user, reference)
    return _list(request, HistoryForm(request.GET, _everything(contract)), {})


@require_safe
def history_object(request: SignedInRequest, reference: str, kind: str, row: int) -> HttpResponse:
    """All that was changed of one row and of what is part of it, newest first."""
    contract = contract_for(request.user, reference)
    about = _kind(contract, kind), row
    name = latest_name(about[0], of_contract(about[0].model, contract.pk).filter(id=row))
    if name is None:
        raise Http404("History knows of no such row of this contract.")
    form = HistoryForm(request.GET, _everything(contract, about))
    return _list(request, form, {"name": name, "kind": about[0], "row": row})


@require_safe
def history_together(request: SignedInRequest, reference: str, kind: str, line: int) -> HttpResponse:
    """The rows that somebody wrote together, which a list gives as their number."""
    contract = contract_for(request.user, reference)
    found = _kind(contract, kind)
    lines = of_contract(found.model, contract.pk)
    together = Together(found, lines, get_object_or_404(lines, history_id=line))
    page = _page_of(request, together, LINES_A_PAGE)
    context = {"contract": contract, "section": "history", "entry": together.entry, **page}
    return render(request, "reports/history_together.html", context)


@require_safe
def history_download(
    request: SignedInRequest, reference: str, kind: str = "", row: int | None = None
) -> HttpResponseBase:
    """What the same filters find, all of it, as a file."""
    contract = contract_for(request.user, reference)
    about = None if row is None else (_kind(contract, kind), row)
    form = HistoryForm(request.GET, _everything(contract, about))
    response = StreamingHttpResponse(as_csv(form.sought()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{contract.reference}-history.csv"'
    return response


def _kind(contract: Contract, slug: str) -> Kind:
    """The kind with a name in addresses, if the reader may see it."""
    kind = BY_SLUG.get(slug)
    if kind not in kinds_seen_with(contract.abilities):
        raise Http404("There is no such history among yours.")
    return kind


def _everything(contract: Contract, about: tuple[Kind, int] | None = None) -> Sought:
    return Sought(contract=contract, kinds=kinds_seen_with(contract.abilities), about=about)


def _list(request: SignedInRequest, form: HistoryForm, about: dict[str, Any]) -> HttpResponse:
    context = {"contract": form.everything.contract, "section": "history", "form": form, "about": about}
    strokes = Strokes(form.sought())
    return render(request, "reports/history.html", {**context, **_page_of(request, strokes, STROKES_A_PAGE)})


def _page_of(request: SignedInRequest, rows: Strokes | Together, most: int) -> dict[str, Any]:
    paginator: Paginator = Paginator(rows, most)  # type: ignore[arg-type]
    page: Page = paginator.get_page(request.GET.get("page"))
    return {"page": page, "page_numbers": paginator.get_elided_page_range(page.number)}
