"""Addresses of a contract's months, mitigations and issues."""

from django.urls import include, path

from kpis.issues.steps import IssueStep
from kpis.views.bands import kpi_bands, kpi_bands_change, kpi_bands_withdraw
from kpis.views.changes import change_choose, change_done, change_new
from kpis.views.credit_terms import credit_terms, credit_terms_change, credit_terms_withdraw
from kpis.views.definitions import kpi_edit
from kpis.views.entry import month_entry, month_entry_start, month_judge
from kpis.views.evidence import mitigation_evidence, mitigation_evidence_add, mitigation_evidence_remove
from kpis.views.issue_steps import issue_correct, issue_remove, issue_step, issue_take_back
from kpis.views.issues import issue_add, issue_change, issue_detail, issue_list
from kpis.views.mitigation_steps import (
    mitigation_agree,
    mitigation_decline,
    mitigation_end,
    mitigation_withdraw,
)
from kpis.views.mitigations import (
    mitigation_change,
    mitigation_detail,
    mitigation_list,
    mitigation_propose,
)
from kpis.views.months import month_list, month_open
from kpis.views.payments import payment_list
from kpis.views.review import month_reopen, month_review, month_send_back, month_sign_off, month_submit
from kpis.views.suspensions import suspension_add, suspension_end, suspension_withdraw
from kpis.views.warnings import warning_add, warning_end, warning_list

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

of_the_credit_terms = [
    path("credit-terms/", credit_terms, name="credit_terms"),
    path("credit-terms/change/", credit_terms_change, name="credit_terms_change"),
    path("credit-terms/<int:terms>/withdraw/", credit_terms_withdraw, name="credit_terms_withdraw"),
    path("suspensions/add/", suspension_add, name="suspension_add"),
    path("suspensions/<int:suspension>/end/", suspension_end, name="suspension_end"),
    path("suspensions/<int:suspension>/withdraw/", suspension_withdraw, name="suspension_withdraw"),
    path("payments/", payment_list, name="payment_list"),
    path("kpis/<reference:kpi>/bands/", kpi_bands, name="kpi_bands"),
    path("kpis/<reference:kpi>/bands/change/", kpi_bands_change, name="kpi_bands_change"),
    path("kpis/<reference:kpi>/bands/<month:month>/withdraw/", kpi_bands_withdraw, name="kpi_bands_withdraw"),
    path("warnings/", warning_list, name="warning_list"),
    path("warnings/add/", warning_add, name="warning_add"),
    path("warnings/<int:warning>/end/", warning_end, name="warning_end"),
]

of_a_mitigation = [
    path("", mitigation_detail, name="mitigation_detail"),
    path("change/", mitigation_change, name="mitigation_change"),
    path("withdraw/", mitigation_withdraw, name="mitigation_withdraw"),
    path("agree/", mitigation_agree, name="mitigation_agree"),
    path("decline/", mitigation_decline, name="mitigation_decline"),
    path("end/", mitigation_end, name="mitigation_end"),
    path("evidence/", mitigation_evidence_add, name="mitigation_evidence_add"),
    path("evidence/<int:evidence>/", mitigation_evidence, name="mitigation_evidence"),
    path("evidence/<int:evidence>/remove/", mitigation_evidence_remove, name="mitigation_evidence_remove"),
]

of_an_issue = [
    path("", issue_detail, name="issue_detail"),
    path("change/", issue_change, name="issue_change"),
    path("remove/", issue_remove, name="issue_remove"),
    path("update/", issue_step, {"step": IssueStep.UPDATE}, name="issue_update"),
    path("escalate/", issue_step, {"step": IssueStep.ESCALATE}, name="issue_escalate"),
    path("step-back/", issue_step, {"step": IssueStep.STEP_BACK}, name="issue_step_back"),
    path("resolve/", issue_step, {"step": IssueStep.RESOLVE}, name="issue_resolve"),
    path("reopen/", issue_step, {"step": IssueStep.REOPEN}, name="issue_reopen"),
    path("correct/", issue_correct, name="issue_correct"),
    path("take-back/", issue_take_back, name="issue_take_back"),
]

of_the_definitions = [
    path("changes/new/", change_choose, name="change_choose"),
    path("changes/new/<slug:change>/", change_new, name="change_new"),
    path("changes/done/", change_done, name="change_done"),
    path("kpis/<reference:kpi>/edit/", kpi_edit, name="kpi_edit"),
]

urlpatterns = [
    path("contracts/<reference:reference>/", include(of_the_definitions)),
    path("contracts/<reference:reference>/", include(of_the_credit_terms)),
    path("contracts/<reference:reference>/months/", month_list, name="month_list"),
    path("contracts/<reference:reference>/months/open/", month_open, name="month_open"),
    path("contracts/<reference:reference>/months/<month:month>/", include(of_a_month)),
    path("contracts/<reference:reference>/mitigations/", mitigation_list, name="mitigation_list"),
    path("contracts/<reference:reference>/mitigations/new/", mitigation_propose, name="mitigation_propose"),
    path("contracts/<reference:reference>/mitigations/<reference:mitigation>/", include(of_a_mitigation)),
    path("contracts/<reference:reference>/issues/", issue_list, name="issue_list"),
    path("contracts/<reference:reference>/issues/new/", issue_add, name="issue_add"),
    path("contracts/<reference:reference>/issues/<reference:issue>/", include(of_an_issue)),
]
