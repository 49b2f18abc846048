"""Addresses of the people of a contract, and of one's own account."""

from django.urls import path

from contracts import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("contracts/<reference:reference>/people/", views.people, name="people"),
    path("contracts/<reference:reference>/people/add/", views.person_add, name="person_add"),
    path(
        "contracts/<reference:reference>/people/<int:membership>/remove/",
        views.person_remove,
        name="person_remove",
    ),
]
