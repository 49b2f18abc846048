from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site as a whole: its checks, how sessions begin, and what its database takes."""

    name = "csg_monitor"
    verbose_name = "The site"

    def ready(self) -> None:
        from csg_monitor import checks, passkeys, sessions, sqlite  # noqa: F401 - importing registers them

        passkeys.load_when_asked()
