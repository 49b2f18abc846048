"""Addresses of a contract's months."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
