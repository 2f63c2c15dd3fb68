"""What fetches or changes the organisation as a whole is for whoever looks after the whole of it, at no unit in particular."""

from __future__ import annotations

from lianzheng_risk.access.places import is_unbound, roles_at

MANAGER = "Integrity Manager"


def looks_after_all(user: str) -> bool:
	return is_unbound(user) or MANAGER in roles_at(user, None)


def condition(user: str) -> str:
	"""What the user may see: empty for everything."""
	return "" if looks_after_all(user) else "1=0"
