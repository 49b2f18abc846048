from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site as a whole: its checks, and how sessions begin."""

    name = "csg_monitor"
    verbose_name = "The site"

    def ready(self) -> None:
        from csg_monitor import checks, sessions  # noqa: F401 - importing registers what they hold
