"""How many values one SQLite statement may carry.

Django assumes 999, the most before SQLite 3.32, and splits by it the rows that are written together, so that
the history of 40 results took two statements. The library says itself what it takes: a month is judged in as
many statements as on PostgreSQL, however many KPIs it has.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created)
def take_the_real_limit(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Let Django send as many values at once as the SQLite library at hand takes."""
    if connection.vendor == "sqlite":
        features: Any = connection.features
        features.max_query_params = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
