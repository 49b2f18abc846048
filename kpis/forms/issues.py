"""What people type to raise an issue, to say more of it, and to add to its log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django import forms

from contracts.forms.fields import ReasonForm, TextField
from contracts.forms.records import NOTHING, RowForm, Theirs, field_of
from contracts.models import Contract, Issue, IssueUpdate, User
from contracts.models.issues import IssueStatus
from contracts.models.sides import Owner
from contracts.recording import Recorded
from kpis.actions import issues
from kpis.actions.issues import first_word, last_update, version_of, wrong_day, wrong_raising
from kpis.issues.steps import UNRESOLVED, WORDS, IssueStep, asked_with, led_to
from kpis.models import Kpi

UNSOURCED = "Say where the provider's view comes from, for example a letter and its date."
SAID_BY_THEM = ("provider_view", "provider_view_source")
DUE_TOO_EARLY = "It cannot be due before it was raised."
NOBODY = "Nobody yet"
FIRST_STANDS = ("kind", "under_control")
"""What is chosen when an issue is raised, and belongs to its log from then on."""


class KpisField(forms.ModelMultipleChoiceField):
    """KPIs to tick, each with what it counts."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, kpi: Any) -> str:
        return f"{kpi.reference}: {kpi.description}"


class IssueForm(RowForm):
    """What went wrong, what either side says of it, and the KPIs in which it shows.

    Give a new ``instance`` its contract and its status.
    """

    kpis = KpisField(
        label="KPIs in which it shows",
        queryset=Kpi.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose KPIs of this contract."},
    )

    class Meta:
        model = Issue
        fields = (
            *("title", "kind", "under_control", "service_area", "raised", "cause", "impact", "response"),
            *("owner", "lead", "due", "provider_view", "provider_view_source", "client_view"),
        )
        formfield_callback = field_of
        widgets = {"kind": forms.RadioSelect, "under_control": forms.RadioSelect}
        labels = {"under_control": "Is it under control?", "title": "What is wrong, in a line"}
        help_texts = {
            "kind": "Snagging is what a change of this size brings with it; "
            "a substantive issue is more than that.",
            "raised": "The day on which it was first seen, for example 22/05/2021.",
            "cause": "Why it came about.",
            "impact": "What residents, members and staff notice of it.",
            "response": "What is being done.",
            "provider_view": "As the provider put it. Enter it on its behalf, with where it comes from.",
            "client_view": "How the council sees it.",
        }

    def __init__(
        self, contract: Contract, data: Any = None, *, instance: Issue, today: date, **kwargs: Any
    ) -> None:
        self.today = today
        super().__init__(contract, data, instance=instance, **kwargs)
        if not self.is_new:
            for name in FIRST_STANDS:
                del self.fields[name]
        chosen, owner = (cast(Any, self.fields[name]) for name in ("kpis", "owner"))
        owner.choices = [("", NOBODY), *Owner.choices]
        chosen.queryset = contract.kpis.order_by("service_area__position", "reference")
        self.initial["kpis"] = [] if self.is_new else list(kpis_of(instance))

    def version_of(self, row: Recorded) -> int:
        return version_of(row)  # type: ignore[arg-type]

    def clean_raised(self) -> date:
        raised = self.cleaned_data["raised"]
        if why := wrong_raising(raised, first_word(self.instance), self.today):
            raise forms.ValidationError(why)
        return raised

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        view, source = (cleaned.get(name) for name in SAID_BY_THEM)
        # What came with a bundle has its source there: nobody who changes something else is asked for it.
        if view and not source and {*SAID_BY_THEM} & {*self.changed_data}:
            self.add_error("provider_view_source", UNSOURCED)
        raised, due = cleaned.get("raised"), cleaned.get("due")
        if raised and due and due < raised and {"raised", "due"} & {*self.changed_data}:
            self.add_error("due", DUE_TOO_EARLY)
        return cleaned

    def write(self, *, by: User) -> None:
        """Write what was typed, where it says anything new."""
        kpis = list(self.cleaned_data["kpis"])
        if self.is_new:
            issues.raise_issue(issue=self.instance, kpis=kpis, by=by, today=self.today)
        elif self.has_changed():
            issues.change_issue(
                issue=self.instance,
                fields=self.changed_fields,
                kpis=kpis,
                seen=self.cleaned_data["seen"] or 0,
                by=by,
                today=self.today,
            )

    def _differences(self, now: Recorded) -> Iterator[Theirs]:
        yield from super()._differences(now)
        theirs, typed = (", ".join(sorted(kpi.reference for kpi in kpis)) for kpis in self._links())
        if theirs != typed:
            label = str(self.fields["kpis"].label)
            yield Theirs(label=label, now=theirs or NOTHING, typed=typed or NOTHING)

    def _links(self) -> tuple[Any, Any]:
        """The KPIs as they stand now, and as they are ticked."""
        return kpis_of(self.instance), self.cleaned_data["kpis"]


