"""Risk points to start from: published library entries, and approved risk points that the session's user may see."""

import frappe
import pandas as pd
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.access.library import LIBRARY, PUBLISHED
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.similarity import Ranked, rank
from lianzheng_risk.risk_screening.language import shown

RISK, POST, POWER = "Integrity Risk Point", "Integrity Post", "Integrity Power"
# So many documents of each kind are compared at most, the latest first.
POOL = 2000
OFFERED = 12
_CONTENT = ("title", "manifestation", "category", "probability", "harm", *v.VETO.codes)
_POWER_TRAITS = {"category": "power_category", "business_area": "business_area"}
_POST_TRAITS = {"post_name": "post_name", "rank": "rank"}
_COLUMNS = (
	"name", "source", "origin", "grade", "unit", "measures", *_CONTENT, *_POWER_TRAITS.values(), *_POST_TRAITS.values()
)  # fmt: skip
_ALIKE = {
	"text": Text("文字相近", "similar wording"),
	"post_name": Text("岗位名称相近", "similar post"),
	"business_area": Text("业务领域相同", "same business area"),
	"power_category": Text("职权类别相同", "same power category"),
	"rank": Text("职务层次相同", "same rank"),
	"category": Text("风险类别相同", "same risk category"),
}


def similar_points(point: Document) -> list[dict]:
	"""What resembles the risk point, best first: its content, where it comes from, and what makes it alike."""
	own = _own_traits(point)
	found = pd.DataFrame([*_library(), *_approved(point, own)], columns=list(_COLUMNS), dtype=object)
	return [_offer(found.iloc[ranked.position], ranked) for ranked in rank(own, found, OFFERED)]


def _own_traits(point: Document) -> dict[str, str | None]:
	return {
		"title": point.title,
		"manifestation": point.manifestation,
		"category": point.category,
		**_traits(POST, [point.post], _POST_TRAITS).get(point.post, {}),
		**_traits(POWER, [point.power], _POWER_TRAITS).get(point.power, {}),
	}


def _traits(doctype: str, names: list[str | None], fields: dict[str, str]) -> dict[str, dict]:
	"""For each document that the user may see, its values under the names that similarity has for them."""
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	found = frappe.get_list(doctype, filters={"name": ["in", wanted]}, fields=["name", *fields], limit=len(wanted))
	return {row.name: {trait: row[field] for field, trait in fields.items()} for row in found}


def _library() -> list[dict]:
	fields = ["name", "post_rank as rank", *_POWER_TRAITS.values(), *_CONTENT]
	entries = frappe.get_list(
		LIBRARY, filters={"status": PUBLISHED}, fields=fields, order_by="modified desc", limit=POOL
	)
	measures = _suggested_measures([entry.name for entry in entries])
	return [{**entry, "source": "library", "measures": measures.get(entry.name, 0)} for entry in entries]


def _suggested_measures(entries: list[str]) -> dict[str, int]:
	"""How many measures each entry suggests; the entries are known to be open to the user."""
	if not entries:
		return {}
	rows = frappe.get_all("Integrity Library Measure", filters={"parent": ["in", entries]}, pluck="parent")
	return pd.Series(rows, dtype=object).value_counts().to_dict()


def _approved(point: Document, own: dict[str, str | None]) -> list[dict]:
	# What the post itself has on record already is no starting point for it.
	filters = {"grade_record": ["is", "set"], "name": ["!=", point.name or ""], "post": ["!=", point.post or ""]}
	fields = ["name", "grade", "unit", "post", "power", *_CONTENT]
	ways = _ways(own)
	risks = frappe.get_list(RISK, filters=filters, or_filters=ways, fields=fields, order_by="modified desc", limit=POOL)
	posts = _traits(POST, [risk.post for risk in risks], _POST_TRAITS)
	powers = _traits(POWER, [risk.power for risk in risks], _POWER_TRAITS)
	units = _traits("Integrity Unit", [risk.unit for risk in risks], {"unit_name": "unit_name"})
	return [
		{
			**risk,
			**posts.get(risk.post, {}),
			**powers.get(risk.power, {}),
			"source": "risk",
			"origin": _origin(units.get(risk.unit, {}), posts.get(risk.post, {})),
		}
		for risk in risks
	]


def _ways(own: dict[str, str | None]) -> list[list]:
	"""The conditions any of which makes an approved risk point worth comparing; none where nothing is known yet."""
	alike = {
		"post": _names(POST, {"rank": own.get("rank"), "post_name": own.get("post_name")}),
		"power": _names(POWER, {"category": own.get("power_category"), "business_area": own.get("business_area")}),
	}
	return [[field, "in", names] for field, names in alike.items() if names]


def _names(doctype: str, any_of: dict[str, str | None]) -> list[str]:
	known = {field: value for field, value in any_of.items() if value}
	if not known:
		return []
	return frappe.get_list(doctype, or_filters=known, pluck="name", order_by="modified desc", limit=POOL)


def _origin(unit: dict, post: dict) -> str:
	return " · ".join(filter(None, [unit.get("unit_name"), post.get("post_name")]))


def _offer(row: pd.Series, ranked: Ranked) -> dict:
	values = {name: value for name, value in row.items() if pd.notna(value)}
	offered = ("name", "source", "grade", "measures", *_CONTENT)
	return {
		**{name: values.get(name) for name in offered},
		"origin": values.get("origin") or _("Risk Library"),
		"alike": [shown(_ALIKE[trait]) for trait in ranked.alike],
	}
