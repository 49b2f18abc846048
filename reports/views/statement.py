"""The statement of a range of months: as a page and as files."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts.access import SignedInRequest, contract_for
from contracts.calculations.months import Month
from contracts.downloads import attachment
from contracts.models import Contract
from reports.conditional import kept_by_browser_today
from reports.export import FORMATS, as_data
from reports.governance.load import day_reported
from reports.jobs.asking import ask_for_document
from reports.jobs.kinds import FORMAT_WORDS
from reports.papers.assemble import statement_paper
from reports.papers.material import statement_and_material
from reports.papers.page import sections_for_page, to_file
from reports.statements import load_periods, statement_for
from reports.statements.files import TABLES
from reports.statements.form import RangeForm
from reports.statements.words import range_words

CONTENT_TYPES = {"json": "application/json", "csv": "text/csv", "html": "text/html"}


@require_safe
@kept_by_browser_today
def statement(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The committee's tables, ``?from=2021-07&to=2021-12`` or those of the latest six months."""
    periods = load_periods(contract)
    context = {"contract": contract, "section": "reports"}
    if not periods:
        return render(request, "reports/statement_page.html", context)
    form = context["form"] = RangeForm(request.GET, contract, periods)
    if not form.is_valid():
        return render(request, "reports/statement_page.html", context, status=HTTPStatus.BAD_REQUEST)
    first, last = form.range
    told, material = statement_and_material(contract, first, last, as_at=_as_at(last))
    paper = statement_paper(told, material, made_on=last.first_day)  # The page does not show that day.
    query = f"?from={first}&to={last}"
    context |= {"paper": paper, "sections": sections_for_page(paper), "query": query, "tables": TABLES}
    context["documents"] = FORMAT_WORDS
    return render(request, "reports/statement_page.html", context)


@require_safe
def statement_file(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """The statement as JSON, as a page that stands by itself, or its summary or another table as CSV."""
    contract = contract_for(request.user, reference)
    first, last = _range_or_404(request, contract)
    table = request.GET.get("table")
    if form not in CONTENT_TYPES or table and (form != "csv" or table not in TABLES):
        raise Http404("A statement has no such file.")
    name = "-".join((contract.reference, table or "statement", str(first), str(last)))
    text = _web_page(contract, first, last) if form == "html" else _data(contract, first, last, form, table)
    return attachment(text, name=f"{name}.{form}", content_type=CONTENT_TYPES[form])


def _web_page(contract: Contract, first: Month, last: Month) -> str:
    """The paper that documents show, which bears today's date."""
    told, material = statement_and_material(contract, first, last, as_at=_as_at(last))
    return to_file(statement_paper(told, material, made_on=timezone.localdate()))


def _data(contract: Contract, first: Month, last: Month, form: str, table: str | None) -> str:
    told = statement_for(contract, first, last, as_at=_as_at(last))
    return TABLES[table].text(as_data(told)) if table else FORMATS[form](told)


@require_POST
def statement_document(request: SignedInRequest, reference: str, document: str) -> HttpResponse:
    """Ask for the statement as a document, which is made outside the request."""
    contract = contract_for(request.user, reference)
    first, last = _range_or_404(request, contract)
    if document not in FORMAT_WORDS:
        raise Http404("A statement is no such document.")
    job = ask_for_document(
        contract=contract,
        kind="statement",
        of={"from": str(first), "to": str(last)},
        format=document,
        title=f"Statement, {range_words(first, last)}",
        back=f"{reverse('statement', args=[reference])}?from={first}&to={last}",
        by=request.user,
        at=timezone.now(),
    )
    return redirect(job)


def _as_at(last: Month) -> date:
    """The day at whose end objectives, issues and the like stand."""
    return day_reported(last, today=timezone.localdate())


def _range_or_404(request: HttpRequest, contract: Contract) -> tuple[Month, Month]:
    """The months that an address asks for.

    Raises:
        Http404: the contract has opened none, or they are no months of it.
    """
    periods = load_periods(contract)
    form = RangeForm(request.GET, contract, periods) if periods else None
    if form is None or not form.is_valid():
        raise Http404("There is no statement of those months.")
    return form.range
