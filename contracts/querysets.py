"""Which contracts a person may see: where every view starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.recording import RecordedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from contracts.models import User


class ContractQuerySet(RecordedQuerySet):
    """Contracts, by who may see them."""

    def visible_to(self, user: User | AnonymousUser) -> ContractQuerySet:
        """Contracts on which an active person has a role; none for anybody else, superusers included."""
        if not user.is_active:
            return self.none()
        return self.filter(pk__in=user.memberships.values("contract"))
