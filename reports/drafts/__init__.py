"""A report on its way to a meeting: what may be done with it when, and what it would be as a paper."""
