"""Addresses of a contract's months."""

from django.urls import include, path

from kpis.views.entry import month_entry, month_entry_start, month_judge
from kpis.views.months import month_list, month_open
from kpis.views.review import month_reopen, month_review, month_send_back, month_sign_off, month_submit

of_a_month = [
    path("", month_review, name="month_review"),
    path("entry/", month_entry_start, name="month_entry_start"),
    path("entry/<reference:code>/", month_entry, name="month_entry"),
    path("judge/", month_judge, name="month_judge"),
    path("submit/", month_submit, name="month_submit"),
    path("send-back/", month_send_back, name="month_send_back"),
    path("sign-off/", month_sign_off, name="month_sign_off"),
    path("reopen/", month_reopen, name="month_reopen"),
]

urlpatterns = [
    path("contracts/<reference:reference>/months/", month_list, name="month_list"),
    path("contracts/<reference:reference>/months/open/", month_open, name="month_open"),
    path("contracts/<reference:reference>/months/<month:month>/", include(of_a_month)),
]
