"""What the set-up tells a person must be readable at a glance."""

import re


def is_one_sentence(text: str) -> bool:
    """One line, from a capital letter to the one full stop that ends it ("3.11" has none)."""
    return re.fullmatch(r"[A-Z][^\n]*\.", text.strip()) is not None and ". " not in text.strip()
