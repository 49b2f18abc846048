"""Addresses of the people of a contract, of what it is governed by, and of one's own account."""

from django.urls import include, path

from contracts.views import (
    assessments,
    assurances,
    commitments,
    highlights,
    meetings,
    objectives,
    people,
    programme,
    programme_parts,
    savings,
)

of_an_assurance = [
    path("", assurances.assurance_detail, name="assurance_detail"),
    path("change/", assurances.assurance_change, name="assurance_change"),
    path("answer/", assurances.assurance_answer, name="assurance_answer"),
    path("close/", assurances.assurance_close, name="assurance_close"),
    path("reopen/", assurances.assurance_reopen, name="assurance_reopen"),
    path("remove/", assurances.assurance_remove, name="assurance_remove"),
]

of_a_meeting = [
    path("change/", meetings.meeting_change, name="meeting_change"),
    path("remove/", meetings.meeting_remove, name="meeting_remove"),
    path("papers/add/", meetings.meeting_paper_add, name="meeting_paper_add"),
    path("papers/<int:paper>/remove/", meetings.meeting_paper_remove, name="meeting_paper_remove"),
]

of_a_commitment = [
    path("", commitments.commitment_detail, name="commitment_detail"),
    path("change/", commitments.commitment_change, name="commitment_change"),
    path("deliver/", commitments.commitment_deliver, name="commitment_deliver"),
    path("miss/", commitments.commitment_miss, name="commitment_miss"),
    path("reopen/", commitments.commitment_reopen, name="commitment_reopen"),
    path("remove/", commitments.commitment_remove, name="commitment_remove"),
]

of_an_assessment = [
    path("approve/", assessments.assessment_approve, name="assessment_approve"),
    path("send-back/", assessments.assessment_send_back, name="assessment_send_back"),
    path("change/", assessments.assessment_change, name="assessment_change"),
    path("remove/", assessments.assessment_remove, name="assessment_remove"),
]
of_an_objective = [
    path("", objectives.objective_detail, name="objective_detail"),
    path("change/", objectives.objective_change, name="objective_change"),
    path("remove/", objectives.objective_remove, name="objective_remove"),
    path("assess/", assessments.assessment_add, name="assessment_add"),
]

of_the_programme = [
    path("", programme.programme, name="programme"),
    path("stages/add/", programme_parts.stage_add, name="stage_add"),
    path("stages/<int:stage>/change/", programme_parts.stage_change, name="stage_change"),
    path("stages/<int:stage>/remove/", programme_parts.stage_remove, name="stage_remove"),
    path("updates/add/", programme_parts.update_add, name="update_add"),
    path("updates/<int:update>/change/", programme_parts.update_change, name="update_change"),
    path("updates/<int:update>/remove/", programme_parts.update_remove, name="update_remove"),
    path("rename/<name:workstream>/", programme_parts.workstream_rename, name="workstream_rename"),
    path("workstreams/<name:workstream>/", programme.workstream_detail, name="workstream_detail"),
]

urlpatterns = [
    path("account/", people.account, name="account"),
    path("contracts/<reference:reference>/people/", people.people, name="people"),
    path("contracts/<reference:reference>/people/add/", people.person_add, name="person_add"),
    path(
        "contracts/<reference:reference>/people/<int:membership>/remove/",
        people.person_remove,
        name="person_remove",
    ),
    path("contracts/<reference:reference>/commitments/", commitments.commitment_list, name="commitment_list"),
    path(
        "contracts/<reference:reference>/commitments/add/", commitments.commitment_add, name="commitment_add"
    ),
    path("contracts/<reference:reference>/commitments/<reference:commitment>/", include(of_a_commitment)),
    path("contracts/<reference:reference>/assurances/", assurances.assurance_list, name="assurance_list"),
    path("contracts/<reference:reference>/assurances/add/", assurances.assurance_add, name="assurance_add"),
    path("contracts/<reference:reference>/assurances/<reference:assurance>/", include(of_an_assurance)),
    path("contracts/<reference:reference>/meetings/", meetings.meeting_list, name="meeting_list"),
    path("contracts/<reference:reference>/meetings/add/", meetings.meeting_add, name="meeting_add"),
    path("contracts/<reference:reference>/meetings/<reference:meeting>/", include(of_a_meeting)),
    path("contracts/<reference:reference>/objectives/", objectives.objective_list, name="objective_list"),
    path("contracts/<reference:reference>/objectives/add/", objectives.objective_add, name="objective_add"),
    path("contracts/<reference:reference>/objectives/<reference:objective>/", include(of_an_objective)),
    path(
        "contracts/<reference:reference>/objectives/<reference:objective>/assessments/<int:assessment>/",
        include(of_an_assessment),
    ),
    path("contracts/<reference:reference>/savings/add/", savings.saving_add, name="saving_add"),
    path(
        "contracts/<reference:reference>/savings/<int:saving>/change/",
        savings.saving_change,
        name="saving_change",
    ),
    path(
        "contracts/<reference:reference>/savings/<int:saving>/remove/",
        savings.saving_remove,
        name="saving_remove",
    ),
    path("contracts/<reference:reference>/highlights/", highlights.highlight_list, name="highlight_list"),
    path("contracts/<reference:reference>/highlights/add/", highlights.highlight_add, name="highlight_add"),
    path(
        "contracts/<reference:reference>/highlights/<int:highlight>/change/",
        highlights.highlight_change,
        name="highlight_change",
    ),
    path(
        "contracts/<reference:reference>/highlights/<int:highlight>/remove/",
        highlights.highlight_remove,
        name="highlight_remove",
    ),
    path("contracts/<reference:reference>/programme/", include(of_the_programme)),
]
