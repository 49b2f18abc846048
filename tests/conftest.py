"""The ground that tests stand on: a small contract, its people, and the two example contracts.

The examples are loaded once, before the first test that uses the database, and are there for every
test: none may expect an empty table, and nobody sees an example without being given a role on it. A
test with ``transaction=True`` empties the database at its end; a module that asks for an example
finds it all the same.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from contracts.append_only import release_history
from contracts.kept import forget
from contracts.models import Contract, Role, User
from kpis.models import Period, PeriodState
from tests import factories

EXAMPLES = {"lincolnshire": "LCC-CSS", "barnet": "LBB-CSG"}
EXPECTED = Path(__file__).parent / "data" / "expected"
SIGNS_IN = "allauth.account.auth_backends.AuthenticationBackend"


# A machine that is busy fails no test: speed is for the benchmark.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


def load_examples() -> None:
    """Load those examples that are not there."""
    from kpis.bundles.load import load_bundle

    folder = Path(apps.get_app_config("kpis").path) / "examples"
    for name, reference in EXAMPLES.items():
        if not Contract.objects.filter(reference=reference).exists():
            load_bundle(folder / name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The database of this worker, with the example contracts in it.

    Should they not load, that is for the tests that ask for them to say: the others can do without.
    """
    with django_db_blocker.unblock(), suppress(Exception):
        load_examples()


@pytest.fixture(scope="module", autouse=True)
def examples_are_back(request: pytest.FixtureRequest) -> None:
    """Load the examples again for a module that asks for them, should an earlier one have emptied the tables.

    It is not done within a test, where it would be rolled back, and so be done anew for the next.
    """
    items = [item for item in request.session.items if item.path == request.path]
    if any(name in EXAMPLES for item in items for name in getattr(item, "fixturenames", ())):
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock(), suppress(Exception):
            load_examples()


def _example(name: str) -> Contract:
    contract = Contract.objects.filter(reference=EXAMPLES[name]).first()
    if contract is None:  # An earlier test of this module emptied the database.
        load_examples()
    return contract or Contract.objects.get(reference=EXAMPLES[name])


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """What a worker keeps by the number of a record's version, which another test's record has too."""
    forget()


@pytest.fixture(autouse=True)
def history_lets_the_tables_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take history's triggers away when a test with ``transaction=True`` is over, and only then.

    Django empties every table after such a test, and by the signal that it sends then the triggers are
    put back.
    """
    marker = request.node.get_closest_marker("django_db")
    if not (marker and marker.kwargs.get("transaction")) and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    release_history()


@pytest.fixture
def lincolnshire(db) -> Contract:
    """LCC-CSS: 40 KPIs, 2,872 results, April 2015 to December 2021."""
    return _example("lincolnshire")


@pytest.fixture
def barnet(db) -> Contract:
    """LBB-CSG: few KPIs, and performance judged in the round, September 2013 to May 2014."""
    return _example("barnet")


@pytest.fixture
def expected() -> Callable[[str], list[dict[str, str]]]:
    """``expected("table1_summary")``: the rows of a file of tests/data/expected."""

    def rows(name: str) -> list[dict[str, str]]:
        with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture
def contract(db) -> Contract:
    """TST-1: two service areas, five KPIs, three months signed off and July 2021 open, nothing entered."""
    contract = factories.make_contract("TST-1")
    for code in ("IMT", "CSC"):
        factories.make_service_area(contract, code)
    factories.make_kpi(contract, "IMT_KPI_01", tsl="95", msl="90", points="10")
    factories.make_kpi(
        contract, "IMT_KPI_02", unit="number", better="lower", decimals=0, tsl="4", msl="7", points="20"
    )
    factories.make_kpi(contract, "CSC_KPI_01", tsl="80", msl="70", points="30")
    factories.make_kpi(contract, "CSC_KPI_02", frequency="quarterly", tsl="90", msl="80", points="15")
    factories.make_kpi(contract, "CSC_KPI_03", tsl=None, msl=None, points=None)
    for month in ("2021-04", "2021-05", "2021-06"):
        factories.make_period(contract, month, PeriodState.SIGNED_OFF)
    factories.make_period(contract, "2021-07")
    return contract


@pytest.fixture
def period(contract: Contract) -> Period:
    """The open month of ``contract``, July 2021: contract month 4, in which CSC_KPI_02 is not due."""
    return contract.periods.get(state=PeriodState.OPEN)


@pytest.fixture
def other_contract(db) -> Contract:
    """TST-2, with one KPI and July 2021 open."""
    contract = factories.make_contract("TST-2", title="Another council's contract")
    factories.make_kpi(contract, "IMT_KPI_01")
    factories.make_period(contract, "2021-07")
    return contract


def _person(contract: Contract, name: str, role: Role) -> User:
    user = factories.make_user(f"{name.replace(' ', '.').lower()}@council.example", name=name)
    factories.make_membership(user, contract, role)
    return user


@pytest.fixture
def officer(contract: Contract) -> User:
    return _person(contract, "Olive Officer", Role.OFFICER)


@pytest.fixture
def second_officer(contract: Contract) -> User:
    return _person(contract, "Oscar Officer", Role.OFFICER)


@pytest.fixture
def manager(contract: Contract) -> User:
    return _person(contract, "Mary Manager", Role.MANAGER)


@pytest.fixture
def member(contract: Contract) -> User:
    return _person(contract, "Marcus Member", Role.MEMBER)


@pytest.fixture
def administrator(contract: Contract) -> User:
    return _person(contract, "Ada Administrator", Role.ADMINISTRATOR)


@pytest.fixture
def outsider(other_contract: Contract) -> User:
    """An officer of another contract."""
    return _person(other_contract, "Otto Outsider", Role.OFFICER)


@pytest.fixture
def superuser(db) -> User:
    """Runs the Django admin; has no role on any contract."""
    return factories.make_user("root@council.example", name="Rita Root", is_staff=True, is_superuser=True)


@pytest.fixture
def rows_one_by_one(settings) -> None:
    """For pages of the Django admin whose forms for several rows fetch each row: that loop is not ours."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """``client_of(officer)``: a browser in which that person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        with override_settings(
            AXES_ENABLED=False
        ):  # The lockout asks for an address, which is not there yet.
            client.force_login(user, backend=SIGNS_IN)
        return client

    return signed_in


@pytest.fixture
def root(superuser: User, client_of: Callable[[User], Client]) -> Client:
    """The browser of the superuser."""
    return client_of(superuser)
