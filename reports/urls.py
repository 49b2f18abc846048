"""Addresses of the pages that read the record."""

from django.urls import include, path

from reports.views.area import service_area
from reports.views.credits import credit_detail, credit_note, credit_note_file, credits, credits_file
from reports.views.dashboard import contract_dashboard
from reports.views.help import help_page
from reports.views.history import history, history_download, history_object, history_together
from reports.views.home import home
from reports.views.kpi import kpi_detail
from reports.views.kpis import change_list, kpi_list
from reports.views.trend import green_trend

of_history = [
    path("", history, name="history"),
    path("download/", history_download, name="history_download"),
    path("<slug:kind>/<int:row>/", history_object, name="history_object"),
    path("<slug:kind>/<int:row>/download/", history_download, name="history_object_download"),
    path("<slug:kind>/together/<int:line>/", history_together, name="history_together"),
]

urlpatterns = [
    path("", home, name="home"),
    path("help/", help_page, name="help"),
    path("contracts/<reference:reference>/", contract_dashboard, name="contract_dashboard"),
    path("contracts/<reference:reference>/areas/<reference:code>/", service_area, name="service_area"),
    path("contracts/<reference:reference>/trend/", green_trend, name="green_trend"),
    path("contracts/<reference:reference>/kpis/", kpi_list, name="kpi_list"),
    path("contracts/<reference:reference>/changes/", change_list, name="change_list"),
    path("contracts/<reference:reference>/kpis/<reference:kpi>/", kpi_detail, name="kpi_detail"),
    path("contracts/<reference:reference>/credits/", credits, name="credits"),
    path("contracts/<reference:reference>/credits/file/", credits_file, name="credits_file"),
    path("contracts/<reference:reference>/credits/<month:month>/note/", credit_note, name="credit_note"),
    path(
        "contracts/<reference:reference>/credits/<month:month>/note/file/",
        credit_note_file,
        name="credit_note_file",
    ),
    path(
        "contracts/<reference:reference>/credits/<month:month>/areas/<reference:code>/",
        credit_detail,
        name="credit_detail",
    ),
    path("contracts/<reference:reference>/history/", include(of_history)),
]
