"""The roles of the app. The platform creates them from the permissions of the DocTypes."""

ROLES = tuple(
	f"Integrity {name}"
	for name in (
		"Manager",
		"Supervisor",
		"Unit Leader",
		"Department Head",
		"Liaison",
		"Post Holder",
		"Inspector",
		"Auditor",
	)
)
