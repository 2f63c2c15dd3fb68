"""One organisation with documents of every kind in every place, and one person per role who is a member of one unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import nowdate

from lianzheng_risk.access import forget_places
from tests.site import caches, records
from tests.site.matrix.data import ORGANISATION, PLACES, ROLES
from tests.site.people import create_user, join

# Names that occur nowhere else, so that a glance at any output tells whose documents are in it.
UNITS = {"above": "XABOVE", "own": "XOWN", "below": "XBELOW", "beside": "XBESIDE"}
_PARENTS = {"above": None, "own": "above", "below": "own", "beside": "above"}
STATES = (
	"Self-Screening",
	"Peer Review",
	"Department Review",
	"Leader Approval",
	"Collective Approval",
	"Publicity",
	"Objection Review",
	"Filing",
	"In Force",
	"Retired",
)
# What the scheme of a new site grades as I.
GRAVE = {"probability": "High", "harm": "Serious"}
RISK, LIBRARY, SCHEME = "Integrity Risk Point", "Integrity Risk Library Entry", "Integrity Grading Scheme"
CAMPAIGN, SCREENING, RECORD = "Integrity Screening Campaign", "Integrity Post Screening", "Integrity Grade Record"
MEASURE, SETTINGS = "Integrity Control Measure", "Integrity Risk Settings"
RECTIFICATION, WARNING, CLOCK_RUN = "Integrity Rectification", "Integrity Warning", "Integrity Clock Run"
TALLY, TALLY_MARK = "Integrity Unit Tally", "Integrity Tally Mark"
WAIVER = "Integrity Rotation Waiver"
WARNED = {"source": "Audit Finding", "colour": "Yellow Warning", "facts": "采购无台账"}
APPRAISAL = "Integrity Social Appraisal"
INSPECTION, PLAN = "Integrity Inspection", "Integrity Inspection Plan"
TEMPLATE = "Integrity Inspection Template"
SELF_CHECK = "Regular Self-Check"
ACCOUNTABILITY = "Integrity Accountability Action"
CHANNEL, DELIVERY = "Integrity Notice Channel", "Integrity Notice Delivery"
ACTIVITY = "Integrity Activity"
ORGANISATION_SYNC = "Integrity Organisation Sync"
DECISION, THRESHOLD, DRAW = (
	"Integrity Collective Decision",
	"Integrity Decision Threshold",
	"Integrity Decision Draw",
)
ASSESSMENT, SCORES = "Integrity Assessment", "Integrity Score Scheme"
PACKAGE = "Integrity Reported Package"
# A period in which units are scored.
SCORED = "2025"
MONITORING, HIT = "Integrity Monitoring Rule", "Integrity Monitoring Hit"
DUTY = "Integrity Duty Conflict"
IMPORT, LAYOUT, JOURNAL = "Integrity Register Import", "Integrity List Layout", "Integrity Import Journal"

Key = tuple[str, str]


class Organisation(NamedTuple):
	"""`documents`: (DocType, state) → place → name; `users`: role → member of the unit “own” (System Manager: of none)."""

	documents: dict[Key, dict[str, str]]
	users: dict[str, str]

	def all_of(self, doctype: str) -> set[str]:
		return {name for (kind, _), places in self.documents.items() if kind == doctype for name in places.values()}


def build() -> Organisation:
	for place, unit in UNITS.items():
		parent = _PARENTS[place]
		records.create_unit(unit, UNITS[parent] if parent else None)
	documents = {("Integrity Unit", ""): dict(UNITS)}
	for place in PLACES:
		for key, name in _documents_of(UNITS[place]).items():
			documents.setdefault(key, {})[place] = name
	documents.update({key: {ORGANISATION: name} for key, name in _of_the_organisation().items()})
	users = {role: _member(role) for role in ROLES}
	forget_places()
	caches.empty()
	return Organisation(documents, users)


def email_of(role: str) -> str:
	return f"{frappe.scrub(role).replace('_', '-')}@matrix.example"


def _member(role: str) -> str:
	if role == "System Manager":
		return create_user(email_of(role), role)
	user = create_user(email_of(role))
	join(UNITS["own"], user, role)
	return user


def unplaced_user(role: str) -> str:
	return create_user(f"unplaced-{email_of(role)}", role)


def _documents_of(unit: str) -> dict[Key, str]:
	post = records.create_post(unit, post_code=f"{unit}-G").name
	made = {
		("Integrity Person", ""): records.create_person(unit, person_code=f"{unit}-R").name,
		("Integrity Post", ""): post,
		("Integrity Power", ""): records.create_power(unit, power_code=f"{unit}-Q").name,
		(SCREENING, ""): None,
	}
	for number, state in enumerate(STATES):
		made[RISK, state] = risk_in(state, unit, f"{unit}-F{number}")
	for state in ("Self-Screening", "In Force"):
		code = f"{unit}-C{STATES.index(state)}"
		made[MEASURE, state] = records.create_measure(made[RISK, state], measure_code=code).name
	# Something for reports on grave risks and on posts that have some; no line of the matrix is about it.
	burdened = records.create_post(unit, post_code=f"{unit}-H").name
	risk_in("In Force", unit, f"{unit}-E", post=burdened, **GRAVE)
	made[RECORD, ""] = _grade_record(made[RISK, "In Force"], unit)
	for status in ("Planned", "Running"):
		made[CAMPAIGN, status] = _campaign(unit, status)
	made[SCREENING, ""] = _screening(made[CAMPAIGN, "Running"], post, unit)
	made[RECTIFICATION, ""] = records.create(RECTIFICATION, title=f"{unit}的整改", unit=unit, problem="未留痕").name
	made[WARNING, ""] = records.create(WARNING, title=f"{unit}的预警", unit=unit, **WARNED).name
	# Somebody has joined who was not there before, so the post is one to be screened again.
	records.create_person(unit, person_code=f"{unit}-N")
	terms = ((f"{unit}-R", "2010-01-01"), (f"{unit}-N", "2021-01-01"))
	tenures = [{"person": person, "start_date": start} for person, start in terms]
	records.create_post(unit, post_code=f"{unit}-L", tenures=tenures)
	made[WAIVER, ""] = records.create(WAIVER, **_waiver(unit)).name
	made[INSPECTION, ""] = records.create(INSPECTION, **_new_inspection(unit, f"{unit}的检查")).name
	made[PLAN, ""] = records.create(PLAN, **_new_plan(unit, f"{unit}的检查计划")).name
	made[APPRAISAL, ""] = _stored(APPRAISAL, f"{unit}-P", unit=unit, received_on=nowdate(), comment="排队太久")
	made[ACCOUNTABILITY, ""] = records.create(ACCOUNTABILITY, **_new_action(unit)).name
	made[CHANNEL, ""] = records.create(CHANNEL, **_new_channel(unit)).name
	about = {"reference_doctype": RECTIFICATION, "reference_name": made[RECTIFICATION, ""]}
	made[DELIVERY, ""] = _stored(DELIVERY, f"{unit}-T", unit=unit, subject="逾期", status="Sent", **about)
	made[ACTIVITY, ""] = _activity(unit, post)
	made |= _decisions(unit)
	made[ASSESSMENT, ""] = records.create(ASSESSMENT, unit=unit, period="2026-01").name
	_issue(records.create(ASSESSMENT, unit=unit, period=SCORED))  # for the ranking; no line is about it
	made[PACKAGE, ""] = _stored(PACKAGE, f"{unit}-SB", **_new_package(unit), title=f"{unit}的上报包")
	made[MONITORING, ""] = _rule(unit)
	made[HIT, ""] = _stored(
		HIT, f"{unit}-M", unit=unit, title=f"{unit}的命中", rule=f"{unit}-N", status="To Be Verified"
	)
	made[IMPORT, ""] = _stored(IMPORT, f"{unit}-I", unit=unit, status="Draft")
	made[LAYOUT, ""] = _stored(LAYOUT, f"{unit}-L", unit=unit, title=f"{unit}的清单", headers="风险点", mapping="{}")
	return made


def _waiver(unit: str) -> dict:
	"""For whoever holds a post of the unit's own."""
	return {"post": f"{unit}-L", "person": f"{unit}-R", "until": "2027-06-30", "reason": "专业性强"}


