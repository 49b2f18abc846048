"""Addresses of the people of a contract, of what it is governed by, and of one's own account."""

from django.urls import include, path

from contracts.views import assessments, commitments, objectives, people

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
    path("contracts/<reference:reference>/objectives/", objectives.objective_list, name="objective_list"),
    path("contracts/<reference:reference>/objectives/add/", objectives.objective_add, name="objective_add"),
    path("contracts/<reference:reference>/objectives/<reference:objective>/", include(of_an_objective)),
    path(
        "contracts/<reference:reference>/objectives/<reference:objective>/assessments/<int:assessment>/",
        include(of_an_assessment),
    ),
]
