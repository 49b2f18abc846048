"""The product's own settings, with one more page: the empty one that others are compared with."""

from __future__ import annotations

import os

os.environ.setdefault("LOCAL_DEMO", "true")

from csg_monitor.settings import *  # noqa: E402, F403 - the product's settings are what is measured
from csg_monitor.settings import BASE_DIR, TEMPLATES  # noqa: E402

ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "bench" / "templates")
LOGGING_CONFIG = None
