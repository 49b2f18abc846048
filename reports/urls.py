"""Addresses of the pages that read the record."""

from django.urls import include, path

from reports.views.addenda import addendum, addendum_discard, addendum_publish
from reports.views.area import service_area
from reports.views.charts import charts
from reports.views.credits import credit_detail, credit_note, credit_note_file, credits, credits_file
from reports.views.dashboard import contract_dashboard
from reports.views.documents import (
    document_job,
    document_job_again,
    document_job_file,
    document_job_state,
)
from reports.views.help import help_page
from reports.views.history import history, history_download, history_object, history_together
from reports.views.home import home
from reports.views.kpi import kpi_detail
from reports.views.kpis import change_list, kpi_list
from reports.views.meetings import meeting_detail
from reports.views.public import public_document, public_publication
from reports.views.publications import (
    publication_detail,
    publication_document,
    publication_link,
    publication_list,
    publication_make,
)
from reports.views.publishing import report_publish
from reports.views.report_highlights import report_highlights
from reports.views.report_review import report_document, report_preview, report_send_back, report_submit
from reports.views.report_rows import report_section_rows
from reports.views.report_sections import (
    report_section,
    report_section_include,
    report_section_move,
    report_section_refill,
)
from reports.views.reports import (
    report_delete,
    report_detail,
    report_details,
    report_follow,
    report_list,
    report_new,
)
from reports.views.round import contract_round
from reports.views.savings import saving_list
from reports.views.statement import statement, statement_document, statement_file
from reports.views.trend import green_trend

of_a_report = [
    path("", report_detail, name="report_detail"),
    path("details/", report_details, name="report_details"),
    path("follow/", report_follow, name="report_follow"),
    path("delete/", report_delete, name="report_delete"),
    path("preview/", report_preview, name="report_preview"),
    path("document/<slug:document>/", report_document, name="report_document"),
    path("submit/", report_submit, name="report_submit"),
    path("send-back/", report_send_back, name="report_send_back"),
    path("publish/", report_publish, name="report_publish"),
    path("highlights/", report_highlights, name="report_highlights"),
    path("sections/<slug:part>/", report_section, name="report_section"),
    path("sections/<slug:part>/include/", report_section_include, name="report_section_include"),
    path("sections/<slug:part>/move/", report_section_move, name="report_section_move"),
    path("sections/<slug:part>/refill/", report_section_refill, name="report_section_refill"),
    path("sections/<slug:part>/rows/", report_section_rows, name="report_section_rows"),
]

of_a_publication = [
    path("", publication_detail, name="publication_detail"),
    path("documents/<slug:audience>/<slug:form>/", publication_document, name="publication_document"),
    path("make/", publication_make, name="publication_make"),
    path("link/", publication_link, name="publication_link"),
    path("addendum/", addendum, name="addendum"),
    path("addendum/publish/", addendum_publish, name="addendum_publish"),
    path("addendum/discard/", addendum_discard, name="addendum_discard"),
]

of_history = [
    path("", history, name="history"),
    path("download/", history_download, name="history_download"),
    path("<slug:kind>/<int:row>/", history_object, name="history_object"),
    path("<slug:kind>/<int:row>/download/", history_download, name="history_object_download"),
    path("<slug:kind>/together/<int:line>/", history_together, name="history_together"),
]

of_a_document = [
    path("", document_job, name="document_job"),
    path("state/", document_job_state, name="document_job_state"),
    path("file/", document_job_file, name="document_job_file"),
    path("again/", document_job_again, name="document_job_again"),
]

urlpatterns = [
    path("", home, name="home"),
    path("help/", help_page, name="help"),
    path("contracts/<reference:reference>/", contract_dashboard, name="contract_dashboard"),
    path("contracts/<reference:reference>/areas/<reference:code>/", service_area, name="service_area"),
    path("contracts/<reference:reference>/round/", contract_round, name="round"),
    path("contracts/<reference:reference>/trend/", green_trend, name="green_trend"),
    path("contracts/<reference:reference>/kpis/", kpi_list, name="kpi_list"),
    path("contracts/<reference:reference>/changes/", change_list, name="change_list"),
    path("contracts/<reference:reference>/kpis/<reference:kpi>/", kpi_detail, name="kpi_detail"),
    path("contracts/<reference:reference>/savings/", saving_list, name="saving_list"),
    path("contracts/<reference:reference>/charts/", charts, name="charts"),
    path("contracts/<reference:reference>/credits/", credits, name="credits"),
    path("contracts/<reference:reference>/credits/file/", credits_file, name="credits_file"),
    path("contracts/<reference:reference>/credits/<month:month>/note/", credit_note, name="credit_note"),
    path(
        "contracts/<reference:reference>/credits/<month:month>/note/file/",
        credit_note_file,
        name="credit_note_file",
    ),
    path(
        "contracts/<reference:reference>/credits/<month:month>/areas/<reference:code>/",
        credit_detail,
        name="credit_detail",
    ),
    path("contracts/<reference:reference>/statement/", statement, name="statement"),
    path(
        "contracts/<reference:reference>/statement/document/<slug:document>/",
        statement_document,
        name="statement_document",
    ),
    path(
        "contracts/<reference:reference>/statement/file/<slug:form>/", statement_file, name="statement_file"
    ),
    path("contracts/<reference:reference>/documents/<int:job>/", include(of_a_document)),
    path("contracts/<reference:reference>/history/", include(of_history)),
    path("contracts/<reference:reference>/reports/", report_list, name="report_list"),
    path("contracts/<reference:reference>/reports/new/", report_new, name="report_new"),
    path("contracts/<reference:reference>/reports/<int:number>/", include(of_a_report)),
    path("contracts/<reference:reference>/publications/", publication_list, name="publication_list"),
    path("contracts/<reference:reference>/publications/<int:number>/", include(of_a_publication)),
    path(
        "contracts/<reference:reference>/meetings/<reference:meeting>/", meeting_detail, name="meeting_detail"
    ),
    path("public/<slug:token>/", public_publication, name="public_publication"),
    path("public/<slug:token>/<slug:form>/", public_document, name="public_document"),
]
