"""The product's own settings, made quick and strict for tests."""

import os
import tempfile

os.environ.setdefault("LOCAL_DEMO", "true")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from csg_monitor.settings import *  # noqa: E402, F403 - the product's settings are what is under test
from csg_monitor.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # finds a static file when it is asked for, instead of listing all beforehand

# Files that tests attach or publish are never written to the disk.
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STORAGES = {**STORAGES, "documents": IN_MEMORY, "evidence": IN_MEMORY, "publications": IN_MEMORY}

# A test makes documents itself, by the command, if it wants any.
START_DOCUMENT_MAKER = False
DOCUMENT_MAKER_LOCK = f"{tempfile.gettempdir()}/csg-tests-{os.getpid()}.lock"

# Single sign-on is there for its tests; a page that queries in a loop is an error.
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.socialaccount.providers.openid_connect", "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]

# Requests in parallel need SQLite's database to be a file, one for each run. It is thrown away, so
# it need not survive a power cut.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": f"{tempfile.gettempdir()}/csg-tests-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
