"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from contracts import converters
from csg_monitor import health, pages, unsent

converters.register()

urlpatterns = [
    path("health/", health.health, name="health"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("council.css", pages.council_colours, name="council_colours"),
    path("resume/", unsent.resume, name="resume"),
    path("accounts/", include("csg_monitor.accounts")),
    path("admin/", admin.site.urls),
    path("", include("contracts.urls")),
    path("", include("kpis.urls")),
    path("", include("reports.urls")),
]

handler500 = "csg_monitor.pages.server_error"
