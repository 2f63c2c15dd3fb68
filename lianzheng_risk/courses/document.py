"""What a DocType on a course has in common: its state changes by steps that core allows, and each step is kept."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from lianzheng_risk.access import roles_at
from lianzheng_risk.core.course import Actor, Case, Course, Move
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.store.terms import code, english


class StepRefusedError(frappe.ValidationError):
	pass


class SettledFieldError(frappe.ValidationError):
	pass


@dataclass(frozen=True)
class Given:
	"""What somebody gives with a step."""

	reason: str | None = None
	evidence: str | None = None
	until: str | None = None
	basis: str | None = None
	record: str | None = None


class OnCourse:
	"""To be mixed in before Document. The DocType has `status` and the table `course_steps`.

	`settled` are the fields that stay as they are in states other than those that `course_open` names.
	"""

	course: Course
	course_open: tuple[str, ...] = ()
	settled: tuple[str, ...] = ()

	def case(self) -> Case:
		"""The document as it is stored, in core's terms."""
		raise NotImplementedError

	def carry_out(self, move: Move, given: Given) -> None:
		"""What the step means for the document beyond its state."""

	def catch_up(self) -> int:
		"""Whatever the clock has not come to yet, before a step is taken; how much it was."""
		return 0

	def go_on(self) -> None:
		"""To be called by `validate`: whatever the form, an import or another app writes, the course is kept.

		The clock, and an import that is taken back, write past it (`flags.by_clock`, `flags.taken_back`).

		Raises StepRefusedError and SettledFieldError.
		"""
		before = self.get_doc_before_save()
		if not before:
			self.set("course_steps", [])
			return
		if self.flags.pop("by_clock", False) or self.flags.taken_back:
			return
		requested = self.flags.pop("move", None)
		self.set("course_steps", [row.as_dict() for row in before.course_steps])
		if not requested:
			self.keep_settled(before)
		if requested or self.status != before.status:
			move, given = requested or (self.judged_by_target(before), Given(evidence=self.get("evidence")))
			self.status = english(self.course.states, move.target)
			self.carry_out(move, given)
			self.log(move, given)

	def keep_settled(self, before: Document) -> None:
		if code(self.course.states, before.status) in self.course_open:
			return
		changed = [field for field in self.settled if str(self.get(field) or "") != str(before.get(field) or "")]
		if changed:
			separator = "、" if session_lang() == "zh" else ", "
			named = separator.join(_(self.meta.get_label(field), context=self.doctype) for field in changed)
			frappe.throw(
				_("In the state “{0}” these cannot be changed: {1}").format(
					_(before.status, context=self.doctype), named
				),
				SettledFieldError,
			)

	def judged(self, action: str, given: Given) -> Move:
		"""The step as the session's user, judged for the document as it is stored. Raises StepRefusedError."""
		case = self.case()
		refusal = self.course.refusal(case, actor_at(self.unit), action, getdate(), vars(given))
		if refusal:
			frappe.throw(shown(refusal), StepRefusedError, title=_(english(self.course.actions, action)))
		return self.course.find(case, action)

	def judged_by_target(self, before: Document) -> Move:
		"""The step meant by whoever writes another state into the document."""
		target = code(self.course.states, self.status)
		for move in self.course.leading_on(before.case()):
			if move.target == target:
				return before.judged(move.action, Given(evidence=self.get("evidence")))
		frappe.throw(
			_("{0} does not go on from “{1}” to “{2}”.").format(
				frappe.bold(frappe.utils.escape_html(self.name)),
				_(before.status, context=self.doctype),
				_(frappe.utils.escape_html(self.status or ""), context=self.doctype),
			),
			StepRefusedError,
		)

	def log(self, move: Move, given: Given) -> None:
		self.append(
			"course_steps",
			{
				"acted_on": now_datetime(),
				"acted_by": frappe.session.user,
				"action": english(self.course.actions, move.action),
				"from_state": english(self.course.states, move.source),
				"to_state": english(self.course.states, move.target),
				"reason": given.reason,
				"evidence": given.evidence if "evidence" in move.needs else None,
				"until": given.until if "until" in move.needs else None,
			},
		)

	def show_course(self) -> None:
		"""To be called by `onload`: what the form's buttons offer."""
		if not self.is_new():
			moves = self.course.open_moves(self.case(), actor_at(self.unit), getdate())
			self.set_onload(
				"course", [{"action": english(self.course.actions, move.action), "needs": move.needs} for move in moves]
			)


def actor_at(unit: str) -> Actor:
	"""The session's user at a unit."""
	roles = (code(ROLE, role) for role in roles_at(frappe.session.user, unit))
	return Actor(frappe.session.user, frozenset(filter(None, roles)))
