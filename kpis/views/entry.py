"""Month entry: the sheet of one service area, and the status of what is typed into it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.calculations.months import Month
from contracts.kept import reading
from contracts.models import ServiceArea
from contracts.refusals import NotAllowed
from kpis.actions.results import Conflict, Saved, compare, save_results, why_closed
from kpis.entry import Problem, Sheet, load_sheet
from kpis.forms import OUTCOMES, Keep, ResultForm
from kpis.judging import Rulebook
from kpis.missing import kpis_in_service
from kpis.models import Period
from kpis.verdicts import Verdict, verdict_as_typed

CHECK, NEXT = "check", "next"
"""What a button of the sheet can ask for besides saving."""
CONFLICT = 409
NOTHING_SAVED = "Nothing of this sheet is saved yet."
REST_SAVED = "What you typed in the rows named here is not saved yet."
CHECKED = "The sheet is checked: each row shows the status it would get. Nothing is saved yet."


@require_safe
def month_entry_start(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """To the sheet of the first service area that has something due."""
    contract = contract_for(request.user, reference, Ability.ENTER_RESULTS)
    period = get_object_or_404(contract.periods, month=month)
    kpis = kpis_in_service(contract, period)
    if not kpis:
        return redirect("month_review", reference, month)
    return redirect("month_entry", reference, month, kpis[0].service_area.code)


@require_http_methods(["GET", "HEAD", "POST"])
def month_entry(request: SignedInRequest, reference: str, month: Month, code: str) -> HttpResponse:
    """The sheet of a service area: shown, checked or saved."""
    contract = contract_for(request.user, reference, Ability.ENTER_RESULTS)
    if request.method != "POST":
        reading(contract)
    period = get_object_or_404(contract.periods.select_related("submitted_by", "signed_off_by"), month=month)
    area = get_object_or_404(contract.service_areas, code=code)
    if request.method == "POST":
        return _receive(request, period, area)
    sheet = load_sheet(period, area)
    return _page(request, sheet) if period.is_open else _closed_page(request, sheet)


@require_POST
def month_judge(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """The status that each row sent would get, as JSON; nothing is saved."""
    contract = contract_for(request.user, reference, Ability.ENTER_RESULTS)
    period = get_object_or_404(contract.periods, month=month)
    kpis = [kpi for kpi in kpis_in_service(contract, period) if ResultForm.is_in(request.POST, kpi)]
    rulebook = Rulebook.of_contract(contract)
    verdicts = {
        kpi.reference: verdict_as_typed(ResultForm(request.POST, kpi=kpi), month, rulebook) for kpi in kpis
    }
    return JsonResponse({kpi: _as_json(verdict) for kpi, verdict in verdicts.items()})


def _as_json(verdict: Verdict) -> dict[str, str]:
    return {
        "status": verdict.status,
        "word": verdict.word,
        "value": verdict.value,
        "message": verdict.note,
    }


def _receive(request: SignedInRequest, period: Period, area: ServiceArea) -> HttpResponse:
    """Check or save what was sent; all that was typed comes back unless it is kept."""
    sheet = load_sheet(period, area)
    forms = sheet.forms(request.POST)
    mine = [form for form in forms if form.keeps is not Keep.THEIRS]
    if any(form.errors for form in mine):
        return _unsaved_page(request, sheet, forms)
    if request.POST.get("then") == CHECK:
        messages.info(request, CHECKED)
        return _unsaved_page(request, sheet, forms)
    try:
        saved = save_results(period=period, edits=[form.edit for form in mine], by=request.user)
    except NotAllowed as refused:
        return _unsaved_page(request, sheet, forms, refused=str(refused))
    _tell(request, saved)
    if saved.conflicts:
        return _conflict_page(request, load_sheet(period, area), forms, saved.conflicts)
    return _onwards(request, sheet)


def _unsaved_page(
    request: SignedInRequest, sheet: Sheet, forms: list[ResultForm], refused: str = ""
) -> HttpResponse:
    sheet.show_as_typed(forms)
    edits = [form.edit_first_made for form in forms if not form.errors]
    sheet.show_conflicts(compare(period=sheet.period, edits=edits).conflicts, forms)
    if refused:
        sheet.problems.insert(0, Problem(sentence=refused))
    return _page(request, sheet, unsaved=NOTHING_SAVED, status=CONFLICT if refused else 200)


def _conflict_page(
    request: SignedInRequest, sheet: Sheet, forms: Iterable[ResultForm], conflicts: list[Conflict]
) -> HttpResponse:
    crossed = {conflict.kpi for conflict in conflicts}
    forms = [form for form in forms if form.kpi.reference in crossed]
    sheet.show_as_typed(forms)
    sheet.show_conflicts(conflicts, forms)
    return _page(request, sheet, unsaved=REST_SAVED, status=CONFLICT)


def _onwards(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    reference, month = sheet.period.contract.reference, sheet.period.month
    if request.POST.get("then") != NEXT:
        return redirect("month_entry", reference, month, sheet.area.code)
    if sheet.next_area is None:
        return redirect("month_review", reference, month)
    return redirect("month_entry", reference, month, sheet.next_area.code)


def _tell(request: SignedInRequest, saved: Saved) -> None:
    """Say what became of the edits; where some cross another's, the page's own summary comes first."""
    level = messages.INFO if saved.conflicts else messages.SUCCESS
    if saved.written:
        count = len(saved.written)
        text = f"{count} result{'s' * (count > 1)} saved: {', '.join(saved.written)}."
        messages.add_message(request, level, text)
    if saved.cleared:
        messages.add_message(request, level, f"Cleared: {', '.join(saved.cleared)}.")
    for kpi in saved.without_activity:
        messages.info(request, f"{kpi}: nothing out of nothing is kept as no activity, without figures.")
    if not (saved.written or saved.cleared or saved.conflicts):
        messages.info(request, "Nothing had changed, so nothing was saved.")


def _page(request: SignedInRequest, sheet: Sheet, *, unsaved: str = "", status: int = 200) -> HttpResponse:
    context = {
        "contract": sheet.period.contract,
        "section": "months",
        "sheet": sheet,
        "unsaved": unsaved,
    }
    return render(request, "kpis/month_entry.html", context, status=status)


def _closed_page(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    context = {
        "contract": sheet.period.contract,
        "section": "months",
        "sheet": sheet,
        "outcomes": OUTCOMES,
        "why_closed": why_closed(sheet.period),
    }
    return render(request, "kpis/month_entry_closed.html", context)
