"""Nothing keeps anybody from using the pages of commitments, assurances and meetings, in any state."""

from __future__ import annotations

import pytest

from tests.browser.visits_of_assurances import VISITS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_nothing_is_found_on(visit, findings_of):
    assert findings_of(visit) == []
