"""How the rules keep: failures and slow runs counted, and a rule that keeps failing switched off, which people are told."""

from __future__ import annotations

import frappe
from frappe.utils import cint, now

from lianzheng_risk import notices
from lianzheng_risk.access.members import members_at_or_above
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.monitoring.health import SLOW_JOB, Health
from lianzheng_risk.risk_supervision.monitoring.compiling import RULE
from lianzheng_risk.risk_supervision.warnings.speaking import said

OFF = Text("监测规则“{title}”已停用", "The monitoring rule “{title}” was switched off")
_IN_CHARGE = ("Integrity Manager", "Integrity Supervisor")


def note_run(name: str, seconds: float, error: str | None = None, slow: bool = False) -> None:
	"""Nothing is written where nothing changed: a row that every save wrote to would be in everybody's way."""
	fields = ["title", "enabled", "failures", "slow_runs"]
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


def switch_off(name: str, because: Text) -> None:
	rule = frappe.get_doc(RULE, name)
	rule.enabled = 0
	rule.mark_off(said(because))
	# It may be the rule's very contents that can no longer be judged.
	rule.flags.ignore_validate = True
	rule.save(ignore_permissions=True)


def tell_switched_off(rule) -> None:
	"""Managers and supervisors at the unit and above; a rule that does not watch is worth knowing of."""
	subject = said(OFF, title=rule.title)
	notices.send(
		subject,
		rule.switched_off_because or "",
		members_at_or_above(rule.unit, _IN_CHARGE),
		RULE,
		rule.name,
		f"rule-off:{rule.name}:{now()}",
	)
