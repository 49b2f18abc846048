"""E-mails that tell people of a contract what became of a month or a mitigation.

They go out once the change is kept. A mail server that fails undoes nothing: it is logged, and the
notice says so to whoever made the change.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string

from contracts.models import Contract, Role, User
from kpis.lifecycle import RULES, Step
from kpis.models import Mitigation, Period, Result

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Notice:
    """E-mails about one step of something; ``failed`` once the mail server would not take them."""

    messages: list[EmailMessage] = field(default_factory=list)
    failed: bool = False

    def send(self) -> None:
        """Hand the e-mails to the mail server."""
        try:
            get_connection().send_messages(self.messages)
        except (OSError, SMTPException):
            logger.exception("%d e-mails about a month could not be sent", len(self.messages))
            self.failed = True


def announce(
    step: Step, period: Period, *, by: User, to: Iterable[User], reason: str = "", link: str = ""
) -> Notice:
    """Tell some people that a step was taken, as soon as it is kept: each in a message of their own."""
    subject = f"{period.contract.reference}: {period} was {RULES[step].done}"
    context = {"period": period, "contract": period.contract, "by": by, "reason": reason, "link": link}
    return once_kept(subject, render_to_string(f"kpis/emails/{step}.txt", context), to)


def announce_mitigation(
    mitigation: Mitigation, done: str, *, by: User, to: Iterable[User], reason: str = "", link: str = ""
) -> Notice:
    """Tell some people what became of a mitigation, as soon as it is kept."""
    contract = mitigation.contract
    subject = f"{contract.reference}: mitigation {mitigation} was {done}"
    context = {
        **{"mitigation": mitigation, "contract": contract, "done": done},
        **{"by": by, "reason": reason, "link": link},
    }
    return once_kept(subject, render_to_string("kpis/emails/mitigation.txt", context), to)


def once_kept(subject: str, body: str, to: Iterable[User]) -> Notice:
    """E-mails that go out when the transaction is kept: each person gets a message of their own."""
    notice = Notice(messages=[EmailMessage(subject, body, to=[user.email]) for user in to])
    if notice.messages:
        transaction.on_commit(notice.send)
    return notice


def people_of(
    contract: Contract, *, but: User, roles: Iterable[Role] = (), also: Iterable[int | None] = ()
) -> list[User]:
    """The active people who have a role on a contract, by role or by primary key, but for one."""
    of_contract = User.objects.filter(memberships__contract=contract, is_active=True)
    chosen = of_contract.filter(Q(memberships__role__in=list(roles)) | Q(pk__in=[pk for pk in also if pk]))
    return list(chosen.exclude(pk=but.pk).distinct())


def who_entered(period: Period) -> list[int]:
    """The primary keys of all who ever entered a result of a month."""
    rows = Result.history.filter(period=period, entered_by__isnull=False)
    return list(rows.order_by().values_list("entered_by", flat=True).distinct())
