import contracts.fields
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contracts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalKpi",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        help_text="For example IMT_KPI_01",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("description", models.TextField(help_text="What it counts, as the contract puts it")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "percent"),
                            ("number", "number"),
                            ("seconds", "seconds"),
                            ("minutes", "minutes"),
                            ("days", "days"),
                            ("currency", "pounds"),
                        ],
                        help_text="Percent values are computed as numerator over denominator times 100",
                        max_length=10,
                    ),
                ),
                (
                    "better",
                    models.CharField(
                        choices=[("higher", "Higher is better"), ("lower", "Lower is better")],
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="A value is rounded once, half up, to this many decimals before it is judged",
                        validators=[django.core.validators.MaxValueValidator(4)],
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[("monthly", "Monthly"), ("quarterly", "Quarterly"), ("annual", "Annual")],
                        default="monthly",
                        help_text="Quarters and years are counted from the contract's commencement; the last month is due",
                        max_length=10,
                    ),
                ),
                (
                    "in_service_from",
                    contracts.fields.MonthField(help_text="The first month it is counted, as 2015-04"),
                ),
                (
                    "in_service_to",
                    contracts.fields.MonthField(
                        blank=True,
                        help_text="The last month it is counted; empty while in service",
                        null=True,
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Performance before the contract, in the KPI's own unit",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "baseline_note",
                    models.TextField(blank=True, help_text="What the baseline is and where it comes from"),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "service_area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.servicearea",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical KPI",
                "verbose_name_plural": "historical KPIs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Kpi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kpis",
                        to="contracts.contract",
                    ),
                ),
                (
                    "service_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kpis",
                        to="contracts.servicearea",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="For example IMT_KPI_01",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("description", models.TextField(help_text="What it counts, as the contract puts it")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "percent"),
                            ("number", "number"),
                            ("seconds", "seconds"),
                            ("minutes", "minutes"),
                            ("days", "days"),
                            ("currency", "pounds"),
                        ],
                        help_text="Percent values are computed as numerator over denominator times 100",
                        max_length=10,
                    ),
                ),
                (
                    "better",
                    models.CharField(
                        choices=[("higher", "Higher is better"), ("lower", "Lower is better")],
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="A value is rounded once, half up, to this many decimals before it is judged",
                        validators=[django.core.validators.MaxValueValidator(4)],
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[("monthly", "Monthly"), ("quarterly", "Quarterly"), ("annual", "Annual")],
                        default="monthly",
                        help_text="Quarters and years are counted from the contract's commencement; the last month is due",
                        max_length=10,
                    ),
                ),
                (
                    "in_service_from",
                    contracts.fields.MonthField(help_text="The first month it is counted, as 2015-04"),
                ),
                (
                    "in_service_to",
                    contracts.fields.MonthField(
                        blank=True,
                        help_text="The last month it is counted; empty while in service",
                        null=True,
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Performance before the contract, in the KPI's own unit",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "baseline_note",
                    models.TextField(blank=True, help_text="What the baseline is and where it comes from"),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "verbose_name": "KPI",
                "ordering": ("service_area__position", "reference"),
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "reference"), name="one_kpi_per_reference"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_service_to__isnull", True),
                            ("in_service_to__gte", models.F("in_service_from")),
                            _connector="OR",
                        ),
                        name="kpi_leaves_service_after_it_enters",
                        violation_error_message="The last month in service cannot come before the first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decimals__lte", 4)),
                        name="kpi_has_at_most_four_decimals",
                        violation_error_message="A KPI has at most four decimals",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__in", ["percent", "number", "seconds", "minutes", "days", "currency"])
                        ),
                        name="kpi_unit_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("better__in", ["higher", "lower"])), name="kpi_direction_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("frequency__in", ["monthly", "quarterly", "annual"])),
                        name="kpi_frequency_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalKpiTerms",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "effective_from",
                    contracts.fields.MonthField(help_text="The first month these terms hold, as 2021-12"),
                ),
                (
                    "tsl",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Target Service Level; without one it is for information",
                        max_digits=15,
                        null=True,
                        verbose_name="TSL",
                    ),
                ),
                (
                    "msl",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Minimum Service Level; without one a missed target is red",
                        max_digits=15,
                        null=True,
                        verbose_name="MSL",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="The KPI's weight",
                        max_digits=8,
                        null=True,
                        verbose_name="abatement points",
                    ),
                ),
                (
                    "better",
                    models.CharField(
                        choices=[("higher", "Higher is better"), ("lower", "Lower is better")],
                        editable=False,
                        help_text="The KPI's own direction, repeated so that the database can compare MSL with TSL",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("initial", "Initial terms"),
                            ("glide", "Step of an agreed glide path"),
                            ("revision", "Revision"),
                            ("replacement", "Replacement of another KPI"),
                            ("redistribution", "Redistribution of abatement points"),
                            ("decommission", "Decommissioned"),
                        ],
                        max_length=20,
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description of change")),
                ("reason", models.TextField(blank=True, verbose_name="reason for change")),
                ("status", models.TextField(blank=True, verbose_name="current status")),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="kpis.kpi",
                        verbose_name="KPI",
                    ),
                ),
                (
                    "change_notice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.changenotice",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical KPI terms",
                "verbose_name_plural": "historical KPI terms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="KpiTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="kpis.kpi",
                        verbose_name="KPI",
                    ),
                ),
                (
                    "effective_from",
                    contracts.fields.MonthField(help_text="The first month these terms hold, as 2021-12"),
                ),
                (
                    "tsl",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Target Service Level; without one it is for information",
                        max_digits=15,
                        null=True,
                        verbose_name="TSL",
                    ),
                ),
                (
                    "msl",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="Minimum Service Level; without one a missed target is red",
                        max_digits=15,
                        null=True,
                        verbose_name="MSL",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="The KPI's weight",
                        max_digits=8,
                        null=True,
                        verbose_name="abatement points",
                    ),
                ),
                (
                    "better",
                    models.CharField(
                        choices=[("higher", "Higher is better"), ("lower", "Lower is better")],
                        editable=False,
                        help_text="The KPI's own direction, repeated so that the database can compare MSL with TSL",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("initial", "Initial terms"),
                            ("glide", "Step of an agreed glide path"),
                            ("revision", "Revision"),
                            ("replacement", "Replacement of another KPI"),
                            ("redistribution", "Redistribution of abatement points"),
                            ("decommission", "Decommissioned"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "change_notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="contracts.changenotice",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description of change")),
                ("reason", models.TextField(blank=True, verbose_name="reason for change")),
                ("status", models.TextField(blank=True, verbose_name="current status")),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "verbose_name": "KPI terms",
                "verbose_name_plural": "KPI terms",
                "ordering": ("kpi", "effective_from"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kpi", "effective_from"), name="one_set_of_terms_per_kpi_and_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("msl__isnull", True),
                            models.Q(("better", "higher"), ("msl__lte", models.F("tsl"))),
                            models.Q(("better", "lower"), ("msl__gte", models.F("tsl"))),
                            _connector="OR",
                        ),
                        name="msl_is_not_better_than_tsl",
                        violation_error_message="The MSL cannot be better than the TSL",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("msl__isnull", True), ("tsl__isnull", False), _connector="OR"),
                        name="msl_comes_with_a_tsl",
                        violation_error_message="An MSL needs a TSL beside it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__isnull", True), ("points__gte", 0), _connector="OR"),
                        name="points_are_not_negative",
                        violation_error_message="Abatement points cannot be negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "change__in",
                                [
                                    "initial",
                                    "glide",
                                    "revision",
                                    "replacement",
                                    "redistribution",
                                    "decommission",
                                ],
                            )
                        ),
                        name="terms_change_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("better__in", ["higher", "lower"])),
                        name="terms_direction_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMitigation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        help_text="For example M1",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("agreed", "Agreed"), ("declined", "Declined")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("shortfall", "A shortfall: amber and red become blue"),
                            ("every", "Every result: blue whatever was measured"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason for granting mitigation")),
                ("impact", models.TextField(blank=True)),
                ("path_to_green", models.TextField(blank=True)),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mitigation",
                "verbose_name_plural": "historical mitigations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Mitigation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mitigations",
                        to="contracts.contract",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="For example M1",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("agreed", "Agreed"), ("declined", "Declined")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "covers",
                    models.CharField(
                        choices=[
                            ("shortfall", "A shortfall: amber and red become blue"),
                            ("every", "Every result: blue whatever was measured"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason for granting mitigation")),
                ("impact", models.TextField(blank=True)),
                ("path_to_green", models.TextField(blank=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "reference"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "reference"), name="one_mitigation_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "agreed", "declined"])),
                        name="mitigation_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covers__in", ["shortfall", "every"])),
                        name="mitigation_covers_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMitigatedKpi",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("month_from", contracts.fields.MonthField(verbose_name="first month")),
                (
                    "month_to",
                    contracts.fields.MonthField(
                        blank=True, help_text="Empty while it lasts", null=True, verbose_name="last month"
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
                (
                    "mitigation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="kpis.mitigation",
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="kpis.kpi",
                        verbose_name="KPI",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mitigated KPI",
                "verbose_name_plural": "historical mitigated KPIs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MitigatedKpi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mitigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kpis", to="kpis.mitigation"
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mitigations",
                        to="kpis.kpi",
                        verbose_name="KPI",
                    ),
                ),
                ("month_from", contracts.fields.MonthField(verbose_name="first month")),
                (
                    "month_to",
                    contracts.fields.MonthField(
                        blank=True, help_text="Empty while it lasts", null=True, verbose_name="last month"
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "verbose_name": "mitigated KPI",
                "ordering": ("mitigation", "kpi", "month_from"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mitigation", "kpi", "month_from"),
                        name="one_mitigation_per_kpi_and_first_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month_to__isnull", True),
                            ("month_to__gte", models.F("month_from")),
                            _connector="OR",
                        ),
                        name="mitigation_ends_after_it_begins",
                        violation_error_message="The last month cannot come before the first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPeriod",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("month", contracts.fields.MonthField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("submitted", "Submitted"), ("signed_off", "Signed off")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("signed_off_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "returned_because",
                    models.TextField(
                        blank=True, editable=False, help_text="Why the month was last sent back or reopened"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical period",
                "verbose_name_plural": "historical periods",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Period",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="contracts.contract",
                    ),
                ),
                ("month", contracts.fields.MonthField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("submitted", "Submitted"), ("signed_off", "Signed off")],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_off_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "returned_because",
                    models.TextField(
                        blank=True, editable=False, help_text="Why the month was last sent back or reopened"
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "-month"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "month"), name="one_period_per_contract_and_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "submitted", "signed_off"])),
                        name="period_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(("signed_off_by__isnull", True), ("submitted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="open_period_is_not_submitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_off_by__isnull", True),
                            ("submitted_by__isnull", True),
                            models.Q(("signed_off_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_signs_off_what_they_submitted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodSummary",
            fields=[
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="summary",
                        serialize=False,
                        to="kpis.period",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contracts.contract"
                    ),
                ),
                ("month", contracts.fields.MonthField()),
                ("green", models.PositiveSmallIntegerField(default=0)),
                ("amber", models.PositiveSmallIntegerField(default=0)),
                ("red", models.PositiveSmallIntegerField(default=0)),
                ("blue", models.PositiveSmallIntegerField(default=0)),
                ("not_reported", models.PositiveSmallIntegerField(default=0)),
                ("no_activity", models.PositiveSmallIntegerField(default=0)),
                ("not_due", models.PositiveSmallIntegerField(default=0)),
                ("information", models.PositiveSmallIntegerField(default=0)),
                ("awaiting", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "period summaries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "month"), name="one_summary_per_contract_and_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalResult",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("month", contracts.fields.MonthField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("measured", "Measured"),
                            ("not_reported", "Not reported"),
                            ("no_activity", "No activity"),
                        ],
                        max_length=12,
                    ),
                ),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                (
                    "denominator",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Above zero", max_digits=15, null=True
                    ),
                ),
                (
                    "stated_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="The provider's own figure; a computed value counts before it",
                        max_digits=15,
                        null=True,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True)),
                ("resolution", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        editable=False,
                        help_text="Goes up with every edit, so that no edit overwrites another unseen",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4,
                        editable=False,
                        help_text="What was compared, rounded to the KPI's decimals",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                            ("blue", "Blue"),
                            ("not_reported", "Not reported"),
                            ("no_activity", "No activity"),
                            ("not_due", "Not due"),
                            ("information", "For information"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "underlying_status",
                    models.CharField(
                        choices=[
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                            ("blue", "Blue"),
                            ("not_reported", "Not reported"),
                            ("no_activity", "No activity"),
                            ("not_due", "Not due"),
                            ("information", "For information"),
                        ],
                        editable=False,
                        help_text="Before mitigation",
                        max_length=12,
                    ),
                ),
                (
                    "tsl",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=15, null=True, verbose_name="TSL"
                    ),
                ),
                (
                    "msl",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=15, null=True, verbose_name="MSL"
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=8,
                        null=True,
                        verbose_name="abatement points",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="kpis.period",
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="kpis.kpi",
                        verbose_name="KPI",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical result",
                "verbose_name_plural": "historical results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="contracts.contract",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="kpis.period"
                    ),
                ),
                (
                    "kpi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="kpis.kpi",
                        verbose_name="KPI",
                    ),
                ),
                ("month", contracts.fields.MonthField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("measured", "Measured"),
                            ("not_reported", "Not reported"),
                            ("no_activity", "No activity"),
                        ],
                        max_length=12,
                    ),
                ),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=15, null=True)),
                (
                    "denominator",
                    models.DecimalField(
                        blank=True, decimal_places=4, help_text="Above zero", max_digits=15, null=True
                    ),
                ),
                (
                    "stated_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="The provider's own figure; a computed value counts before it",
                        max_digits=15,
                        null=True,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True)),
                ("resolution", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        editable=False,
                        help_text="Goes up with every edit, so that no edit overwrites another unseen",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=4,
                        editable=False,
                        help_text="What was compared, rounded to the KPI's decimals",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                            ("blue", "Blue"),
                            ("not_reported", "Not reported"),
                            ("no_activity", "No activity"),
                            ("not_due", "Not due"),
                            ("information", "For information"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "underlying_status",
                    models.CharField(
                        choices=[
                            ("green", "Green"),
                            ("amber", "Amber"),
                            ("red", "Red"),
                            ("blue", "Blue"),
                            ("not_reported", "Not reported"),
                            ("no_activity", "No activity"),
                            ("not_due", "Not due"),
                            ("information", "For information"),
                        ],
                        editable=False,
                        help_text="Before mitigation",
                        max_length=12,
                    ),
                ),
                (
                    "tsl",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=15, null=True, verbose_name="TSL"
                    ),
                ),
                (
                    "msl",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=15, null=True, verbose_name="MSL"
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=8,
                        null=True,
                        verbose_name="abatement points",
                    ),
                ),
            ],
            options={
                "ordering": ("kpi", "month"),
                "indexes": [
                    models.Index(
                        fields=["contract", "month", "kpi", "status", "points"], name="result_by_contract"
                    ),
                    models.Index(fields=["month", "contract", "status", "points"], name="result_by_month"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kpi", "month"), name="one_result_per_kpi_and_period"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator__isnull", True), ("denominator__gt", 0), _connector="OR"
                        ),
                        name="denominator_is_above_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(("denominator__isnull", False), ("numerator__isnull", False)),
                            _connector="OR",
                        ),
                        name="numerator_and_denominator_come_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "measured"),
                                models.Q(
                                    ("denominator__isnull", True),
                                    ("numerator__isnull", True),
                                    ("stated_value__isnull", True),
                                    _negated=True,
                                ),
                            ),
                            models.Q(
                                models.Q(("outcome", "measured"), _negated=True),
                                ("denominator__isnull", True),
                                ("numerator__isnull", True),
                                ("stated_value__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="measured_results_have_figures_and_others_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["measured", "not_reported", "no_activity"])),
                        name="result_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "green",
                                    "amber",
                                    "red",
                                    "blue",
                                    "not_reported",
                                    "no_activity",
                                    "not_due",
                                    "information",
                                ],
                            )
                        ),
                        name="result_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "underlying_status__in",
                                [
                                    "green",
                                    "amber",
                                    "red",
                                    "blue",
                                    "not_reported",
                                    "no_activity",
                                    "not_due",
                                    "information",
                                ],
                            )
                        ),
                        name="result_underlying_status_is_known",
                    ),
                ],
            },
        ),
    ]
