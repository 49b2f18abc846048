"""Addresses of the pages that read the record."""

from django.urls import path

from reports.views.area import service_area
from reports.views.dashboard import contract_dashboard
from reports.views.help import help_page
from reports.views.home import home
from reports.views.kpi import kpi_detail

urlpatterns = [
    path("", home, name="home"),
    path("help/", help_page, name="help"),
    path("contracts/<reference:reference>/", contract_dashboard, name="contract_dashboard"),
    path("contracts/<reference:reference>/areas/<reference:code>/", service_area, name="service_area"),
    path("contracts/<reference:reference>/kpis/<reference:kpi>/", kpi_detail, name="kpi_detail"),
]
