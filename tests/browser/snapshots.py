"""Copies of the test database, so that each browser test begins with the same record within milliseconds."""

from __future__ import annotations

import sqlite3

from django.db import connection, connections


class Snapshots:
    """Copies of the SQLite database under test, kept in memory by name."""

    def __init__(self) -> None:
        self._path = connection.settings_dict["NAME"]
        if self._path != connection.settings_dict["TEST"]["NAME"]:
            raise RuntimeError(f"{self._path} is not the tests' own database")
        self._kept: dict[str, sqlite3.Connection] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._kept

    def keep(self, name: str) -> None:
        """Keep the database as it is now."""
        connections.close_all()
        copy = sqlite3.connect(":memory:")
        self._transfer(to=copy)
        self._kept[name] = copy

    def bring_back(self, name: str) -> None:
        """Make the database what it was."""
        connections.close_all()
        self._transfer(came_from=self._kept[name])

    def _transfer(
        self, *, to: sqlite3.Connection | None = None, came_from: sqlite3.Connection | None = None
    ) -> None:
        database = sqlite3.connect(self._path)
        try:
            (came_from or database).backup(to or database)
        finally:
            database.close()

    def forget(self) -> None:
        for copy in self._kept.values():
            copy.close()
        self._kept.clear()
