"""The issues of a contract, one of them, and what is said of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contracts.access import Ability, SignedInRequest, contract_for
from contracts.models import Contract, Issue
from contracts.models.issues import IssueStatus
from contracts.views.records import SECTION, Register, is_written, told
from kpis.forms.issues import IssueForm
from kpis.issues.filters import IssueFilter
from kpis.issues.load import RESOLVED_LAST, issue_of, issues_of, load_page
from kpis.issues.tables import IssueTable

asks = require_http_methods(["GET", "HEAD", "POST"])


class IssueList(Register):
    """The issues of a contract: those that are not resolved first, the substantive ones before the others."""

    table_class = IssueTable
    filterset_class = IssueFilter
    template_name = "kpis/issue_list.html"

    def rows(self) -> QuerySet[Issue]:
        return issues_of(self.contract).order_by(RESOLVED_LAST, "-kind", "pk")


issue_list = require_safe(IssueList.as_view())


@require_safe
def issue_detail(request: SignedInRequest, reference: str, issue: str) -> HttpResponse:
    """All about an issue, and what this person may do about it."""
    contract = contract_for(request.user, reference)
    page = load_page(issue_of(contract, issue), today=timezone.localdate())
    keeps = Ability.KEEP_GOVERNANCE in contract.abilities
    context = {"contract": contract, "section": SECTION, "page": page, "issue": page.issue, "keeps": keeps}
    return render(request, "kpis/issue_detail.html", context)


@asks
def issue_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Raise an issue."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = Issue(contract=contract, status=IssueStatus.OPEN)
    form = IssueForm(contract, request.POST or None, instance=row, today=timezone.localdate())
    if is_written(request, form):
        return told(request, f"Issue {row.reference} is raised.", "issue_detail", reference, row.reference)
    return _form_page(request, contract, form)


@asks
def issue_change(request: SignedInRequest, reference: str, issue: str) -> HttpResponse:
    """Say more of an issue, or say it better; where it stands is for its log."""
    contract = contract_for(request.user, reference, Ability.KEEP_GOVERNANCE)
    row = issue_of(contract, issue)
    form = IssueForm(contract, request.POST or None, instance=row, today=timezone.localdate())
    if is_written(request, form):
        return told(request, f"Issue {issue} is saved.", "issue_detail", reference, issue)
    return _form_page(request, contract, form)


def _form_page(request: SignedInRequest, contract: Contract, form: IssueForm) -> HttpResponse:
    issue = form.instance.reference
    name, args = ("issue_detail", [issue]) if issue else ("issue_list", [])
    context = {
        **{"contract": contract, "section": SECTION, "form": form, "issue": issue},
        "back": reverse(name, args=[contract.reference, *args]),
    }
    return render(request, "kpis/issue_form.html", context)
