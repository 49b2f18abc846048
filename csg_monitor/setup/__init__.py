"""What ``make run`` and ``make test`` do before Django is there: standard library only."""
