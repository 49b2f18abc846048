"""The product's own settings, made quick and strict for tests."""

import os

os.environ.setdefault("LOCAL_DEMO", "true")
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from csg_monitor.settings import *  # noqa: E402, F403 - the product's settings are what is under test
from csg_monitor.settings import INSTALLED_APPS, MIDDLEWARE  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # finds a static file when it is asked for, instead of listing all beforehand

# A page that queries in a loop is an error.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
