"""The states of a mitigation."""

from django.db import models


class MitigationState(models.TextChoices):
    """Where a mitigation stands; only an agreed one counts."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
