"""The sheet of month entry: one service area of one month, as plain values that a template shows."""

from kpis.entry.load import load_sheet
from kpis.entry.sheet import Problem, Sheet

__all__ = ["Problem", "Sheet", "load_sheet"]
