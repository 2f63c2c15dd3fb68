"""The records of the platform's workflow that the app owns; they come as fixtures."""

from lianzheng_risk.core.approval.path import ACTION, STATE

WORKFLOW = "Integrity Risk Approval"
STATES = tuple(state.en for state in STATE.terms)
ACTIONS = tuple(action.en for action in ACTION.terms)
