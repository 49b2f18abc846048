"""The first page after signing in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from contracts.access import SignedInRequest
from contracts.models import Contract
from reports.filters import PortfolioFilter
from reports.outstanding import overdue_at_home
from reports.portfolio import portfolio_of, standings_of, waiting_for
from reports.tables import PortfolioTable
from reports.waiting import assessments_of, decisions_of


class Portfolio(SingleTableMixin, FilterView):
    """The contracts of the person signed in; who has one goes straight to its dashboard."""

    table_class = PortfolioTable
    filterset_class = PortfolioFilter
    template_name = "reports/home.html"
    table_pagination = {"per_page": 25}

    request: SignedInRequest

    def get(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        few = list(Contract.objects.visible_to(request.user)[:2])
        if not few:
            return render(request, "reports/no_contract.html")
        return redirect(few[0]) if len(few) == 1 else super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Contract]:
        return portfolio_of(self.request.user)

    def get_table(self, **kwargs: Any) -> PortfolioTable:
        table = super().get_table(**kwargs)
        shown = [row.record for row in table.paginated_rows]
        table.standings = standings_of(shown, timezone.localdate())
        return table

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        ours = {"waiting": waiting_for(user), "decisions": decisions_of(user)}
        ours["assessments"] = assessments_of(user)
        overdue = overdue_at_home(user, timezone.localdate())
        return super().get_context_data(**ours, overdue=overdue, **kwargs)


home = Portfolio.as_view()
