"""``demo``: a newcomer finds both contracts, an open month and somebody to be."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.models import Contract, Membership, Role, User
from kpis.actions.demo import NAMES, PASSWORD, ROLES, set_up_demo
from kpis.actions.rejudging import differences_of
from kpis.models import Period, PeriodState, Result
from tests import factories
from tests.kpis.bundles.records import everything, forget

pytestmark = pytest.mark.django_db
JANUARY = Month(2022, 1)


@pytest.fixture(autouse=True)
def local_demo(settings) -> None:
    settings.LOCAL_DEMO = True


@pytest.fixture
def demo(lincolnshire: Contract, barnet: Contract) -> Contract:
    """The demonstration, set up where the examples are loaded already; the contract with the open month."""
    set_up_demo()
    return lincolnshire


def said() -> str:
    out = io.StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def roles_on(reference: str) -> dict[str, str]:
    return dict(Membership.objects.filter(contract__reference=reference).values_list("user__email", "role"))


def test_the_examples_are_loaded_where_they_are_not(lincolnshire: Contract, barnet: Contract):
    forget(barnet)
    set_up_demo()
    assert Contract.objects.get(reference="LBB-CSG").kpis.count() == 3


def test_january_2022_waits_with_39_kpis(demo: Contract):
    period = Period.objects.get(contract=demo, month=JANUARY)
    assert period.state == PeriodState.OPEN
    assert (period.summary.awaiting, period.summary.counts.total) == (39, 39)
    assert list(differences_of(demo)) == []


def test_there_is_somebody_for_each_role(demo: Contract):
    assert roles_on("LCC-CSS") == {
        "officer@example.org": Role.OFFICER,
        "officer2@example.org": Role.OFFICER,
        "manager@example.org": Role.MANAGER,
        "member@example.org": Role.MEMBER,
        "administrator@example.org": Role.ADMINISTRATOR,
    }
    assert set(roles_on("LCC-CSS").values()) == set(Role)
    assert roles_on("LBB-CSG") == {
        "officer2@example.org": Role.OFFICER,
        "manager@example.org": Role.MANAGER,
        "member@example.org": Role.MEMBER,
    }


def test_some_see_one_contract_and_some_a_portfolio(demo: Contract):
    def seen_by(email: str) -> set[str]:
        user = User.objects.get(email=email)
        return set(Contract.objects.visible_to(user).values_list("reference", flat=True))

    assert seen_by("officer@example.org") == {"LCC-CSS"}
    assert seen_by("manager@example.org") == {"LCC-CSS", "LBB-CSG"}


@pytest.mark.parametrize("email", NAMES)
def test_everybody_can_sign_in_with_the_password_that_is_printed(demo: Contract, client, email: str):
    sign_in = {"login": email, "password": PASSWORD}
    response = client.post(reverse("account_login"), sign_in)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)


def test_again_it_changes_nothing(demo: Contract):
    before = everything(), list(User.objects.order_by("pk").values())
    set_up_demo()
    assert (everything(), list(User.objects.order_by("pk").values())) == before


def test_what_was_entered_since_is_kept(demo: Contract):
    result = factories.make_result(demo.kpis.get(reference="IMT_KPI_01"), JANUARY, value="91")
    user = User.objects.get(email="member@example.org")
    user.set_password("my own choice of words")
    user.save()
    set_up_demo()
    assert Result.objects.get(pk=result.pk).value == 91
    user.refresh_from_db()
    assert user.check_password("my own choice of words")


@pytest.mark.parametrize("state", [PeriodState.SUBMITTED, PeriodState.SIGNED_OFF])
def test_a_month_that_went_its_way_is_not_opened_again(demo: Contract, state: PeriodState):
    Period._base_manager.filter(contract=demo, month=JANUARY).update(state=state)
    set_up_demo()
    latest = demo.periods.order_by("-month").first()
    assert (latest.month, latest.state) == (JANUARY, state)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="The command runs on SQLite only.")
def test_the_command_prints_the_sign_ins(lincolnshire: Contract, barnet: Contract):
    assert said().splitlines() == [
        "Sign in as                 Who is            On",
        "officer@example.org        Contract officer  LCC-CSS",
        "officer2@example.org       Contract officer  LCC-CSS, LBB-CSG",
        "manager@example.org        Contract manager  LCC-CSS, LBB-CSG",
        "member@example.org         Committee member  LCC-CSS, LBB-CSG",
        "administrator@example.org  Administrator     LCC-CSS",
        f"Password, unless it was changed since: {PASSWORD}",
    ]


def test_it_is_refused_where_it_would_open_a_door(settings):
    settings.LOCAL_DEMO = False
    with pytest.raises(CommandError, match="set LOCAL_DEMO=true"):
        said()
    assert not User.objects.filter(email__in=NAMES).exists()


def test_it_is_refused_on_a_database_server(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "postgresql")
    with pytest.raises(CommandError, match="never touches a database server"):
        said()
    assert not User.objects.filter(email__in=NAMES).exists()


def test_everybody_named_has_a_role():
    assert set(NAMES) == set().union(*ROLES.values())
