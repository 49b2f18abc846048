"""The service payments of a contract, a financial year at a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import Contract
from contracts.refusals import NotAllowed
from kpis.actions.payments import SavedPayments, save_payments
from kpis.entry import Problem
from kpis.payments import PaymentGrid, load_grid, year_of, years_of

CONFLICT = 409
NOTHING_SAVED = "Nothing on this page is saved yet."
REST_SAVED = "What you typed in the boxes named here is not saved yet."


@require_http_methods(["GET", "HEAD", "POST"])
def payment_list(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is paid for each area, ``?year=2021`` or the year of the latest month; read or filled in."""
    ability = Ability.ENTER_RESULTS if request.method == "POST" else Ability.VIEW
    contract = contract_for(request.user, reference, ability)
    grid = load_grid(contract, _year(request, contract))
    if request.method != "POST":
        return _page(request, contract, grid)
    edits = grid.edits(request.POST)
    if grid.problems:
        return _page(request, contract, grid, unsaved=NOTHING_SAVED)
    try:
        saved = save_payments(contract=contract, edits=edits, by=request.user)
    except NotAllowed as refused:
        grid.problems.append(Problem(sentence=str(refused)))
        return _page(request, contract, grid, unsaved=NOTHING_SAVED, status=CONFLICT)
    return _answer(request, contract, grid.year, saved)


def _answer(request: SignedInRequest, contract: Contract, year: int, saved: SavedPayments) -> HttpResponse:
    level = messages.INFO if saved.crossed or not saved.written else messages.SUCCESS
    plural = "" if saved.written == 1 else "s"
    told = f"{saved.written} payment{plural} saved." if saved.written else "No other payment was changed."
    if saved.crossed:
        messages.add_message(request, level, told)
        grid = load_grid(contract, year)
        grid.show_crossed(saved.crossed)
        return _page(request, contract, grid, unsaved=REST_SAVED, status=CONFLICT)
    nothing = "Nothing had changed, so nothing was saved."
    messages.add_message(request, level, told if saved.written else nothing)
    return redirect(f"{reverse('payment_list', args=[contract.reference])}?year={year}")


def _year(request: SignedInRequest, contract: Contract) -> int:
    """The year asked for, else that of the latest month; 404 for one outside the contract."""
    asked = request.GET.get("year", "")
    if not asked:
        latest = contract.periods.order_by("-month").values_list("month", flat=True).first()
        return year_of(latest or contract.first_month)
    years = {str(year): year for year in years_of(contract)}
    if asked not in years:
        raise Http404("The contract has no such financial year.")
    return years[asked]


def _page(
    request: SignedInRequest, contract: Contract, grid: PaymentGrid, *, unsaved: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "contract": contract,
        "section": "credits",
        "grid": grid,
        "unsaved": unsaved,
        "may_enter": Ability.ENTER_RESULTS in contract.abilities,
    }
    return render(request, "kpis/payments.html", context, status=status)
