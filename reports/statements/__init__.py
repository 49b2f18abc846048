"""Statements: the set of committee tables for a range of months, as plain values.

Page, file and API show the same ``Statement``, so they cannot disagree.
"""

from reports.statements.build import statement_for, statement_of
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
    "Statement",
    "StatementPeriod",
    "SummaryRow",
    "TotalChange",
    "load_periods",
    "load_record",
    "statement_for",
    "statement_of",
]
