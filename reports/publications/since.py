"""What of the record differs now from the last that was published of it: a report and its addenda."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from reports.drafts.beginnings import source_of
from reports.export import as_data
from reports.models import Audience, Publication
from reports.publications.differences import Difference, differences
from reports.publications.documents import Data
from reports.publications.freezing import data_for
from reports.publications.reasons import reasons_since, with_reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A difference, and the reasons given in the record that it can come of."""

    difference: Difference
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What differs since the last word about a publication.

    Attributes:
        last_word: the publication, or its latest addendum, which the record is compared with.
        data: the data of the same months as the record gives them now.
    """

    last_word: Publication
    data: Data
    told: tuple[Told, ...]

    @property
    def headline(self) -> str:
        """How much differs, in a sentence."""
        number = len(self.told)
        if not number:
            return "Every figure and text is as it was published."
        return f"{number} figure{' or text differs' if number == 1 else 's and texts differ'} now."


def since(publication: Publication) -> Since:
    """What differs now from a publication, its addenda counted, in a fixed number of queries."""
    addenda = publication.addenda.select_related("contract").order_by("-number")
    last_word = addenda.first() or publication
    data = data_now(publication)
    found = differences(data_for(last_word, Audience.MEMBERS), data)
    reasons = reasons_since(publication.contract, last_word.published_at) if found else []
    return Since(
        last_word=last_word,
        data=data,
        told=tuple(Told(difference=each, why=why) for each, why in with_reasons(found, reasons)),
    )


def data_now(publication: Publication) -> Data:
    """The data of a publication as the record gives them now: of the same months, seen from the same day."""
    report = publication.report
    assert report is not None  # What is corrected is a report, never an addendum.
    report.contract = publication.contract
    return as_data(source_of(report, today=timezone.localdate(publication.published_at)).statement)