def _activity(unit: str, post: str) -> str:
	values = {"kind": "Integrity Talk", "title": f"{unit}的谈话", "unit": unit, "held_on": nowdate(), "status": "Held"}
	return records.create(ACTIVITY, **values, participants=[{"post": post}]).name


def _decisions(unit: str) -> dict[Key, str]:
	decided = _stored(DECISION, f"{unit}-M", result="Approved", **_new_decision(unit, f"{unit}的决定"))
	frappe.db.set_value(DECISION, decided, "docstatus", 1)
	about = {"reference_doctype": RECTIFICATION, "reference_name": unit, "status": "Drawn"}
	return {
		(DECISION, "Draft"): records.create(DECISION, **_new_decision(unit, f"{unit}的议题")).name,
		(DECISION, "Submitted"): decided,
		(THRESHOLD, ""): records.create(THRESHOLD, **_new_threshold(unit, f"{unit}的标准")).name,
		(DRAW, ""): _stored(DRAW, f"{unit}-Z", unit=unit, decision=decided, **about),
	}


def _rule(unit: str) -> str:
	"""Past the site's companies: whether a unit may watch what is none of the matrix's business."""
	return _stored(MONITORING, f"{unit}-N", **_new_rule(unit), version=1)


def _stored(doctype: str, name: str, **values) -> str:
	"""Past whatever makes such documents from an uploaded file."""
	document = frappe.new_doc(doctype).update(values)
	document.name = name
	document.db_insert()
	return name


