"""Who agreed what, and how the contract is governed."""

from contracts.models.assurances import Assurance
from contracts.models.commitments import Commitment
from contracts.models.contract import ChangeNotice, Contract, ServiceArea
from contracts.models.issues import Issue, IssueUpdate
from contracts.models.meetings import Meeting, MeetingPaper
from contracts.models.money import CreditSuspension, CreditTerms, CreditTier, ServicePayment
from contracts.models.objectives import Highlight, Objective, ObjectiveAssessment, Saving
from contracts.models.people import Membership, Role, User
from contracts.models.programme import WorkstreamStage, WorkstreamUpdate
from contracts.models.warnings import WarningRule
from contracts.recording import RecordVersion

__all__ = [
    "Assurance",
    "ChangeNotice",
    "Commitment",
    "Contract",
    "CreditSuspension",
    "CreditTerms",
    "CreditTier",
    "Highlight",
    "Issue",
    "IssueUpdate",
    "Meeting",
    "MeetingPaper",
    "Membership",
    "Objective",
    "ObjectiveAssessment",
    "RecordVersion",
    "Role",
    "Saving",
    "ServiceArea",
    "ServicePayment",
    "User",
    "WarningRule",
    "WorkstreamStage",
    "WorkstreamUpdate",
]
