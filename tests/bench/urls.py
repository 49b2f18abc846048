"""The product's addresses and the empty page's."""

from django.shortcuts import render
from django.urls import path

from csg_monitor.urls import handler403, handler404, handler500  # noqa: F401 - Django looks them up here
from csg_monitor.urls import urlpatterns as product

urlpatterns = [path("bench/empty/", lambda request: render(request, "bench/empty.html"), name="empty"), *product]