def risk_in(state: str, unit: str, code: str, **values) -> str:
	"""A risk point that stands in the state; the way there is none of the matrix's business."""
	name = records.create_risk_point(unit, risk_code=code, **values).name
	frappe.db.set_value(RISK, name, "workflow_state", state)
	return name


def _grade_record(risk: str, unit: str) -> str:
	point = frappe.db.get_value(RISK, risk, ["scheme", "grade"], as_dict=True)
	record = frappe.new_doc(RECORD).update(
		{
			"risk": risk,
			"risk_title": f"{unit}的风险点",
			"unit": unit,
			"kind": "Approval",
			"grade": point.grade,
			"base_grade": point.grade,
			"scheme": point.scheme,
			"approving_level": "Department Head",
			"approved_by": "Administrator",
			"approved_on": nowdate(),
			"effective_on": nowdate(),
			"values_json": "{}",
			"values_hash": "0" * 64,
		}
	)
	record.name = f"{unit}-D"
	record.db_insert()
	return record.name


def _campaign(unit: str, status: str) -> str:
	values = {"title": f"{unit}的排查", "year": 2026, "unit": unit, "start_date": nowdate()}
	name = records.create(CAMPAIGN, **values).name
	frappe.db.set_value(CAMPAIGN, name, "status", status)
	return name


def _screening(campaign: str, post: str, unit: str) -> str:
	screening = frappe.new_doc(SCREENING).update(
		{"campaign": campaign, "post": post, "post_name": f"{unit}的岗位", "unit": unit, "status": "Not Begun"}
	)
	screening.name = f"{unit}-S"
	screening.db_insert()
	return screening.name


