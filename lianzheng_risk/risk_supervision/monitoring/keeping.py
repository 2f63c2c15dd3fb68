"""How the rules keep: failures and slow runs counted, and a rule that keeps failing switched off, which people are told."""

from __future__ import annotations

import frappe
from frappe.utils import cint, now

from lianzheng_risk import notices
from lianzheng_risk.access.members import members_at_or_above
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.monitoring.health import MOST, SLOW_JOB, Health
from lianzheng_risk.risk_supervision.monitoring.compiling import RULE
from lianzheng_risk.risk_supervision.warnings.speaking import said

OFF = Text("监测规则“{title}”已停用", "The monitoring rule “{title}” was switched off")
FAILING = Text("监测规则“{title}”运行失败", "The monitoring rule “{title}” failed")
DELAYED = Text("监测规则“{title}”运行过慢", "The monitoring rule “{title}” is slow")
GOES_ON = Text(
	"业务单据不受影响。再次失败或过慢达到{most}次，规则将自动停用",
	"Business goes on. After {most} times without a good run in between the rule is switched off by itself",
)
_IN_CHARGE = ("Integrity Manager", "Integrity Supervisor")


def note_run(name: str, seconds: float, error: str | None = None, slow: bool = False) -> None:
	"""Nothing is written where nothing changed: a row that every save wrote to would be in everybody's way."""
	fields = ["title", "unit", "enabled", "failures", "slow_runs"]
	row = frappe.db.get_value(RULE, name, fields, as_dict=True)
	if not row or not row.enabled:
		return
	before = Health(cint(row.failures), cint(row.slow_runs))
	after = before.after(failed=error is not None, too_slow=slow or seconds > SLOW_JOB)
	if after == before:
		return
	values = {"failures": after.failures, "slow_runs": after.slow}
	if error is not None:
		values["last_error"] = error
	frappe.db.set_value(RULE, name, values, update_modified=False)
	if verdict := after.verdict:
		switch_off(name, verdict)
	elif before == Health():
		_tell(row.unit, name, said(FAILING if after.failures else DELAYED, title=row.title), _how(error))


def _how(error: str | None) -> str:
	told = said(GOES_ON, most=MOST)
	return f"{error}\n{told}" if error else told


def switch_off(name: str, because: Text) -> None:
	rule = frappe.get_doc(RULE, name)
	rule.enabled = 0
	rule.mark_off(said(because))
	# It may be the rule's very contents that can no longer be judged.
	rule.flags.ignore_validate = True
	rule.save(ignore_permissions=True)


def tell_switched_off(rule) -> None:
	"""Managers and supervisors at the unit and above; a rule that does not watch is worth knowing of."""
	_tell(rule.unit, rule.name, said(OFF, title=rule.title), rule.switched_off_because or "")


def _tell(unit: str, name: str, subject: str, text: str) -> None:
	told = members_at_or_above(unit, _IN_CHARGE)
	notices.send(subject, text, told, RULE, name, f"rule:{name}:{now()}")
