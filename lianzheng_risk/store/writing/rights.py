"""Which rows the session's user may create or change, as the platform itself answers: asked once for all rows that are
alike in everything it looks at.
"""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pandas as pd
from frappe.core.doctype.user_permission.user_permission import get_user_permissions
from frappe.model.document import Document
from frappe.permissions import get_allowed_docs_for_doctype

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.facts import OWNED_THROUGH
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.mapping import MAPPINGS, UNIT
from lianzheng_risk.store.writing.batch import DOCUMENTS, Batch, children_of, key_of, stored

MAY_NOT = {
	"create": Rule(
		"may_not_create", "error",
		Text(
			"您没有在“{unit}”新增“{table}”的权限，请从文件中移出本行，或请有权限的人员导入",
			"You may not add to “{table}” at “{unit}”; take the row out, or ask somebody who may to import it",
		),
	),
	"write": Rule(
		"may_not_change", "error",
		Text(
			"您没有修改“{unit}”这条“{table}”记录的权限，请从文件中移出本行，或请有权限的人员导入",
			"You may not change this record of “{table}” at “{unit}”; take the row out, or ask somebody who may to import it",
		),
	),
	"submit": Rule(
		"may_not_submit", "error",
		Text(
			"您没有在“{unit}”提交“{table}”的权限，“{field}”请留空，或请有权限的人员导入",
			"You may not submit “{table}” at “{unit}”; leave “{field}” empty, or ask somebody who may to import it",
		),
	),
}  # fmt: skip
MAY_NOT_NAME = Rule(
	"may_not_name", "error",
	Text("您的用户权限不允许在“{field}”中使用“{value}”，请改正", "Your user permissions do not allow “{value}” in “{field}”; please correct it"),
)  # fmt: skip
NO_TOP = Text("最上级", "the top")
_OUR_VERDICT = ["lianzheng_risk.permissions.may_scoped"]


def refused(batch: Batch) -> Iterator[Finding]:
	"""A finding for each new or changed row that the platform would not let the user write."""
	if frappe.session.user == "Administrator":
		return
	places = Places(batch)
	for table in DOCUMENTS:
		for rows, right in ((batch.new_rows(table), "create"), (batch.changed_rows(table), "write")):
			there = right == "write"
			if len(rows):
				yield from _refused_documents(table, right, rows, there, batch, places)
			if len(final := _final(table, rows)):
				yield from _refused_documents(table, "submit", final, there, batch, places)
		for child, _owner in children_of(table):
			yield from _refused_children(child, table, batch)


class Places:
	"""Where new units stand, for which nobody holds a role yet: at the nearest unit above that is there already."""

	def __init__(self, batch: Batch) -> None:
		new = batch.new_rows("units")
		self.parent = dict(zip(new["unit"], new["parent_unit"], strict=True))

	def parent_for(self, unit: str | None) -> str | None:
		"""The nearest existing unit at or above; None where everything above is new."""
		for _step in range(len(self.parent) + 1):
			if unit not in self.parent:
				return unit or None
			unit = self.parent[unit]
		return None

	def place_of(self, unit: str | None) -> str | None:
		return self.parent_for(unit) or unit


def _final(table: str, rows: pd.DataFrame) -> pd.DataFrame:
	"""The rows that say of their document that it is submitted."""
	flag = _submitted(table)
	return rows[rows[flag].to_numpy(dtype=bool)] if flag else rows.iloc[:0]


def _submitted(table: str) -> str | None:
	return next((name for name, fieldname in MAPPINGS[table].fields.items() if fieldname == "docstatus"), None)


def _refused_documents(
	table: str, right: str, rows: pd.DataFrame, there: bool, batch: Batch, places: Places
) -> list[Finding]:
	"""`there`: whether the site has their documents already."""
	facts = _facts(table, rows, there, batch, places)
	groups = facts.groupby(list(facts.columns), sort=False, dropna=False).ngroup()
	first = facts[~groups.duplicated()]
	verdicts = {
		group: _may(table, right, rows.loc[row, key_of(table)] if there else None, facts.loc[row])
		for row, group in groups[first.index].items()
	}
	bad = rows[~groups.map(verdicts).astype(bool)]
	units = bad["parent_unit"] if table == "units" else _units(table, bad, batch)
	names = batch.looked_up("units", units, "unit_name").fillna(units)
	told = [name if isinstance(name, str) else NO_TOP for name in names]
	column = _submitted(table) if right == "submit" else None
	field = {"field": TABLES[table][column].text} if column else {}
	return found(MAY_NOT[right], table, bad.index, column, table=TABLES[table].text, unit=told, **field)


