"""The credits of a contract: by year, one by one, and as notes."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contracts.access import contract_for
from contracts.calculations.months import Month
from contracts.calculations.years import FinancialYear
from contracts.downloads import attachment
from contracts.models import Contract
from reports.conditional import kept_by_browser
from reports.credits.detail import credit_detail_of
from reports.credits.files import credits_csv
from reports.credits.note import CreditNote, NoCreditNote, credit_note_of, note_as_file
from reports.credits.page import NoSuchYear, credits_page
from reports.credits.words import headline_of_year, state_of_year


@require_safe
@kept_by_browser
def credits(request: HttpRequest, contract: Contract) -> HttpResponse:
    """What came back in a financial year, ``?year=2021-22`` or the latest, by month and area."""
    context = {"contract": contract, "section": "credits", "asked": request.GET.get("year")}
    try:
        page = credits_page(contract, request.GET.get("year"))
    except NoSuchYear:
        return render(request, "reports/no_such_year.html", context, status=404)
    if page is not None:
        context |= {
            "page": page,
            "headline": headline_of_year(contract, page),
            "state": state_of_year(page),
        }
    return render(request, "reports/credits.html", context)


@require_safe
def credits_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The credits of the whole contract, or of the financial year asked for, as CSV."""
    contract = contract_for(request.user, reference)
    asked = request.GET.get("year")
    if asked is None:
        first, last, name = contract.first_month, contract.last_month, "credits"
    else:
        year = _year_or_404(contract, asked)
        first, last, name = year.first, year.last, f"credits-{year}"
    return attachment(credits_csv(contract, first, last), name=f"{contract.reference}-{name}.csv")


@require_safe
@kept_by_browser
def credit_detail(request: HttpRequest, contract: Contract, month: Month, code: str) -> HttpResponse:
    """How the credit of one area in one month came about, from the results to what is payable."""
    detail = credit_detail_of(contract, month, code)
    context = {"contract": contract, "section": "credits", "detail": detail, "month": month, "code": code}
    if detail is None:
        get_object_or_404(contract.periods, month=month.first_day)
        get_object_or_404(contract.service_areas, code=code)
        return render(request, "reports/no_credit.html", context)
    return render(request, "reports/credit_detail.html", context)


@require_safe
def credit_note(request: HttpRequest, reference: str, month: Month) -> HttpResponse:
    """The credit note of a signed-off month."""
    contract = contract_for(request.user, reference)
    try:
        note = _note_or_404(contract, month)
    except NoCreditNote as why:
        return _no_note(request, contract, month, why)
    context = {"contract": contract, "section": "credits", "note": note}
    return render(request, "reports/credit_note.html", context)


@require_safe
def credit_note_file(request: HttpRequest, reference: str, month: Month) -> HttpResponse:
    """The credit note of a signed-off month as a file that stands by itself."""
    contract = contract_for(request.user, reference)
    try:
        note = _note_or_404(contract, month)
    except NoCreditNote as why:
        return _no_note(request, contract, month, why)
    return attachment(note_as_file(note), name=f"{note.reference}.html", content_type="text/html")


def _note_or_404(contract: Contract, month: Month) -> CreditNote:
    """The note of a month.

    Raises:
        Http404: the contract has not opened that month.
        NoCreditNote: there is none, for a reason that the exception gives.
    """
    periods = contract.periods.select_related("contract", "signed_off_by")
    return credit_note_of(contract, get_object_or_404(periods, month=month.first_day))


def _no_note(request: HttpRequest, contract: Contract, month: Month, why: NoCreditNote) -> HttpResponse:
    context = {"contract": contract, "section": "credits", "month": month, "why": str(why)}
    return render(request, "reports/no_credit_note.html", context, status=HTTPStatus.CONFLICT)


def _year_or_404(contract: Contract, text: str) -> FinancialYear:
    try:
        year = FinancialYear.parse(text)
    except ValueError as error:
        raise Http404(str(error)) from error
    if year.last < contract.first_month or year.first > contract.last_month:
        raise Http404(f"The contract has no month in {year.name}.")
    return year
