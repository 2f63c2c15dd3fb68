"""The roles of the app. The platform creates them from the permissions of the DocTypes."""

from lianzheng_risk.core.roles import ROLE

ROLES = tuple(role.en for role in ROLE.terms)