def _of_the_organisation() -> dict[Key, str]:
	entry = {"category": "Post Duty", "manifestation": "节日收受服务对象的购物卡"}
	draft = frappe.copy_doc(frappe.get_doc(SCHEME, frappe.get_all(SCHEME, pluck="name", limit=1, order_by="name")[0]))
	draft.update({"version": 99, "amended_from": None})
	for level in draft.levels:
		level.grade = "Grade I" if level.level == "Fairly Small" else level.grade
	return {
		(LIBRARY, "Proposed"): records.create(LIBRARY, title="收受礼品", **entry).name,
		(LIBRARY, "Published"): records.create(LIBRARY, title="收受宴请", status="Published", **entry).name,
		(SCHEME, "Draft"): draft.insert().name,
		(SCHEME, "Submitted"): frappe.get_all(SCHEME, filters={"docstatus": 1}, pluck="name", limit=1, order_by="name")[
			0
		],
		(SCORES, "Draft"): frappe.copy_doc(_submitted(SCORES)).insert().name,
		(SCORES, "Submitted"): _submitted(SCORES).name,
		("Integrity Risk Grade", ""): "I",
		(TEMPLATE, ""): records.create(TEMPLATE, title="检查表", items=[{"item": "排查", "full_marks": 10}]).name,
		(DUTY, ""): records.create(DUTY, **_new_duty("登记风险点 × 登记措施")).name,
		(JOURNAL, ""): _stored(JOURNAL, "MATRIX-J", import_name="MATRIX-J"),
		(ORGANISATION_SYNC, ""): _stored(ORGANISATION_SYNC, "MATRIX-O", status="Previewed", title="组织架构"),
		(CLOCK_RUN, ""): _stored(CLOCK_RUN, "MATRIX-T", job="Overdue Warnings"),
		(TALLY, ""): _stored(TALLY, "MATRIX-U", basis="x"),
		(TALLY_MARK, ""): _stored(TALLY_MARK, "MATRIX-M", about="{}"),
		(SETTINGS, ""): SETTINGS,
	}


def _issue(assessment: Document) -> None:
	"""Whoever scored it is none of the matrix's business."""
	assessment.db_set({"docstatus": 1, "status": "Assessment Issued"})


def _submitted(doctype: str) -> Document:
	return frappe.get_doc(doctype, frappe.get_all(doctype, filters={"docstatus": 1}, pluck="name", limit=1)[0])


def _new_inspection(unit: str, title: str) -> dict:
	return {"title": title, "unit": unit, "inspection_type": SELF_CHECK}


def _new_plan(unit: str, title: str) -> dict:
	return {**_new_inspection(unit, title), "recurrence": "Every Year", "first_on": "2030-01-07"}


# What a new document of each DocType needs; DocTypes that nobody creates by hand are left out.
def _new_risk_measure(unit: str) -> dict:
	return {"risk": f"{unit}-F8", "layer": "Post Layer", "phase": "Early Prevention", "description": "新措施"}


def _new_action(unit: str) -> dict:
	ground = {"ladder_step": "Reminder and Caution", "reason_kind": "Other Ground"}
	return {"person": f"{unit}-R", "unit": unit, **ground}


def _new_channel(unit: str) -> dict:
	return {"title": "工作群", "unit": unit, "kind": "WeCom", "url": "https://qyapi.weixin.qq.com/send?key=K"}


def _new_decision(unit: str, matter: str) -> dict:
	return {"matter": matter, "unit": unit, "category": "Major Matter", "meeting_date": "2026-03-02"}


def _new_threshold(unit: str, title: str) -> dict:
	"""Of documents that the matrix submits none."""
	bound = {"document_type": INSPECTION, "conditions": [{"field": "title", "operator": "=", "value": "无"}]}
	return {"title": title, "unit": unit, "category": "Major Matter", **bound}


def _new_duty(title: str) -> dict:
	"""Two duties that every liaison and head of the matrix holds together, so that each unit has something to report."""
	first = {"first_doctype": RISK, "first_right": "Create Documents"}
	return {"title": title, **first, "second_doctype": MEASURE, "second_right": "Create Documents"}


def _new_package(unit: str) -> dict:
	"""Whose file no job ever looks for."""
	return {"unit": unit, "file": "/private/files/none.zip"}


def _new_rule(unit: str) -> dict:
	watched = {"watched_doctype": "Contact", "event": "When Saved", "consequence": "Record Only"}
	return {"title": f"{unit}的规则", "unit": unit, **watched}


