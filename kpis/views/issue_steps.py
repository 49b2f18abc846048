"""What goes into the log of an issue, and taking back what should not have."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import Issue
from contracts.views.asking import taken
from contracts.views.records import SECTION, is_written, told
from kpis.actions import issues
from kpis.forms.issues import CorrectionForm, SeenReasonForm, UpdateForm, new_update
from kpis.issues.load import issue_of, load_page, read_again
from kpis.issues.steps import WORDS, IssueStep, refusal, step_of

asks = require_http_methods(["GET", "HEAD", "POST"])
EMPTY = "The log of {} is empty."


@asks
def issue_step(request: SignedInRequest, reference: str, issue: str, step: IssueStep) -> HttpResponse:
    """Add an entry to the log of an issue, and what it changes."""
    found = _kept(request, reference, issue)
    if why := refusal(step, found.standing):
        messages.error(request, f"{why}{_wrote(request)}")
        return redirect("issue_detail", reference, issue)
    update = new_update(found, step)
    typed, today = request.POST or None, timezone.localdate()
    form = UpdateForm(found.contract, typed, instance=update, step=step, today=today)
    if is_written(request, form):
        return told(request, WORDS[step].done.format(issue), "issue_detail", reference, issue)
    words = WORDS[step]
    return _page(request, found, form, words.heading.format(issue), words.button, words.hint)


@asks
def issue_correct(request: SignedInRequest, reference: str, issue: str) -> HttpResponse:
    """Write the last entry of a log as it should have been."""
    found = _kept(request, reference, issue)
    update = issues.last_update(found)
    if update is None:
        return _empty(request, reference, issue)
    update.issue, today = found, timezone.localdate()
    step = step_of(update.plain)
    form = CorrectionForm(found.contract, request.POST or None, instance=update, step=step, today=today)
    if is_written(request, form):
        return told(request, f"The last entry of {issue} is put right.", "issue_detail", reference, issue)
    heading, hint = f"Put the last entry of {issue} right", "History keeps what it said before."
    return _page(request, found, form, heading, "Put it right", hint)


@asks
def issue_take_back(request: SignedInRequest, reference: str, issue: str) -> HttpResponse:
    """Take the last entry out of a log, which leaves the issue where it stood before."""
    found = _kept(request, reference, issue)
    update = issues.last_update(found)
    if update is None:
        return _empty(request, reference, issue)
    update.issue = found
    form, is_done = _reason(request, found, partial(issues.take_back_update, update=update))
    if is_done:
        return told(request, f"The last entry of {issue} is taken back.", "issue_detail", reference, issue)
    heading = f"Take the last entry of {issue} back"
    hint = "The issue then stands where it stood before. History keeps the entry."
    return _page(request, found, form, heading, "Take it back", hint)


@asks
def issue_remove(request: SignedInRequest, reference: str, issue: str) -> HttpResponse:
    """Take an issue away that was raised by mistake."""
    found = _kept(request, reference, issue)
    form, is_done = _reason(request, found, partial(issues.remove_issue, issue=found))
    if is_done:
        return told(request, f"Issue {issue} is removed.", "issue_list", reference)
    hint = (
        "For what was raised by mistake: its log and its links to KPIs go with it. An issue that is over "
        "is resolved instead. History keeps all of it."
    )
    return _page(request, found, form, f"Remove issue {issue}", "Remove", hint)


def _kept(request: SignedInRequest, reference: str, issue: str) -> Issue:
    """An issue that the person may change."""
    return issue_of(contract_for(request.user, reference, Ability.KEEP_GOVERNANCE), issue)


def _reason(
    request: SignedInRequest, issue: Issue, action: Callable[..., Any]
) -> tuple[SeenReasonForm, bool]:
    """The form that asks why, and whether the step was taken with what was typed."""
    form = SeenReasonForm(request.POST or None, initial={"seen": issues.version_of(issue)})
    is_done = form.is_valid() and taken(form, action, by=request.user) is not False
    if form.is_bound and not is_done:
        form.data = {**form.data.dict(), "seen": str(issues.version_of(issue))}  # type: ignore[attr-defined]
    return form, is_done


def _page(
    request: SignedInRequest,
    issue: Issue,
    form: forms.BaseForm,
    heading: str,
    button: str,
    hint: str,
) -> HttpResponse:
    """The page that asks, with the issue as it stands now."""
    if form.is_bound:
        read_again(issue)
    page = load_page(issue, today=timezone.localdate())
    context = {
        **{"contract": issue.contract, "section": SECTION, "form": form, "page": page, "issue": issue},
        **{"heading": heading, "button": button, "hint": hint},
    }
    return render(request, "kpis/issue_step.html", context)


def _empty(request: SignedInRequest, reference: str, issue: str) -> HttpResponse:
    messages.error(request, EMPTY.format(issue))
    return redirect("issue_detail", reference, issue)


def _wrote(request: SignedInRequest) -> str:
    typed = request.POST.get("text", "").strip()
    return f" You wrote: “{typed}”" if typed else ""
