"""Addresses of the people of a contract, and of one's own account."""

from django.urls import path

from contracts.views import people

urlpatterns = [
    path("account/", people.account, name="account"),
    path("contracts/<reference:reference>/people/", people.people, name="people"),
    path("contracts/<reference:reference>/people/add/", people.person_add, name="person_add"),
    path(
        "contracts/<reference:reference>/people/<int:membership>/remove/",
        people.person_remove,
        name="person_remove",
    ),
]
