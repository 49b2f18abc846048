"""Addresses of the pages that read the record."""

from django.urls import path

from reports.views.help import help_page
from reports.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("help/", help_page, name="help"),
]
