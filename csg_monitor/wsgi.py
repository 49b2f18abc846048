"""The entry point for a production server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csg_monitor.settings")

application = get_wsgi_application()

from csg_monitor.checks import refuse_what_is_unsafe  # noqa: E402 - the settings have to be there

refuse_what_is_unsafe()