NEW: dict[str, Callable[[str], dict]] = {
	"Integrity Unit": lambda unit: {
		"unit_name": "新单位",
		"unit_type": "Internal Department",
		"parent_integrity_unit": unit,
	},
	"Integrity Person": lambda unit: {"person_name": "新人", "unit": unit, "rank": "Staff"},
	"Integrity Post": lambda unit: {"post_name": "新岗位", "unit": unit, "rank": "Staff"},
	"Integrity Power": lambda unit: {
		"power_name": "新职权",
		"unit": unit,
		"category": "Administrative Approval",
		"steps": [{"step_no": 1, "step_name": "受理"}],
	},
	RISK: lambda unit: {
		"unit": unit,
		"category": "Post Duty",
		"title": "新风险点",
		"probability": "Fairly Small",
		"harm": "Limited",
	},
	MEASURE: _new_risk_measure,
	CAMPAIGN: lambda unit: {"title": "新排查", "year": 2026, "unit": unit, "start_date": "2026-03-02"},
	IMPORT: lambda unit: {"unit": unit},
	INSPECTION: lambda unit: _new_inspection(unit, "新检查"),
	PLAN: lambda unit: _new_plan(unit, "新计划"),
	TEMPLATE: lambda unit: {"title": "新检查表", "items": [{"item": "职权目录", "full_marks": 10}]},
	ASSESSMENT: lambda unit: {"unit": unit, "period": "2026-02"},
	PACKAGE: _new_package,
	ACTIVITY: lambda unit: {"kind": "Integrity Talk", "title": "新谈话", "unit": unit, "held_on": "2026-03-02"},
	MONITORING: _new_rule,
	DUTY: lambda unit: _new_duty("登记措施 × 登记风险点"),
	RECTIFICATION: lambda unit: {"title": "新整改", "unit": unit, "problem": "未留痕"},
	WAIVER: _waiver,
	DECISION: lambda unit: _new_decision(unit, "新议题"),
	THRESHOLD: lambda unit: _new_threshold(unit, "新标准"),
	WARNING: lambda unit: {"title": "新预警", "unit": unit, **WARNED},
	ACCOUNTABILITY: _new_action,
	CHANNEL: _new_channel,
	ORGANISATION_SYNC: lambda unit: {"remarks": "新同步"},
	LIBRARY: lambda unit: {"title": "新条目", "category": "Post Duty", "manifestation": "节日收受服务对象的烟酒"},
}

# A change that every DocType takes, whatever it is about.
CHANGE: dict[str, dict] = {
	"Integrity Unit": {"unit_name": "改名"},
	"Integrity Person": {"job_title": "改职务"},
	"Integrity Post": {"duties": "改职责"},
	"Integrity Power": {"remarks": "改备注"},
	RISK: {"manifestation": "改表现"},
	MEASURE: {"evidence": "改佐证"},
	CAMPAIGN: {"instructions": "改说明"},
	RECTIFICATION: {"remarks": "改备注"},
	WARNING: {"remarks": "改备注"},
	INSPECTION: {"remarks": "改备注"},
	PLAN: {"remarks": "改备注"},
	TEMPLATE: {"title": "改名称"},
	APPRAISAL: {"comment": "改意见"},
	ACCOUNTABILITY: {"ladder_step": "Admonishing Talk"},
	CHANNEL: {"title": "改名称"},
	DELIVERY: {"subject": "改主题"},
	DUTY: {"remarks": "改备注"},
	MONITORING: {"description": "改说明"},
	HIT: {"facts": "改事实"},
	ACTIVITY: {"remarks": "改备注"},
	LIBRARY: {"manifestation": "节日收受服务对象的茶叶"},
	SCHEME: {"title_zh": "改名称"},
	SCORES: {"title": "改名称"},
	ASSESSMENT: {"summary": "改说明"},
	PACKAGE: {"remarks": "改备注"},
	"Integrity Risk Grade": {"review_months": 7},
	SETTINGS: {"remind_days_before": 4},
	RECORD: {"record": "改记录"},
	SCREENING: {"reason": "改理由"},
	IMPORT: {"remarks": "改备注"},
	LAYOUT: {"title": "改名称"},
	JOURNAL: {"import_name": "改名称"},
	WAIVER: {"document": "会议纪要3号"},
	DECISION: {"remarks": "改备注"},
	THRESHOLD: {"basis": "改依据"},
	DRAW: {"amount": 1},
	CLOCK_RUN: {"part": "改范围"},
	TALLY: {"basis": "改算法"},
	TALLY_MARK: {"about": "改内容"},
	ORGANISATION_SYNC: {"remarks": "改备注"},
}
