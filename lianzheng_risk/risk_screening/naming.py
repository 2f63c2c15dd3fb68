"""Whether a text names a unit, a post or a person of the organisation."""

import frappe

from lianzheng_risk.core.anonymous import possible_names

# Where names stand, how long they are at least and at most, and what may stand in for them. Shorter names of units and
# posts, such as 办公室, are ordinary words.
NAMES = (
	("Integrity Unit", "unit_name", 4, 20, "本单位"),
	("Integrity Post", "post_name", 4, 20, "本岗位"),
	("Integrity Person", "person_name", 2, 6, "有关人员"),
)
# A text that names more than this is no text for everybody anyhow.
MOST = 20


def names_in(texts: list[str]) -> dict[str, str]:
	"""The names in the texts, as far as the session's user may see whose they are, with what may stand in for them."""
	found = {}
	for doctype, field, shortest, longest, stand_in in NAMES:
		possible = possible_names(texts, shortest, longest)
		if possible:
			names = frappe.get_list(doctype, filters={field: ["in", possible]}, pluck=field, limit=MOST)
			found |= dict.fromkeys(names, stand_in)
	return found
