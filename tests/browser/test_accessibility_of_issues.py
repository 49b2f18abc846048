"""Nothing keeps anybody from using the pages about issues, in any state and any role."""

from __future__ import annotations

import pytest

from tests.browser.visits_of_issues import VISITS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_nothing_is_found_on(visit, findings_of):
    assert findings_of(visit) == []
