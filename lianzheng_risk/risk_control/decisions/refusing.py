"""What somebody is told whose document needs a decision: why, what there is, and the way on, by what they may do."""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from lianzheng_risk.access.scope import roles_granting
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.decisions.splitting import COMMON
from lianzheng_risk.core.decisions.words import CATEGORY
from lianzheng_risk.risk_control.decisions.drawing import DECISION
from lianzheng_risk.risk_control.decisions.needs import Need
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.setup.scoped import MEMBER, UNIT
from lianzheng_risk.store.terms import english

_MOST_NAMED = 5


class DecisionNeededError(frappe.ValidationError):
	pass


def refuse(doc: Document, need: Need, reasons: Mapping[str, Text]) -> None:
	"""Raises DecisionNeededError; whoever may start a decision gets a button for it, others are told whom to ask."""
	lines = [why(doc, need), *(_not_covering(name, reason) for name, reason in reasons.items())]
	may_start = can_start(need)
	if may_start:
		lines.append(_("Please start a collective decision, or name one that covers the document."))
	else:
		lines.append(_("Please ask for a collective decision: {0}").format(_listed(whom_to_ask(need))))
	frappe.throw(
		"<br>".join(lines),
		DecisionNeededError,
		title=_("Collective Decision Needed"),
		primary_action=_start_action(doc, need) if may_start else None,
	)


def refuse_change(entry: Document, reason: Text) -> None:
	named = frappe.bold(entry.decision)
	frappe.throw(
		_("The document rests on the collective decision {0}, which does not bear the new amount: {1}").format(
			named, shown(reason)
		),
		DecisionNeededError,
		title=_("Collective Decision Needed"),
	)


def why(doc: Document, need: Need) -> str:
	"""As HTML."""
	threshold, demand = need.threshold, need.demand
	values = {
		"document": escape_html(f"{_(doc.doctype)} {doc.name}"),
		"unit": escape_html(unit_name(threshold.unit)),
		"category": escape_html(shown(CATEGORY.by_code[threshold.category].text)),
		"rule": escape_html(threshold.basis or threshold.title),
		"amount": _money(demand.amount, demand.currency),
		"threshold": _money(threshold.amount, threshold.currency),
	}
	if need.split:
		values |= {
			"common": escape_html(shown(COMMON[need.split.common])),
			"value": escape_html(need.split.value),
			"days": threshold.window_days,
			"documents": _listed(map(escape_html, need.split.documents[:_MOST_NAMED])),
			"total": _money(need.split.total, demand.currency),
		}
		text = _(
			"{0} is below {1}, but together with {2} of {3} {4} within {5} days it comes to {6}: it has to be decided collectively by {7} ({8}, {9})."
		)
		order = ("document", "threshold", "documents", "common", "value", "days", "total", "unit", "category", "rule")
	elif threshold.amount_field:
		text = _("{0} over {1} reaches {2}: it has to be decided collectively by {3} ({4}, {5}).")
		order = ("document", "amount", "threshold", "unit", "category", "rule")
	else:
		text = _("{0} has to be decided collectively by {1} ({2}, {3}).")
		order = ("document", "unit", "category", "rule")
	return text.format(*(values[name] for name in order))


def can_start(need: Need) -> bool:
	draft = frappe.new_doc(DECISION).update({"unit": need.threshold.unit})
	return bool(frappe.has_permission(DECISION, "create", doc=draft))


def prefilled(doc: Document, need: Need) -> dict[str, object]:
	"""What a decision about the document starts with."""
	demand, title = need.demand, doc.get_title() or doc.name
	named = doc.name if title == doc.name else f"{doc.name} {title}"
	return {
		"matter": f"{_(doc.doctype)} {named}"[:140],
		"unit": demand.unit,
		"category": english(CATEGORY, demand.category),
		"company": demand.company,
		"amount": float(demand.amount),
		"currency": demand.currency,
		"party": demand.party,
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
	}


def whom_to_ask(need: Need) -> list[str]:
	"""Members of the deciding unit who may start a decision; where there are none, the role that gives the right."""
	granting = sorted(roles_granting(DECISION, "create"))
	member, user = frappe.qb.DocType(MEMBER), frappe.qb.DocType("User")
	names = (
		frappe.qb.from_(member)
		.join(user)
		.on(member.user == user.name)
		.select(user.full_name)
		.where((member.parenttype == UNIT) & (member.parent == need.threshold.unit) & member.role.isin(granting))
		.where(user.enabled == 1)
		.orderby(user.full_name)
		.limit(_MOST_NAMED)
		.run(pluck=True)
	)
	return [escape_html(name) for name in dict.fromkeys(names)] or [_("Integrity Manager")]


def unit_name(unit: str) -> str:
	return frappe.get_cached_value(UNIT, unit, "unit_name") or unit


def _start_action(doc: Document, need: Need) -> dict:
	return {
		"label": _("Start a Collective Decision"),
		"client_action": "lianzheng_risk.decisions.start",
		"args": prefilled(doc, need),
		"hide_on_success": True,
	}


def _not_covering(name: str, reason: Text) -> str:
	return _("{0} does not cover it: {1}").format(frappe.bold(escape_html(name)), shown(reason))


def _money(amount, currency: str) -> str:
	return escape_html(f"{amount:,} {currency}".strip())


def _listed(texts) -> str:
	return ("、" if session_lang() == "zh" else ", ").join(texts)
