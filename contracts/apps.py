from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContractsConfig(AppConfig):
    name = "contracts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from contracts.append_only import keep_history

        # It is sent once for each app, after the last migration of all: one of them will do.
        post_migrate.connect(keep_history, sender=self, dispatch_uid="keep_history")
