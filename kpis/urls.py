"""Addresses of a contract's months."""

from django.urls import include, path

from kpis.views.changes import change_choose, change_done, change_new
from kpis.views.definitions import kpi_edit
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

of_the_definitions = [
    path("changes/new/", change_choose, name="change_choose"),
    path("changes/new/<slug:change>/", change_new, name="change_new"),
    path("changes/done/", change_done, name="change_done"),
    path("kpis/<reference:kpi>/edit/", kpi_edit, name="kpi_edit"),
]

urlpatterns = [
    path("contracts/<reference:reference>/", include(of_the_definitions)),
    path("contracts/<reference:reference>/months/", month_list, name="month_list"),
    path("contracts/<reference:reference>/months/open/", month_open, name="month_open"),
    path("contracts/<reference:reference>/months/<month:month>/", include(of_a_month)),
]
