"""Whether a rule can watch what it says: fields that exist, an expression that can be evaluated, a place that may look."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta

from lianzheng_risk.core.monitoring.conditions import Condition, ConditionError
from lianzheng_risk.core.monitoring.expression import refusal
from lianzheng_risk.core.monitoring.rule import Aggregate, MonitoringRule
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.about import check_place
from lianzheng_risk.risk_supervision.monitoring import probes
from lianzheng_risk.risk_supervision.monitoring.compiling import to_core
from lianzheng_risk.risk_supervision.monitoring.places import company_of, out_of_reach, watchable

_STANDARD = frozenset(("name", "owner", "creation", "modified", "modified_by", "docstatus", "amended_from", "idx"))


class RuleError(frappe.ValidationError):
	pass


def check(document: Document) -> MonitoringRule:
	"""The rule as core has it. Raises RuleError, which says what is wrong and where."""
	if document.watched_doctype not in watchable():
		_refuse(_("{0} cannot be watched.").format(_(frappe.utils.escape_html(document.watched_doctype))))
	meta = frappe.get_meta(document.watched_doctype)
	if document.enabled:
		check_reach(document)
	try:
		rule = to_core(document, document.aggregates, company_of(document.unit))
	except ConditionError as error:
		_refuse(shown(error.text))
	except ValueError:
		_refuse(_("The filters are no valid JSON."))
	check_about(document)
	if rule.expression and (told := refusal(rule.expression)):
		_refuse(shown(told))
	_check_conditions(rule.conditions, meta)
	for place, aggregate in enumerate(rule.aggregates, start=1):
		_check_aggregate(place, aggregate, meta)
	if rule.probe and meta.name not in probes.PROBES[rule.probe].watches:
		told = _("The probe “{0}” looks at: {1}")
		known = "、".join(_(name) for name in probes.PROBES[rule.probe].watches)
		_refuse(told.format(_(document.probe, context=document.doctype), known))
	_check_consequence(rule)
	_check_event(rule, meta)
	return rule


def check_reach(document: Document) -> None:
	"""A rule may be drafted anywhere; before it reads anything, its unit must be one that may look there."""
	if told := out_of_reach(document.unit, frappe.get_meta(document.watched_doctype)):
		_refuse(told)


def check_about(document: Document) -> None:
	"""The risk point and the power lie in the rule's unit or below it."""
	check_place(document)
	if document.power:
		place = frappe.db.get_value("Integrity Power", document.power, "unit")
		below = frappe.get_all("Integrity Unit", [["name", "descendants of (inclusive)", document.unit]], pluck="name")
		if place not in below:
			label = _(document.meta.get_label("power"), context=document.doctype)
			_refuse(_("{0} {1} does not belong to this unit.").format(label, frappe.bold(document.power)))


def _check_conditions(conditions: tuple[Condition, ...], meta: Meta) -> None:
	for condition in conditions:
		_field(f"{condition.table}.{condition.field}" if condition.table else condition.field, meta)


def _check_aggregate(place: int, aggregate: Aggregate, meta: Meta) -> None:
	_check_conditions(aggregate.conditions, meta)
	named = [*aggregate.by, *filter(None, [aggregate.field])]
	for name in named:
		_field(name, meta)
	if aggregate.measure in ("sum", "distinct") and not aggregate.field:
		_refuse(_("Row #{0}: please choose the field that is added up or counted.").format(place))
	if aggregate.measure == "count" and aggregate.field:
		_refuse(_("Row #{0}: the number of documents needs no field.").format(place))
	if aggregate.measure == "share" and not aggregate.by:
		_refuse(_("Row #{0}: please choose whose share it is.").format(place))
	if aggregate.days < 1:
		_refuse(_("Row #{0}: the period has at least one day.").format(place))
	if len({name.partition(".")[0] for name in named if "." in name}) > 1:
		_refuse(_("Row #{0}: its fields may come from one table only.").format(place))


def _check_consequence(rule: MonitoringRule) -> None:
	if rule.consequence != "decide":
		return
	if rule.event != "submit" or rule.aggregates or rule.probe:
		_refuse(_("A decision can be required at submission only, by filters and an expression."))


def _check_event(rule: MonitoringRule, meta: Meta) -> None:
	if rule.event in ("submit", "cancel") and not meta.is_submittable:
		_refuse(_("{0} is never submitted. Please choose another event.").format(_(meta.name)))


def _field(name: str, meta: Meta) -> None:
	table, dot, column = name.partition(".")
	field = meta.get_field(table)
	if dot and field and field.fieldtype in frappe.model.table_fields:
		known = frappe.get_meta(field.options).has_field(column) or column in _STANDARD
	else:
		known = not dot and (meta.has_field(table) or table in _STANDARD)
	if not known:
		_refuse(_("{0} has no field “{1}”.").format(_(meta.name), frappe.utils.escape_html(name)))


def _refuse(told: str) -> None:
	frappe.throw(told, RuleError, title=_("This Rule Cannot Be Used"))
