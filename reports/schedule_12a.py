"""Why something in a paper is not public: Part 1 of Schedule 12A to the Local Government Act 1972.

The Schedule, for England, is that of the Local Government (Access to Information) (Variation) Order 2006
(SI 2006/88). The headings are in plain words; the Act's own words count.
"""

from __future__ import annotations

from django.db.models import Q, TextChoices

ACT = "Part 1 of Schedule 12A to the Local Government Act 1972"
PUBLIC_INTEREST = (
    "Information is exempt only as long as the public interest in keeping it back outweighs the public "
    "interest in showing it (paragraph 10 of the same Schedule)."
)


class ExemptParagraph(TextChoices):
    """The paragraphs under which information can be exempt."""

    INDIVIDUAL = "1", "1. About an individual"
    IDENTITY = "2", "2. Likely to reveal who an individual is"
    BUSINESS = "3", "3. Financial or business affairs, also the council’s own"
    LABOUR_RELATIONS = "4", "4. Consultations or negotiations about labour relations"
    LEGAL_PRIVILEGE = "5", "5. Legal professional privilege"
    NOTICE_OR_ORDER = "6", "6. A notice, order or direction that the council proposes to give or make"
    CRIME = "7", "7. Preventing, investigating or prosecuting crime"


def public_or_exempt(field: str) -> Q:
    """That a column names a paragraph of the Schedule or, for what is public, nothing."""
    return Q(**{field: ""}) | Q(**{f"{field}__in": ExemptParagraph.values})
