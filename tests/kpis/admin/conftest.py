"""The rows and people that the tests of the Django admin share."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from tests.factories import make_result, make_user


@pytest.fixture
def kpi(contract):
    """A percentage with TSL 95 and MSL 90 since April 2021; June is signed off, July is open."""
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def signed_off(kpi):
    """The KPI's result of June: 91, amber, signed off."""
    return make_result(kpi, "2021-06", "91")


@pytest.fixture
def still_open(kpi):
    """The KPI's result of July: 91, amber, open."""
    return make_result(kpi, "2021-07", "91")


@pytest.fixture
def clerk(db):
    """Staff who may change mitigations, and nothing more."""
    user = make_user("clerk@council.example", name="Carl Clerk", is_staff=True)
    codenames = ["view_mitigation", "change_mitigation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user
