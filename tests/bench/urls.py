"""The product's addresses and the empty page's."""

from django.shortcuts import render
from django.urls import path

from csg_monitor.urls import urlpatterns as product

urlpatterns = [
    path("bench/empty/", lambda request: render(request, "bench/empty.html"), name="empty"),
    *product,
]
