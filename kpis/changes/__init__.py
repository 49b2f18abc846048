"""Changes of what is measured, planned before they are written.

What a person asks for is an ``Ask``; from the record as it stands it makes a ``PlannedChange``, every row
of it. The preview shows the plan and ``kpis.actions.changes`` writes it, so the two cannot differ.
"""
