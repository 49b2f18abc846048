"""Reviews, and the words of a KPI's definition, in the Django admin."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from contracts.models import ChangeNotice
from kpis.models import Kpi, KpiReview
from tests.factories import make_kpi
from tests.support.admin_pages import address, errors_of, save_page


def reviewed(kpi) -> KpiReview:
    return KpiReview.objects.create(kpi=kpi, held_on=date(2021, 6, 30), reason="It serves well.")


def test_a_review_keeps_its_kpi_and_its_day(root, superuser, contract):
    review = reviewed(contract.kpis.get(reference="IMT_KPI_01"))
    other = contract.kpis.get(reference="IMT_KPI_02")
    response = save_page(root, KpiReview, review, kpi=other.pk, held_on="2021-07-01", reason="It serves.")
    assert response.status_code == 302
    review.refresh_from_db()
    assert (review.kpi.reference, str(review.held_on), review.reason) == (
        "IMT_KPI_01",
        "2021-06-30",
        "It serves.",
    )
    assert review.history.latest().history_user == superuser


def test_a_review_under_another_contracts_notice_is_refused(root, contract, other_contract):
    notice = ChangeNotice.objects.create(
        contract=other_contract, reference="CCN1", date=date(2021, 6, 1), title="Theirs"
    )
    response = save_page(
        root,
        KpiReview,
        kpi=contract.kpis.get(reference="IMT_KPI_01").pk,
        held_on="2021-06-30",
        reason="It serves well.",
        change_notice=notice.pk,
    )
    assert "Choose a change notice of the KPI" in errors_of(response)


def test_reviews_are_listed(root, contract):
    reviewed(contract.kpis.get(reference="IMT_KPI_01"))
    page = root.get(address(KpiReview, "changelist"), {"q": "TST-1"}).content.decode()
    assert "IMT_KPI_01" in page
    assert "TST-1" in page


def test_the_words_of_a_definition_are_there_and_what_it_replaces_stays(root, contract):
    old = contract.kpis.get(reference="IMT_KPI_01")
    kpi = make_kpi(contract, "IMT_KPI_08", in_service_from="2021-07", replaces=old)
    other = make_kpi(contract, "IMT_KPI_03")
    assert save_page(root, Kpi, kpi, owner="Head of IT", replaces=other.pk).status_code == 302
    kpi.refresh_from_db()
    assert (kpi.owner, kpi.replaces) == ("Head of IT", old)


def test_a_kpi_replaces_one_of_its_own_contract(contract, other_contract):
    kpi = make_kpi(contract, "IMT_KPI_08", in_service_from="2021-07")
    for wrong in (kpi, other_contract.kpis.get()):
        kpi.replaces = wrong
        assert "Choose another KPI of the same contract" in complaint_of(kpi)
    kpi.replaces = contract.kpis.get(reference="IMT_KPI_02")
    assert complaint_of(kpi) == ""


def test_what_is_wrong_with_a_field_that_is_only_shown_is_told_above_the_form(root, contract):
    kpi = contract.kpis.get(reference="IMT_KPI_02")
    kpi.replaces = contract.kpis.get(reference="IMT_KPI_01")
    kpi.save()
    assert "Choose a KPI that entered service before this one" in errors_of(save_page(root, Kpi, kpi))


def complaint_of(kpi: Kpi) -> str:
    try:
        kpi.clean()
    except ValidationError as error:
        return str(error)
    return ""
