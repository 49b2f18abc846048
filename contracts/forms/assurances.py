"""The forms of what a committee asked for, and of its steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from contracts.actions.assurances import ask_for, change_assurance, keepers_of
from contracts.forms.records import RowForm, field_of
from contracts.forms.steps import SettledForm
from contracts.models import Assurance, Contract, Meeting, User

DAYS = {"at_meeting", "requested", "due"}
ELSEWHERE = "Another meeting, named below"
YET_TO_MEET = "It can be recorded from the day of the meeting on."
DUE_TOO_EARLY = "It cannot be due before it was asked for."
ONE_OF_BOTH = "Choose a meeting, or name its committee and day: not both."
LABELS = {
    "text": "What was asked for",
    "meeting": "Another committee",
    "requested": "Day of its meeting",
    "owner": "Who answers",
    "due": "Due on",
    "assigned_to": "The council’s person who sees to it",
}
HELP = {
    "meeting": "Only where the meeting is not in the list above. It is then recorded too.",
    "requested": "For example 30/06/2014",
    "assigned_to": "They are told on their home page when it is overdue",
}


class MeetingChoice(forms.ModelChoiceField):
    """A choice among the meetings of a contract, the latest first; none of them is a choice too."""

    def clean(self, value: Any) -> Meeting | None:
        return None if value in self.empty_values else super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.committee}, {obj.held_on:%-d %B %Y}"


class AssuranceForm(RowForm):
    """What a committee asked for, at one of the contract's meetings or at another, which is then recorded."""

    at_meeting = MeetingChoice(Meeting.objects.none(), label="Asked for at", empty_label=ELSEWHERE)
    field_order = ("text", "at_meeting")
    use_required_attribute = False

    class Meta:
        model = Assurance
        fields = ("text", "meeting", "requested", "owner", "due", "assigned_to", "source")
        formfield_callback = field_of
        labels = LABELS
        help_texts = HELP
        widgets = {"source": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012 - as Django declares it

    def __init__(self, contract: Contract, data: Any = None, *, instance: Assurance, today: date) -> None:
        self.today = today
        super().__init__(contract, data, instance=instance)
        fields: Any = self.fields
        fields["meeting"].required = fields["requested"].required = False
        fields["at_meeting"].queryset = contract.meetings.order_by("-held_on", "committee")
        people = Q(pk__in=keepers_of(contract)) | Q(pk=instance.assigned_to_id)
        fields["assigned_to"].queryset = User.objects.filter(people).order_by("name", "email")
        fields["assigned_to"].empty_label = "Nobody yet"
        self.was = {name: getattr(instance, name) for name in self.columns}
        self._name_its_meeting()

    def _name_its_meeting(self) -> None:
        """Choose the meeting of a row that is written, if it is in the list."""
        row = self.instance
        known = self.contract.meetings.filter(committee=row.meeting, held_on=row.requested).first()
        if known is not None:
            self.initial.update(at_meeting=known.pk, meeting="", requested=None)

    @property
    def changed_fields(self) -> list[str]:
        """The columns that say something else than they did."""
        return [name for name, was in self.was.items() if getattr(self.instance, name) != was]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen, named = cleaned.get("at_meeting"), (cleaned.get("meeting"), cleaned.get("requested"))
        if chosen and any(named):
            self.add_error("at_meeting", ONE_OF_BOTH)
        elif chosen:
            cleaned.update(meeting=chosen.committee, requested=chosen.held_on)
        elif not self.errors.keys() & {"at_meeting", "meeting", "requested"}:
            self._ask_for_both(*named)
        self._compare_days(
            cleaned.get("requested"), cleaned.get("due"), "at_meeting" if chosen else "requested"
        )
        return cleaned

    def _compare_days(self, asked: date | None, due: date | None, field: str) -> None:
        """Refuse a meeting to come, whose day is typed in ``field``, and an answer due before it.

        Nobody who corrects something else of a row that came with a bundle is asked about its days.
        """
        if not self.is_new and not DAYS & {*self.changed_data}:
            return
        if asked and asked > self.today:
            self.add_error(field, YET_TO_MEET)
        elif asked and due and due < asked:
            self.add_error("due", DUE_TOO_EARLY)

    def _ask_for_both(self, committee: Any, day: Any) -> None:
        if not committee and not day:
            self.add_error("at_meeting", "Choose the meeting, or name its committee and day.")
        elif not committee:
            self.add_error("meeting", "Name the committee.")
        elif not day:
            self.add_error("requested", "Enter the day of the meeting.")

    def write(self, *, by: User) -> None:
        if self.is_new:
            ask_for(assurance=self.instance, by=by)
        elif self.changed_fields:
            seen = self.cleaned_data["seen"] or 0
            change_assurance(assurance=self.instance, fields=self.changed_fields, seen=seen, by=by)


class AnswerForm(SettledForm):
    """When something asked for was answered, and how."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Answered on"
        self.fields["text"].label = "How it was answered"
        self.fields["text"].help_text = "As the committee is to read it"
        self.initial["text"] = self.row.response
