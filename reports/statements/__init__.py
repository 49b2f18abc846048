"""Statements: the set of committee tables for a range of months, as plain values.

Page, file and API show the same ``Statement``, so they cannot disagree.
"""

from reports.statements.build import Span, completed, statement_for, statement_of
from reports.statements.load import Record, load_periods, load_record
from reports.statements.values import (
    ContractFacts,
    ExceptionRow,
    MitigatedMonths,
    MitigationRow,
    Statement,
    StatementPeriod,
    SummaryRow,
    TotalChange,
)

__all__ = [
    "ContractFacts",
    "ExceptionRow",
    "MitigatedMonths",
    "MitigationRow",
    "Record",
    "Span",
    "Statement",
    "StatementPeriod",
    "SummaryRow",
    "TotalChange",
    "completed",
    "load_periods",
    "load_record",
    "statement_for",
    "statement_of",
]
