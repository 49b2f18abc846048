"""The Django admin: every page of every model opens, for those who may, at a bounded price."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from contracts.admin.base import RecordAdmin
from contracts.append_only import Frozen
from contracts.models import (
    ChangeNotice,
    Contract,
    CreditTerms,
    CreditTier,
    Membership,
    ObjectiveAssessment,
    Role,
    ServiceArea,
    User,
)
from kpis.models import (
    Evidence,
    Kpi,
    KpiBand,
    KpiTerms,
    MitigatedKpi,
    Period,
    PeriodSummary,
    Result,
    ServiceCredit,
)
from tests.factories import PASSWORD, make_contract, make_kpi, make_membership, make_result, make_user
from tests.rows import COLUMNS, models_of, unsaved
from tests.support.admin_pages import address, errors_of, label, save_page

REGISTERED = list(admin.site._registry)
OF_THE_RECORD = [model for model in REGISTERED if model in COLUMNS]
OF_KPIS = {Evidence, KpiBand, Period, PeriodSummary, Result, ServiceCredit}
READ_ONLY = {*models_of("reports"), *OF_KPIS, ObjectiveAssessment}
NOT_DELETED = READ_ONLY | {User}
MOST_QUERIES = 30
"""The page that asks before deleting a contract looks into every table that might refer to it."""


@pytest.fixture
def row_of(contract):
    """``row_of(model)``: a row of any model of the record."""

    def row(model):
        found = unsaved(model, contract)
        found.save()
        return found

    return row


def test_every_model_of_the_record_can_be_looked_at():
    on_the_page_of_another = {CreditTier, MitigatedKpi}
    assert set(COLUMNS) - on_the_page_of_another <= set(REGISTERED)


@pytest.mark.parametrize("model", REGISTERED, ids=label)
def test_every_model_has_a_list_a_search_and_a_page_to_add_a_row(model, root, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert root.get(address(model, "changelist")).status_code == 200
    with django_assert_max_num_queries(MOST_QUERIES):
        assert root.get(address(model, "changelist"), {"q": "LCC-CSS 2021"}).status_code == 200
    if model in OF_THE_RECORD:
        assert root.get(address(model, "add")).status_code == (403 if model in READ_ONLY else 200)


@pytest.mark.parametrize("model", OF_THE_RECORD, ids=label)
def test_every_row_has_a_page_a_history_and_a_question_before_it_is_deleted(
    model, root, row_of, django_assert_max_num_queries
):
    row = row_of(model)
    for view in ("change", "history", "delete"):
        with django_assert_max_num_queries(MOST_QUERIES):
            response = root.get(address(model, view, row.pk))
        is_refused = view == "delete" and model in NOT_DELETED
        assert response.status_code == (403 if is_refused else 200), view


@pytest.mark.parametrize("model", [m for m in OF_THE_RECORD if hasattr(m, "history")], ids=label)
def test_an_old_version_is_looked_at_and_never_brought_back(model, root, row_of):
    row = row_of(model)
    if not issubclass(model, Frozen):
        row.save()
    url = address(model, "simple_history", row.pk, row.history.earliest().history_id)
    before = row.history.count()
    assert root.get(url).status_code == 200
    assert root.post(url, {}).status_code == 403
    assert row.history.count() == before


def test_a_history_says_who_changed_what_without_style_that_the_page_may_not_have(
    root, superuser, row_of, monkeypatch
):
    notice = row_of(ChangeNotice)
    save_page(root, ChangeNotice, notice, title="Another title")
    page = root.get(address(ChangeNotice, "history", notice.pk)).content.decode()
    assert "style=" not in page
    for text in (superuser.name, "A change → Another title", "Created", "Changed"):
        assert text in page
    monkeypatch.setattr(RecordAdmin, "history_list_per_page", 1)
    page = root.get(address(ChangeNotice, "history", notice.pk), {"p": 2}).content.decode()
    assert "style=" not in page
    for text in ("Created", 'aria-current="page">2<', 'href="?p=1"'):
        assert text in page


@pytest.mark.parametrize("model", [Kpi, KpiTerms, Result, Period, PeriodSummary, Membership], ids=label)
@pytest.mark.usefixtures("lincolnshire", "officer", "manager")
def test_a_list_costs_the_same_however_long_it_is(model, root, contract, django_assert_max_num_queries):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), value="95")
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        root.get(address(model, "changelist"), {"q": contract.reference})
    with django_assert_max_num_queries(len(few)):
        root.get(address(model, "changelist"), {"q": "T"})


def test_nobody_gets_in_without_being_staff(administrator, client_of, client):
    signed_in = client_of(administrator)
    for model in REGISTERED:
        url = address(model, "changelist")
        assert client.get(url).status_code == 302, model
        assert signed_in.get(url).status_code in {302, 403}, model


def test_a_row_is_signed_with_the_person_s_name(root, superuser, contract):
    notice = unsaved(ChangeNotice, contract)
    notice.save()
    response = save_page(root, ChangeNotice, notice, title="Another title")
    assert response.status_code == 302
    last = notice.history.latest()
    assert (last.history_type, last.title, last.history_user) == ("~", "Another title", superuser)


def test_rows_are_not_deleted_by_the_dozen(root, contract, row_of):
    row = row_of(ChangeNotice)
    root.post(
        address(ChangeNotice, "changelist"), {"action": "delete_selected", "_selected_action": [row.pk]}
    )
    assert ChangeNotice.objects.filter(pk=row.pk).exists()
    assert all(
        site.actions is None for site in admin.site._registry.values() if isinstance(site, RecordAdmin)
    )


def test_a_row_is_deleted_after_asking_and_leaves_its_history(root, superuser, row_of):
    row = row_of(ChangeNotice)
    assert root.post(address(ChangeNotice, "delete", row.pk), {"post": "yes"}).status_code == 302
    last = ChangeNotice.history.filter(id=row.pk).latest()
    assert (last.history_type, last.history_user) == ("-", superuser)


def test_a_contract_with_a_record_is_not_deleted(root, contract):
    response = root.post(address(Contract, "delete", contract.pk), {"post": "yes"})
    assert "Cannot delete contract" in response.content.decode()
    assert Contract.objects.filter(pk=contract.pk).exists()


@pytest.mark.parametrize(
    ("model", "entered", "said"),
    [
        (CreditTerms, {"amber_share": "1.5"}, "must lie between 0 and 1"),
        (CreditTerms, {"cap_percent": "101"}, "between 0 and 100 percent"),
        (CreditTerms, {"effective_from": "2021-13"}, "for example 2021-07"),
    ],
)
def test_what_cannot_be_true_is_answered_in_words(model, entered, said, root, contract):
    valid = {
        "contract": contract.pk,
        "effective_from": "2021-09",
        "amber_share": "0.5",
        "red_share": "1",
        "credit_per_point": "450",
        "cap_percent": "10",
    }
    response = save_page(root, model, **{**valid, **entered})
    assert said in errors_of(response)
    assert save_page(root, model, **valid).status_code == 302


def test_a_rule_that_joins_a_fixed_field_is_answered_too(root, contract):
    """The contract of an area is fixed and not in the form, but its code is."""
    area = contract.service_areas.get(code="CSC")
    response = save_page(root, ServiceArea, area, code="IMT")
    assert "already exists" in errors_of(response)


def test_figures_are_shown_without_padding(root, row_of):
    page = root.get(address(CreditTerms, "change", row_of(CreditTerms).pk)).content.decode()
    assert 'value="0.5"' in page
    assert 'value="450"' in page


@pytest.mark.usefixtures("rows_one_by_one")
def test_a_contract_keeps_its_reference_and_commencement(root, contract):
    save_page(root, Contract, contract, reference="OTHER", commencement="2020-01-01", title="New title")
    contract.refresh_from_db()
    assert (contract.reference, contract.title, contract.commencement.year) == ("TST-1", "New title", 2021)


@pytest.mark.usefixtures("rows_one_by_one")
@pytest.mark.parametrize(
    ("end", "answer"),
    [
        pytest.param("2021-06-30", "has a period in July 2021, so it cannot end before it", id="before-it"),
        pytest.param("2021-07-01", None, id="in-it"),
        pytest.param("2021-03-31", "has a period in July 2021", id="before-commencement"),
    ],
)
def test_a_contract_does_not_end_before_its_latest_period(end, answer, root, contract):
    before = contract.end
    response = save_page(root, Contract, contract, end=end)
    if answer:
        assert answer in errors_of(response)
    contract.refresh_from_db()
    assert (contract.end == before) is bool(answer)


@pytest.mark.usefixtures("rows_one_by_one")
def test_a_contract_without_periods_only_ends_after_it_begins(root):
    contract = make_contract("NEW-1")
    assert "must come after the day" in errors_of(save_page(root, Contract, contract, end="2021-04-01"))
    assert save_page(root, Contract, contract, end="2021-04-02").status_code == 302


# Roles: no contract loses its last administrator, on whichever page.

ALONE = "This is the last administrator of the contract"


def administrators_of(contract):
    return [each.user for each in contract.memberships.filter(role=Role.ADMINISTRATOR)]


@pytest.mark.usefixtures("rows_one_by_one")
@pytest.mark.parametrize(
    "entered",
    [
        pytest.param({"memberships-0-DELETE": "on"}, id="role-deleted"),
        pytest.param({"memberships-0-role": "member"}, id="role-changed"),
        pytest.param({"memberships-0-role": "member", "memberships-0-DELETE": "on"}, id="both"),
    ],
)
def test_the_last_administrator_stays_on_the_account_s_page(
    entered, root, contract, administrator, second_officer
):
    response = save_page(root, User, administrator, **entered)
    assert ALONE in errors_of(response)
    assert administrators_of(contract) == [administrator]
    make_membership(second_officer, contract, Role.ADMINISTRATOR)
    assert save_page(root, User, administrator, **entered).status_code == 302
    assert administrators_of(contract) == [second_officer]


def test_the_last_administrator_s_role_is_neither_changed_nor_deleted(
    root, contract, administrator, second_officer
):
    role = administrator.memberships.get()
    assert ALONE in errors_of(save_page(root, Membership, role, role="member"))
    assert (
        ALONE
        in root.post(address(Membership, "delete", role.pk), {"post": "yes"}, follow=True).content.decode()
    )
    assert administrators_of(contract) == [administrator]
    make_membership(second_officer, contract, Role.ADMINISTRATOR)
    assert root.post(address(Membership, "delete", role.pk), {"post": "yes"}).status_code == 302
    assert administrators_of(contract) == [second_officer]


# Accounts.


def test_an_account_is_made_in_small_letters_with_a_password(root):
    response = save_page(
        root,
        User,
        email="New.Person@Council.Example",
        name="Nora",
        password1=PASSWORD,
        password2=PASSWORD,
    )
    assert response.status_code == 302
    user = User.objects.get(email="new.person@council.example")
    assert user.check_password(PASSWORD)
    assert (user.name, user.is_staff) == ("Nora", False)


def test_an_account_may_be_made_without_a_password_for_its_owner_to_choose(root):
    assert save_page(root, User, email="sso@council.example", name="Sally").status_code == 302
    assert not User.objects.get(email="sso@council.example").has_usable_password()


def test_two_accounts_cannot_share_an_address_however_it_is_typed(root, officer):
    response = save_page(
        root, User, email=officer.email.upper(), name="Twin", password1=PASSWORD, password2=PASSWORD
    )
    assert "already exists" in errors_of(response)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("abc", "abc", "too short"),
        (PASSWORD, PASSWORD + "!", "match"),
        (PASSWORD, "", "match"),
        ("", PASSWORD, "match"),
    ],
    ids=["weak", "different", "not-repeated", "only-repeated"],
)
def test_a_password_must_be_good_and_typed_twice(first, second, said, root):
    response = save_page(root, User, email="w@council.example", name="W", password1=first, password2=second)
    assert said in errors_of(response)
    assert not User.objects.filter(email="w@council.example").exists()


@pytest.mark.usefixtures("rows_one_by_one")
def test_a_role_is_given_on_the_account_s_page(root, superuser, officer, other_contract):
    response = save_page(
        root,
        User,
        officer,
        **{
            "memberships-TOTAL_FORMS": "2",
            "memberships-1-contract": other_contract.pk,
            "memberships-1-role": Role.MEMBER.value,
            "memberships-1-user": officer.pk,
        },
    )
    assert response.status_code == 302
    given = Membership.objects.get(user=officer, contract=other_contract)
    assert (given.role, given.history.get().history_user) == (Role.MEMBER, superuser)


def test_accounts_are_closed_together_and_never_deleted(root, officer, manager):
    root.post(
        address(User, "changelist"),
        {"action": "close_accounts", "_selected_action": [officer.pk, manager.pk]},
    )
    assert list(User.objects.filter(pk__in=[officer.pk, manager.pk], is_active=True)) == []
    assert root.post(address(User, "delete", officer.pk), {"post": "yes"}).status_code == 403


@pytest.fixture
def clerk(db):
    """Staff who may change accounts, and nothing more."""
    user = make_user("clerk@council.example", name="Carl Clerk", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "change_user", "add_user"])
    )
    return user


def test_staff_cannot_make_themselves_superusers(clerk, client_of):
    save_page(client_of(clerk), User, clerk, name="King Carl", is_superuser="on")
    clerk.refresh_from_db()
    assert (clerk.name, clerk.is_superuser) == ("King Carl", False)


@pytest.mark.parametrize("name", ["admin:contracts_user_change", "admin:auth_user_password_change"])
def test_staff_cannot_touch_a_superuser_s_account(name, clerk, client_of, superuser):
    entered = {"name": "Fallen", "password1": PASSWORD * 2, "password2": PASSWORD * 2}
    response = client_of(clerk).post(reverse(name, args=[superuser.pk]), entered)
    assert response.status_code == 403
    superuser.refresh_from_db()
    assert (superuser.name, superuser.check_password(PASSWORD)) == ("Rita Root", True)


def test_staff_close_accounts_but_no_superuser_s(clerk, client_of, superuser, officer):
    client_of(clerk).post(
        address(User, "changelist"),
        {"action": "close_accounts", "_selected_action": [superuser.pk, officer.pk]},
    )
    assert set(User.objects.filter(is_active=True, pk__in=[superuser.pk, officer.pk])) == {superuser}


@pytest.mark.usefixtures("lincolnshire")
def test_lists_name_the_contract_and_show_figures_without_padding(root):
    page = root.get(address(KpiTerms, "changelist"), {"q": "IMT_KPI_01 2021-12"}).content.decode()
    for cell in (">LCC-CSS<", ">95<", ">85<", ">28<"):
        assert cell in page
    assert "95.0000" not in page


def test_help_speaks_an_administrator_s_language(root):
    page = root.get(address(Kpi, "add")).content.decode()
    for words in ("How it is measured", "Percent values are computed", "empty while in service", "KPI"):
        assert words in page


def test_another_contract_s_area_is_refused(root, contract, other_contract):
    kpi = make_kpi(contract, "PM_KPI_09", in_service_from="2021-08")
    foreign = other_contract.service_areas.get()
    response = save_page(root, Kpi, kpi, service_area=foreign.pk)
    assert "own contract" in errors_of(response)
