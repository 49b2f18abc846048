import contracts.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="A short name that appears in addresses and files, for example LCC-CSS",
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "authority",
                    models.CharField(help_text="The council that buys the service", max_length=200),
                ),
                (
                    "supplier",
                    models.CharField(
                        help_text="The company that provides it", max_length=200, verbose_name="provider"
                    ),
                ),
                (
                    "commencement",
                    models.DateField(help_text="The day the service began; contract months count from here"),
                ),
                ("end", models.DateField(help_text="The last day of the contract")),
                (
                    "trend_from",
                    contracts.fields.MonthField(
                        blank=True,
                        help_text="The month from which the green trend is tracked, as 2018-04",
                        null=True,
                        verbose_name="trend tracked from",
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
                "ordering": ("title", "reference"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("commencement"))),
                        name="contract_ends_after_it_begins",
                        violation_error_message="The last day must come after the day the service began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordVersion",
            fields=[
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="record_version",
                        serialize=False,
                        to="contracts.contract",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="ServiceArea",
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
                        related_name="service_areas",
                        to="contracts.contract",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="For example IMT",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in lists and reports, from 1"),
                ),
            ],
            options={
                "ordering": ("position", "code"),
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "code"), name="one_service_area_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeNotice",
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
                        related_name="change_notices",
                        to="contracts.contract",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="For example CCN113",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("date", models.DateField(help_text="The day the notice took effect")),
                ("title", models.CharField(max_length=300)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("date", "reference"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "reference"), name="one_change_notice_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                        related_name="issues",
                        to="contracts.contract",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[("snagging", "Snagging"), ("substantive", "Substantive")], max_length=20
                    ),
                ),
                (
                    "service_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="contracts.servicearea",
                    ),
                ),
                ("raised", models.DateField()),
                ("cause", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True)),
                ("response", models.TextField(blank=True)),
                (
                    "under_control",
                    models.CharField(
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("monitoring", "Monitoring"), ("resolved", "Resolved")],
                        max_length=20,
                    ),
                ),
                ("provider_view", models.TextField(blank=True, verbose_name="provider's view")),
                ("client_view", models.TextField(blank=True, verbose_name="client's view")),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "reference"), name="one_issue_per_reference"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["snagging", "substantive"])),
                        name="issue_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("under_control__in", ["yes", "partly", "no"])),
                        name="issue_under_control_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "monitoring", "resolved"])),
                        name="issue_status_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                        related_name="commitments",
                        to="contracts.contract",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("social_value", "Social value"),
                            ("audit", "Audit recommendation"),
                            ("service", "Service"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("delivered", "Delivered"), ("missed", "Missed")],
                        max_length=20,
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
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "reference"), name="one_commitment_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["social_value", "audit", "service"])),
                        name="commitment_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "delivered", "missed"])),
                        name="commitment_status_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assurance",
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
                        related_name="assurances",
                        to="contracts.contract",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("meeting", models.CharField(help_text="The committee that asked", max_length=200)),
                ("requested", models.DateField(verbose_name="asked on")),
                ("text", models.TextField(verbose_name="what was asked for")),
                (
                    "owner",
                    models.CharField(
                        choices=[("provider", "Provider"), ("client", "Client")],
                        max_length=20,
                        verbose_name="who answers",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        max_length=20,
                    ),
                ),
                ("response", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "reference"), name="one_assurance_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner__in", ["provider", "client"])),
                        name="assurance_owner_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "answered", "closed"])),
                        name="assurance_status_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServicePayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "service_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="contracts.servicearea",
                    ),
                ),
                ("month", contracts.fields.MonthField()),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount in pounds"),
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
                "ordering": ("service_area", "month"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service_area", "month"), name="one_payment_per_area_and_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="payment_is_not_negative",
                        violation_error_message="A payment cannot be negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditTerms",
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
                        related_name="credit_terms",
                        to="contracts.contract",
                    ),
                ),
                (
                    "effective_from",
                    contracts.fields.MonthField(help_text="The first month these terms hold, as 2015-04"),
                ),
                (
                    "amber_share",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Share of a KPI's points that amber incurs, 0 to 1",
                        max_digits=5,
                    ),
                ),
                (
                    "red_share",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Share of a KPI's points that red incurs, 0 to 1",
                        max_digits=5,
                    ),
                ),
                (
                    "credit_per_point",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="credit per point in pounds"
                    ),
                ),
                (
                    "cap_percent",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="The most a service area's credit may be in a month, in percent of its payment",
                        max_digits=7,
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
                "verbose_name_plural": "credit terms",
                "ordering": ("effective_from",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "effective_from"), name="one_set_of_credit_terms_per_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amber_share__gte", 0), ("amber_share__lte", 1)),
                        name="amber_share_between_0_and_1",
                        violation_error_message="The share of points that amber incurs must lie between 0 and 1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("red_share__gte", 0), ("red_share__lte", 1)),
                        name="red_share_between_0_and_1",
                        violation_error_message="The share of points that red incurs must lie between 0 and 1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap_percent__gte", 0), ("cap_percent__lte", 100)),
                        name="cap_between_0_and_100_percent",
                        violation_error_message="The cap must lie between 0 and 100 percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("credit_per_point__gte", 0)),
                        name="credit_per_point_is_not_negative",
                        violation_error_message="The credit per point cannot be negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditSuspension",
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
                        related_name="credit_suspensions",
                        to="contracts.contract",
                    ),
                ),
                ("month_from", contracts.fields.MonthField(verbose_name="first month")),
                (
                    "month_to",
                    contracts.fields.MonthField(
                        blank=True,
                        help_text="Empty while the suspension lasts",
                        null=True,
                        verbose_name="last month",
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("month_from",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "month_from"), name="one_suspension_per_first_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month_to__isnull", True),
                            ("month_to__gte", models.F("month_from")),
                            _connector="OR",
                        ),
                        name="suspension_ends_after_it_begins",
                        violation_error_message="The last month cannot come before the first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
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
                        related_name="objectives",
                        to="contracts.contract",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
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
                    "horizon",
                    models.CharField(
                        choices=[("contract", "Whole contract"), ("year_one", "Year one")], max_length=20
                    ),
                ),
                ("text", models.TextField()),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "reference"), name="one_objective_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon__in", ["contract", "year_one"])),
                        name="objective_horizon_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectiveAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="contracts.objective",
                    ),
                ),
                ("as_at", models.DateField(verbose_name="as at")),
                (
                    "view",
                    models.CharField(
                        choices=[("provider", "Provider"), ("client", "Client")],
                        max_length=20,
                        verbose_name="whose view",
                    ),
                ),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("on_track", "On track"),
                            ("mixed", "Mixed"),
                            ("off_track", "Off track"),
                            ("achieved", "Achieved"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("narrative", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("objective", "as_at", "view"),
                        name="one_assessment_per_objective_day_and_view",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("view__in", ["provider", "client"])),
                        name="assessment_view_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rating__in", ["on_track", "mixed", "off_track", "achieved", "not_assessed"])
                        ),
                        name="assessment_rating_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Saving",
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
                        related_name="savings",
                        to="contracts.contract",
                    ),
                ),
                ("financial_year", models.CharField(help_text="As 2013/14", max_length=7)),
                (
                    "contracted",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="contracted in pounds",
                    ),
                ),
                (
                    "delivered",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="delivered in pounds",
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("financial_year",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "financial_year"), name="one_saving_per_financial_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Highlight",
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
                        related_name="highlights",
                        to="contracts.contract",
                    ),
                ),
                ("as_at", models.DateField(verbose_name="as at")),
                (
                    "service_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="highlights",
                        to="contracts.servicearea",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                (
                    "name",
                    models.CharField(
                        help_text="As colleagues know them; shown beside what they did", max_length=150
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Clear this instead of deleting an account, so that history keeps its author",
                        verbose_name="active",
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="may use the Django admin")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "ordering": ("name", "email"),
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="one_account_per_email_address",
                        violation_error_message="There is an account with this e-mail address already",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalContract",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        db_index=True,
                        help_text="A short name that appears in addresses and files, for example LCC-CSS",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "authority",
                    models.CharField(help_text="The council that buys the service", max_length=200),
                ),
                (
                    "supplier",
                    models.CharField(
                        help_text="The company that provides it", max_length=200, verbose_name="provider"
                    ),
                ),
                (
                    "commencement",
                    models.DateField(help_text="The day the service began; contract months count from here"),
                ),
                ("end", models.DateField(help_text="The last day of the contract")),
                (
                    "trend_from",
                    contracts.fields.MonthField(
                        blank=True,
                        help_text="The month from which the green trend is tracked, as 2018-04",
                        null=True,
                        verbose_name="trend tracked from",
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
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
                "verbose_name": "historical contract",
                "verbose_name_plural": "historical contracts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalServiceArea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "code",
                    models.CharField(
                        help_text="For example IMT",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in lists and reports, from 1"),
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
                "verbose_name": "historical service area",
                "verbose_name_plural": "historical service areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChangeNotice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        help_text="For example CCN113",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("date", models.DateField(help_text="The day the notice took effect")),
                ("title", models.CharField(max_length=300)),
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
                "verbose_name": "historical change notice",
                "verbose_name_plural": "historical change notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIssue",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[("snagging", "Snagging"), ("substantive", "Substantive")], max_length=20
                    ),
                ),
                ("raised", models.DateField()),
                ("cause", models.TextField(blank=True)),
                ("impact", models.TextField(blank=True)),
                ("response", models.TextField(blank=True)),
                (
                    "under_control",
                    models.CharField(
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("monitoring", "Monitoring"), ("resolved", "Resolved")],
                        max_length=20,
                    ),
                ),
                ("provider_view", models.TextField(blank=True, verbose_name="provider's view")),
                ("client_view", models.TextField(blank=True, verbose_name="client's view")),
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
                "verbose_name": "historical issue",
                "verbose_name_plural": "historical issues",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("social_value", "Social value"),
                            ("audit", "Audit recommendation"),
                            ("service", "Service"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("delivered", "Delivered"), ("missed", "Missed")],
                        max_length=20,
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
                "verbose_name": "historical commitment",
                "verbose_name_plural": "historical commitments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssurance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Za-z0-9][A-Za-z0-9_.-]*\\Z",
                                "Use letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit",
                            )
                        ],
                    ),
                ),
                ("meeting", models.CharField(help_text="The committee that asked", max_length=200)),
                ("requested", models.DateField(verbose_name="asked on")),
                ("text", models.TextField(verbose_name="what was asked for")),
                (
                    "owner",
                    models.CharField(
                        choices=[("provider", "Provider"), ("client", "Client")],
                        max_length=20,
                        verbose_name="who answers",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        max_length=20,
                    ),
                ),
                ("response", models.TextField(blank=True)),
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
                "verbose_name": "historical assurance",
                "verbose_name_plural": "historical assurances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalServicePayment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("month", contracts.fields.MonthField()),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="amount in pounds"),
                ),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
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
                "verbose_name": "historical service payment",
                "verbose_name_plural": "historical service payments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCreditTerms",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "effective_from",
                    contracts.fields.MonthField(help_text="The first month these terms hold, as 2015-04"),
                ),
                (
                    "amber_share",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Share of a KPI's points that amber incurs, 0 to 1",
                        max_digits=5,
                    ),
                ),
                (
                    "red_share",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="Share of a KPI's points that red incurs, 0 to 1",
                        max_digits=5,
                    ),
                ),
                (
                    "credit_per_point",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="credit per point in pounds"
                    ),
                ),
                (
                    "cap_percent",
                    models.DecimalField(
                        decimal_places=4,
                        help_text="The most a service area's credit may be in a month, in percent of its payment",
                        max_digits=7,
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
                "verbose_name": "historical credit terms",
                "verbose_name_plural": "historical credit terms",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCreditSuspension",
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
                        blank=True,
                        help_text="Empty while the suspension lasts",
                        null=True,
                        verbose_name="last month",
                    ),
                ),
                ("reason", models.TextField()),
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
                "verbose_name": "historical credit suspension",
                "verbose_name_plural": "historical credit suspensions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalObjective",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reference",
                    models.CharField(
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
                    "horizon",
                    models.CharField(
                        choices=[("contract", "Whole contract"), ("year_one", "Year one")], max_length=20
                    ),
                ),
                ("text", models.TextField()),
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
                "verbose_name": "historical objective",
                "verbose_name_plural": "historical objectives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalObjectiveAssessment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("as_at", models.DateField(verbose_name="as at")),
                (
                    "view",
                    models.CharField(
                        choices=[("provider", "Provider"), ("client", "Client")],
                        max_length=20,
                        verbose_name="whose view",
                    ),
                ),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("on_track", "On track"),
                            ("mixed", "Mixed"),
                            ("off_track", "Off track"),
                            ("achieved", "Achieved"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("narrative", models.TextField(blank=True)),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where the row comes from and what it is worth, for example “published” or “illustrative”",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contracts.objective",
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
                "verbose_name": "historical objective assessment",
                "verbose_name_plural": "historical objective assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSaving",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("financial_year", models.CharField(help_text="As 2013/14", max_length=7)),
                (
                    "contracted",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="contracted in pounds",
                    ),
                ),
                (
                    "delivered",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="delivered in pounds",
                    ),
                ),
                ("note", models.TextField(blank=True)),
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
                "verbose_name": "historical saving",
                "verbose_name_plural": "historical savings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHighlight",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("as_at", models.DateField(verbose_name="as at")),
                ("text", models.TextField()),
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
                "verbose_name": "historical highlight",
                "verbose_name_plural": "historical highlights",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Committee member"),
                            ("officer", "Contract officer"),
                            ("manager", "Contract manager"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Membership",
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
                        related_name="memberships",
                        to="contracts.contract",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("member", "Committee member"),
                            ("officer", "Contract officer"),
                            ("manager", "Contract manager"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ("contract", "user", "role"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "user", "role"), name="one_membership_per_person_and_role"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["member", "officer", "manager", "administrator"])),
                        name="membership_role_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkstreamStage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("workstream", models.CharField(max_length=100)),
                ("stage", models.CharField(max_length=100)),
                ("month_from", contracts.fields.MonthField(verbose_name="first month")),
                ("month_to", contracts.fields.MonthField(verbose_name="last month")),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in the programme, from 1"),
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
                "verbose_name": "historical workstream stage",
                "verbose_name_plural": "historical workstream stages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WorkstreamStage",
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
                        related_name="workstream_stages",
                        to="contracts.contract",
                    ),
                ),
                ("workstream", models.CharField(max_length=100)),
                ("stage", models.CharField(max_length=100)),
                ("month_from", contracts.fields.MonthField(verbose_name="first month")),
                ("month_to", contracts.fields.MonthField(verbose_name="last month")),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in the programme, from 1"),
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
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "workstream", "stage", "month_from"),
                        name="one_stage_per_workstream_and_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month_to__gte", models.F("month_from"))),
                        name="stage_ends_after_it_begins",
                        violation_error_message="The last month cannot come before the first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalWorkstreamUpdate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("workstream", models.CharField(max_length=100)),
                ("as_at", models.DateField(verbose_name="as at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("on_plan", "On plan"),
                            ("at_risk", "At risk"),
                            ("late", "Late"),
                            ("complete", "Complete"),
                        ],
                        max_length=20,
                    ),
                ),
                ("narrative", models.TextField(blank=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in the programme, from 1"),
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
                "verbose_name": "historical workstream update",
                "verbose_name_plural": "historical workstream updates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WorkstreamUpdate",
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
                        related_name="workstream_updates",
                        to="contracts.contract",
                    ),
                ),
                ("workstream", models.CharField(max_length=100)),
                ("as_at", models.DateField(verbose_name="as at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("on_plan", "On plan"),
                            ("at_risk", "At risk"),
                            ("late", "Late"),
                            ("complete", "Complete"),
                        ],
                        max_length=20,
                    ),
                ),
                ("narrative", models.TextField(blank=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in the programme, from 1"),
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
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "workstream", "as_at"), name="one_update_per_workstream_and_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["on_plan", "at_risk", "late", "complete"])),
                        name="workstream_status_is_known",
                    ),
                ],
            },
        ),
    ]
