"""The product's own settings, made quick for tests."""

import os

os.environ.setdefault("LOCAL_DEMO", "true")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from csg_monitor.settings import *  # noqa: E402, F403 - the product's settings are what is under test

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
