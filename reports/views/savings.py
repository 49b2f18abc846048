"""The savings of a contract by financial year."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from contracts.access import Ability
from contracts.models import Contract
from contracts.views.records import SECTION
from reports.charts.of_savings import savings_chart
from reports.charts.on_page import DRAWS_CHARTS, ChartOnPage
from reports.conditional import kept_by_browser
from reports.savings.page import savings_page
from reports.savings.tables import SavingFilter, SavingTable

ROWS_ON_A_PAGE = 25


# The policy is outermost: an answer that nothing changed renews the policy of the page a browser kept.
@csp_update(DRAWS_CHARTS)
@require_safe
@kept_by_browser
def saving_list(request: HttpRequest, contract: Contract) -> HttpResponse:
    """What was contracted and delivered, year by year and all together."""
    keeps = Ability.KEEP_GOVERNANCE in contract.abilities
    page, chosen = savings_page(contract), SavingFilter(request.GET)
    table = SavingTable(chosen.of(page.lines), contract=contract, keeps=keeps)
    RequestConfig(request, paginate={"per_page": ROWS_ON_A_PAGE}).configure(table)
    figure = ChartOnPage(chart=savings_chart([line.year for line in page.lines]))
    context = {
        **{"contract": contract, "section": SECTION, "keeps": keeps, "page": page},
        **{"filter": chosen, "table": table, "figure": figure},
    }
    return render(request, "reports/savings.html", context)
