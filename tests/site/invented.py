"""The invented bureau as a site takes it: approvals and filings are made there, and no register brings them along."""

from __future__ import annotations

from lianzheng_risk.core import demo
from lianzheng_risk.core.importing.decided import without_claims
from lianzheng_risk.core.register import Register


def invent(*args, **kwargs) -> Register:
	return without_claims(demo.invent(*args, **kwargs), Register())
