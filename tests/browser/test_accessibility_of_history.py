"""Nothing keeps anybody from reading who changed what."""

from __future__ import annotations

import pytest

from tests.browser.visits_of_history import VISITS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_nothing_is_found_on(visit, findings_of):
    assert findings_of(visit) == []