class UpdateForm(RowForm):
    """An entry in the log of an issue, as one of its steps asks for it.

    Give ``instance`` its issue, and where that stood before; for the last entry of a log, itself.
    """

    class Meta:
        model = IssueUpdate
        fields = ("as_at", "text", "status", "under_control")
        formfield_callback = field_of
        widgets = {"status": forms.RadioSelect, "under_control": forms.RadioSelect}
        labels = {"status": "Where it stands", "under_control": "Is it under control?"}

    def __init__(
        self, contract: Contract, data: Any = None, *, instance: IssueUpdate, step: IssueStep, today: date
    ) -> None:
        self.step, self.today = step, today
        super().__init__(contract, data, instance=instance)
        text: Any = self.fields["text"]
        text.label, text.required = WORDS[step].asked, True
        text.error_messages["required"] = WORDS[step].missing
        asked = asked_with(step, self.instance.plain.was)
        for name in ("status", "under_control"):
            if name not in asked:
                del self.fields[name]
        if "status" in asked:
            status: Any = self.fields["status"]
            status.choices = [(each.value, IssueStatus(each).label) for each in UNRESOLVED]
        self.initial["as_at"] = instance.as_at or today

    def version_of(self, row: Recorded) -> int:
        return version_of(self.instance.issue)

    def clean_as_at(self) -> date:
        day = self.cleaned_data["as_at"]
        if why := wrong_day(day, self.earliest, self.today):
            raise forms.ValidationError(why)
        return day

    @property
    def earliest(self) -> date:
        """The day before which the entry cannot be."""
        last = last_update(self.instance.issue)
        return last.as_at if last else self.instance.issue.raised

    def write(self, *, by: User) -> None:
        """Put what was typed into the log."""
        seen = self.cleaned_data["seen"] or 0
        issues.add_update(update=self.instance, seen=seen, by=by, today=self.today)

    def show_theirs(self) -> None:
        """Go by what the page shows from now on: where the issue stands, and the last of its log."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(version_of(self.instance.issue))
        self.data = data


class CorrectionForm(UpdateForm):
    """The last entry in the log of an issue, as it should have been, and why it is put right."""

    reason = TextField(
        label="Why it is put right",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is put right, for the record."},
    )

    @property
    def earliest(self) -> date:
        issue = self.instance.issue
        before = issue.updates.exclude(pk=self.instance.pk).order_by("-number").first()
        return before.as_at if before else issue.raised

    def write(self, *, by: User) -> None:
        """Put the entry right, and the issue with it."""
        said = {"seen": self.cleaned_data["seen"] or 0, "reason": self.cleaned_data["reason"]}
        issues.correct_update(update=self.instance, by=by, today=self.today, **said)


class SeenReasonForm(ReasonForm):
    """Why something is removed, and which version of it was looked at."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


def new_update(issue: Issue, step: IssueStep) -> IssueUpdate:
    """An entry that takes a step from where an issue stands."""
    was = issue.standing
    now = led_to(step, was)
    return IssueUpdate(
        issue=issue,
        number=1 + max((update.number for update in issue.updates.all()), default=0),
        kind_was=was.kind,
        kind=now.kind,
        status_was=was.status,
        status=now.status,
        under_control_was=was.under_control,
        under_control=now.under_control,
    )


def kpis_of(issue: Issue) -> Any:
    """The KPIs in which an issue shows."""
    return Kpi.objects.filter(issue_links__issue=issue).order_by("reference")
