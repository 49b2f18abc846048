"""Speed as ratios to floors that are measured in the same run. ``make bench`` prints them.

Absolute times drift with the machine; a ratio to an empty signed-in page of the same application, or to
the same rows written bare, does not.
"""
