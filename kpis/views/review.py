"""The review of a month, and the steps of its life."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.calculations.months import Month
from contracts.forms.fields import ReasonForm
from contracts.refusals import NotAllowed
from kpis.actions import periods
from kpis.actions.notices import Notice
from kpis.lifecycle import RULES, Step
from kpis.models import Period
from kpis.review import load_review

UNSENT = "The e-mail that tells those concerned could not be sent: please tell them yourself."


@require_safe
def month_review(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """What a month amounts to, and what this person may do with it."""
    return _page(request, _period(request, reference, month))


@require_POST
def month_submit(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """Hand the month to the managers."""
    period = _period(request, reference, month, Ability.ENTER_RESULTS)
    return _take(request, period, Step.SUBMIT, periods.submit, at=timezone.now())


@require_POST
def month_sign_off(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """Make the month final."""
    period = _period(request, reference, month, Ability.SIGN_OFF)
    return _take(request, period, Step.SIGN_OFF, periods.sign_off, at=timezone.now())


@require_POST
def month_send_back(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """Open a submitted month again, with what is to be put right."""
    period = _period(request, reference, month, Ability.SIGN_OFF)
    return _take_with_reason(request, period, Step.SEND_BACK, periods.send_back)


@require_POST
def month_reopen(request: SignedInRequest, reference: str, month: Month) -> HttpResponse:
    """Open a month that was final, and judge it anew."""
    period = _period(request, reference, month, Ability.SIGN_OFF)
    return _take_with_reason(request, period, Step.REOPEN, periods.reopen)


def _period(
    request: SignedInRequest, reference: str, month: Month, ability: Ability = Ability.VIEW
) -> Period:
    contract = contract_for(request.user, reference, ability)
    found = contract.periods.select_related("summary", "submitted_by", "signed_off_by")
    return get_object_or_404(found, month=month)


def _take_with_reason(
    request: SignedInRequest, period: Period, step: Step, action: Callable[..., Notice]
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, period, form)
    return _take(request, period, step, action, reason=form.cleaned_data["reason"])


def _take(
    request: SignedInRequest, period: Period, step: Step, action: Callable[..., Notice], **values: object
) -> HttpResponse:
    """Take a step, and say what became of it; a refusal comes back with what was typed."""
    address = reverse("month_review", args=[period.contract.reference, period.month])
    try:
        notice = action(period=period, by=request.user, link=request.build_absolute_uri(address), **values)
    except NotAllowed as refused:
        wrote = f" You wrote: “{values['reason']}”" if "reason" in values else ""
        messages.error(request, f"{refused}{wrote}")
        return redirect(address)
    messages.success(request, f"{period} is {RULES[step].done}.")
    if notice.failed:
        messages.warning(request, UNSENT)
    return redirect(address)


def _page(request: SignedInRequest, period: Period, form: ReasonForm | None = None) -> HttpResponse:
    context = {
        "contract": period.contract,
        "section": "months",
        "review": load_review(period, request.user, today=timezone.localdate()),
        "form": form or ReasonForm(),
    }
    return render(request, "kpis/month_review.html", context)