def _facts(table: str, rows: pd.DataFrame, there: bool, batch: Batch, places: Places) -> pd.DataFrame:
	"""What the platform looks at, one column per fieldname; rows with equal facts get equal answers."""
	doctype, fields = MAPPINGS[table].doctype, MAPPINGS[table].fields
	relevant = _under_user_permissions(doctype)
	facts = {fields[name]: rows[name].astype(object) for name in fields if fields[name] in relevant}
	if table == "units":
		facts["parent_integrity_unit"] = rows["parent_unit"].map(places.parent_for)
	else:
		facts["unit"] = _units(table, rows, batch).map(places.place_of)
	by_itself = _looks_at_more(doctype) or relevant - set(fields.values()) - {"unit"}
	codes = rows[key_of(table)]
	if there:
		facts |= _stored_facts(doctype, codes, bool(by_itself) or table == "units")
	elif by_itself:
		facts["code"] = codes
	return pd.DataFrame(facts, index=rows.index).astype(object)


def _stored_facts(doctype: str, codes: pd.Series, each: bool) -> dict[str, pd.Series]:
	"""Of the documents as they are stored: whose they are, where, and which one where the platform looks at the very one."""
	if each:
		return {"code": codes}
	user = frappe.session.user
	shared = set(frappe.share.get_shared(doctype, user, rights=["write"]))
	now = {row.name: row for row in stored(doctype, codes.tolist(), ["name", "owner", "unit"])}
	facts = {"stored_unit": codes.map({name: row.unit for name, row in now.items()})}
	facts["own"] = codes.map({name: row.owner.lower() == user.lower() for name, row in now.items()})
	return facts | {"code": codes.where(codes.isin(shared), None)}


def _may(table: str, right: str, code: str | None, facts: pd.Series) -> bool:
	doctype = MAPPINGS[table].doctype
	document = frappe.get_doc(doctype, code) if code else frappe.new_doc(doctype)
	document.update({field: value for field, value in facts.items() if document.meta.has_field(field)})
	return _has_permission(document, right)


def _has_permission(document: Document, right: str) -> bool:
	return bool(frappe.permissions.has_permission(document.doctype, right, document, raise_exception=False))


def _under_user_permissions(doctype: str) -> set[str]:
	"""The link fields in which the user's User Permissions limit what a document may name."""
	limited = get_user_permissions(frappe.session.user)
	fields = frappe.get_meta(doctype).get_link_fields()
	return {field.fieldname for field in fields if field.options in limited and not field.ignore_user_permissions}


def _looks_at_more(doctype: str) -> bool:
	"""Whether another app has a say in who may write a document."""
	hooks = frappe.get_hooks("has_permission", {})
	return [*hooks.get(doctype, []), *hooks.get("*", [])] != _OUR_VERDICT


def _units(table: str, rows: pd.DataFrame, batch: Batch) -> pd.Series:
	"""The unit of each document, its own or that of what it hangs on."""
	through = OWNED_THROUGH.get(table)
	return batch.looked_up(TABLES[table][through].reference, rows[through], "unit") if through else rows["unit"]


def _refused_children(child: str, table: str, batch: Batch) -> Iterator[Finding]:
	mapping, rows = MAPPINGS[child], batch.written(child)
	limited = get_user_permissions(frappe.session.user)
	strict = frappe.get_system_settings("apply_strict_user_permissions")
	relevant = _under_user_permissions(mapping.doctype)
	for name, fieldname in mapping.fields.items():
		if fieldname not in relevant:
			continue
		options = frappe.get_meta(mapping.doctype).get_field(fieldname).options
		allowed = get_allowed_docs_for_doctype(limited[options], MAPPINGS[table].doctype)
		bad = rows[~rows[name].isin(allowed) & (rows[name].notna() | bool(strict))] if allowed else rows.iloc[:0]
		told = {"field": TABLES[child][name].text, "value": bad[name].fillna("").tolist()}
		yield from found(MAY_NOT_NAME, child, bad.index, name, **told)


def forbidden(doctype: str, names: list[str], right: str) -> Iterator[str]:
	"""Those of the stored documents on which the session's user does not have the right."""
	if frappe.session.user == "Administrator":
		return
	codes = pd.Series(names, dtype=object)
	each = doctype == UNIT or _looks_at_more(doctype) or bool(_under_user_permissions(doctype) - {"unit"})
	facts = pd.DataFrame(_stored_facts(doctype, codes, each), index=codes.index).astype(object)
	groups = facts.groupby(list(facts.columns), sort=False, dropna=False).ngroup()
	for group, first in codes[~groups.duplicated()].groupby(groups):
		if not _has_permission(frappe.get_doc(doctype, first.iloc[0]), right):
			yield from codes[groups == group]
