"""Addresses of a contract's months."""

from django.urls import include, path

from kpis.views import entry, months, review

of_a_month = [
    path("", review.month_review, name="month_review"),
    path("entry/", entry.month_entry_start, name="month_entry_start"),
    path("entry/<str:code>/", entry.month_entry, name="month_entry"),
    path("judge/", entry.month_judge, name="month_judge"),
    path("submit/", review.month_submit, name="month_submit"),
    path("send-back/", review.month_send_back, name="month_send_back"),
    path("sign-off/", review.month_sign_off, name="month_sign_off"),
    path("reopen/", review.month_reopen, name="month_reopen"),
]

urlpatterns = [
    path("contracts/<str:reference>/months/", months.month_list, name="month_list"),
    path("contracts/<str:reference>/months/open/", months.month_open, name="month_open"),
    path("contracts/<str:reference>/months/<month:month>/", include(of_a_month)),
]
