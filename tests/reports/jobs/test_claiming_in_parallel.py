"""Many processes that claim at the same moments: every job is made, and none of them twice."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier

import pytest

from reports.jobs.claiming import claim
from reports.models import JobState
from tests.factories import make_document_job
from tests.kpis.parallel import together

NOON = datetime(2022, 1, 10, 12, tzinfo=UTC)
CLAIMERS, JOBS = 4, 20
pytestmark = pytest.mark.django_db(transaction=True)


def claim_all(gate: Barrier) -> list[int]:
    """Claim when the others do, until nothing is left."""
    claimed = []
    gate.wait()
    while job := claim(NOON):
        claimed.append(job.pk)
    return claimed


def test_every_job_is_claimed_once(contract, member):
    jobs = [
        make_document_job(contract, member, JobState.WAITING, key=str(number)).pk for number in range(JOBS)
    ]
    claimed = together([claim_all] * CLAIMERS)
    assert sorted(pk for each in claimed for pk in each) == jobs
