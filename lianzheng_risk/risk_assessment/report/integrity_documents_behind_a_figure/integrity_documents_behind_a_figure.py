"""指标明细: the documents that a figure counts, or that it leaves out, each with a link; all figures of the desk lead here."""

from __future__ import annotations

from typing import NamedTuple

import frappe
import pandas as pd
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, get_datetime, getdate, nowdate

from lianzheng_risk.core.behind import FIGURES, OF_POWER, PART, Detail, Figure, details
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, own_figures
from lianzheng_risk.risk_assessment.pictures.size import is_too_much, too_much
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.behind import Documents, documents_behind
from lianzheng_risk.store.names import UNIT, names_of
from lianzheng_risk.store.terms import code

AT_MOST = 500
# What the report shows before anybody has chosen.
FIRST = "post_coverage"
_FIELDTYPES = {"date": ("Date", 110), "integer": ("Int", 80)}
_COLUMNS = (
	("unit", Text("单位", "Unit"), "Link", "Integrity Unit", 180),
	("document", Text("单据", "Document"), "Dynamic Link", "doctype_name", 170),
	("title", Text("名称", "Title"), "Data", None, 340),
)
_AFTER = Text("冻结以后", "After the Freezing")
_CAME = Text("此后列入", "Came in since")
_OF = Text("总数", "Out Of")
_SHARE = Text("占比", "Share")


class Frozen(NamedTuple):
	"""A figure as an assessment froze it. `of` is None for a mere count."""

	assessment: Document
	counted: int
	of: int | None

	def size(self, part: str) -> int | None:
		"""How many were in that part; None where the figures do not tell."""
		if part == "counted":
			return self.counted
		return None if self.of is None else self.of - self.counted


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	figure = _figure(filters.figure, filters.power)
	part = code(PART, filters.part) or figure.look
	as_of = getdate(filters.as_of or nowdate())
	frozen = _frozen(figure, filters.assessment, filters.unit, as_of)
	if is_too_much(filters.unit):
		return _columns(figure, False), [], too_much()
	moment = get_datetime(frozen.assessment.creation) if frozen else None
	found = documents_behind(figure, part, filters.unit, as_of, moment, AT_MOST)
	message = "<br>".join(filter(None, (_said_of_freezing(found, frozen, part), _said_of_more(found))))
	return _columns(figure, bool(frozen)), _rows(found), message or None, None, _summary(found, part)


def _figure(chosen: str | None, power: str | None) -> Figure:
	if chosen and chosen not in FIGURES:
		frappe.throw(_("There is no such figure: {0}").format(frappe.utils.escape_html(chosen)))
	figure = FIGURES[chosen or FIRST]
	if not power:
		return figure
	if not figure.is_of_powers or not code(OF_POWER, power):
		frappe.throw(_("Only figures of risk points can be narrowed down to a category of powers."))
	return figure.of_power(code(OF_POWER, power))


def _frozen(figure: Figure, assessment: str | None, unit: str | None, as_of) -> Frozen | None:
	"""Where the report is asked for the unit and the day of the assessment that it is compared with, and for a figure that
	assessments have."""
	if not assessment or figure.power:
		return None
	document = frappe.get_doc(ASSESSMENT, assessment)
	document.check_permission("read")
	if (document.unit, getdate(document.as_of)) != (unit, as_of):
		return None
	total = own_figures(document)["total"]
	return Frozen(document, cint(total.get(figure.column)), cint(total.get(figure.of)) if figure.of else None)


def _said_of_freezing(found: Documents, frozen: Frozen | None, part: str) -> str | None:
	if not frozen:
		return None
	then = _ratio(frozen.counted, frozen.of)
	now = _ratio(found.counted, found.of if frozen.of is not None else None)
	day = formatdate(frozen.assessment.as_of)
	if then == now:
		return _("The figure was frozen as of {0}: {1}. The documents on record give the same.").format(day, then)
	came, left = int(found.after.sum()), found.gone
	said = [
		_("The figure was frozen as of {0}: {1}. The documents on record today give {2} for the same day.").format(
			day, then, now
		),
		_("Because of documents made since then, {0} came into this list and {1} left it.").format(came, left),
	]
	if frozen.size(part) != len(found.rows) - came + left:
		said.append(
			_(
				"What differs beyond that comes from documents changed since, from figures that were reported from"
				" outside, and from what is not for you to see."
			)
		)
	return " ".join(said)


def _ratio(counted: int, of: int | None) -> str:
	return str(counted) if of is None else f"{counted} / {of}"


def _said_of_more(found: Documents) -> str | None:
	count = len(found.rows)
	if count <= AT_MOST:
		return None
	return _("Only the first {0} of {1} are shown, {2} more are not. Please choose a unit.").format(
		AT_MOST, count, count - AT_MOST
	)


def _columns(figure: Figure, frozen: bool) -> list[dict]:
	columns = [
		{"fieldname": name, "label": shown(text), "fieldtype": kind, "options": options, "width": width}
		for name, text, kind, options, width in _COLUMNS
	]
	for one in details(figure):
		kind, width = _FIELDTYPES.get(one.kind, ("Data", 130))
		columns.append({"fieldname": one.name, "label": shown(one.text), "fieldtype": kind, "width": width})
	if frozen:
		columns.append({"fieldname": "after", "label": shown(_AFTER), "fieldtype": "Data", "width": 110})
	return columns


def _rows(found: Documents) -> list[dict]:
	told = found.rows.head(AT_MOST)
	names = names_of(UNIT, told["of_unit"])
	after = [shown(_CAME) if came else None for came in found.after[:AT_MOST]]
	cells = {one.name: [_cell(one, value) for value in told[one.name]] for one in details(found.figure)}
	return [
		{
			"unit": unit,
			"unit_name": names.get(unit),
			"doctype_name": found.doctype,
			"document": document,
			"title": title,
			**{name: values[row] for name, values in cells.items()},
			"after": after[row],
		}
		for row, (unit, document, title) in enumerate(
			zip(told["of_unit"], told["document"], told["title"], strict=True)
		)
	]


def _cell(detail: Detail, value):
	if value is None or pd.isna(value):
		return None
	if detail.kind == "term":
		return shown(detail.vocabulary.by_code[value].text)
	return pd.Timestamp(value).date() if detail.kind == "date" else value


def _summary(found: Documents, part: str) -> list[dict]:
	"""The figure itself: what is listed is one part of it. A mere count is no share of anything."""
	left_out = found.of - found.counted
	numbers = ((PART.by_code["counted"].text, found.counted), (PART.by_code["left_out"].text, left_out))
	told = [{"label": shown(text), "value": count, "datatype": "Int"} for text, count in (*numbers, (_OF, found.of))]
	told[PART.codes.index(part)]["indicator"] = "Blue"
	if not found.figure.of:
		return told
	share = found.counted / found.of if found.of else None
	return [*told, {"label": shown(_SHARE), "value": percent(share), "datatype": "Data"}]
