import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, now_datetime, nowdate

from lianzheng_risk.core.course import Move
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.scoring.path import ACTION, ASSESSMENT, STATE, AssessmentCase, refusal_to_issue
from lianzheng_risk.core.scoring.sheet import impossible, unexplained
from lianzheng_risk.courses.document import Given as GivenWithStep
from lianzheng_risk.courses.document import OnCourse, StepRefusedError, actor_at
from lianzheng_risk.risk_assessment.assessments import case, filling, frozen, issuing, screenings, sheet
from lianzheng_risk.risk_assessment.upward.received import figures_with_reported
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import code, english


class UnknownPeriodError(frappe.ValidationError):
	pass


class IntegrityAssessment(OnCourse, Document):
	course = ASSESSMENT

	def onload(self):
		self.show_course()

	def before_insert(self):
		"""Whoever makes one by hand gets the figures of today, with those of all units below."""
		period, given = self.parsed_period(), self.flags.pop("given", None)
		self.by_clock = int(bool(given))
		filling.fill(self, period, given or self.figures_of_today(period))

	def validate(self):
		before = self.get_doc_before_save()
		if before:
			self.keep_what_is_frozen(before)
			if not self.flags.by_clock:
				case.check_parts(self, before)
		self.refuse(impossible)
		sheet.add_up(self)
		self.go_on()

	def before_submit(self):
		if not self.flags.pop("issued_by_clock", False):
			self.check_that_it_may_be_issued()
		self.refuse(unexplained)
		self.log(Move("issue", code(STATE, self.status), "issued", ()), GivenWithStep())
		self.status = english(STATE, "issued")

	def on_submit(self):
		issuing.after_issue(self)

	def before_update_after_submit(self):
		"""After it is issued nothing changes but by a step, and what an appeal leads to."""
		before = self.get_doc_before_save()
		if not self.flags.by_clock:
			case.check_parts(self, before)
		self.refuse(impossible)
		self.keep_corrections(before)
		sheet.add_up(self)
		self.go_on()

	def case(self) -> AssessmentCase:
		return case.case_of(self)

	def carry_out(self, move: Move, given: GivenWithStep):
		if move.action == "correct":
			issuing.after_correction(self)

	def parsed_period(self) -> Period:
		try:
			period = Period.parse((self.period or "").strip())
		except ValueError:
			period = None
		if not period or period.start > getdate():
			frappe.throw(
				_("Please give a period that has begun, such as 2026-06, 2026Q2, 2026H1 or 2026."), UnknownPeriodError
			)
		self.period = period.code
		return period

	def figures_of_today(self, period: Period) -> filling.Given:
		if not frappe.db.exists("Integrity Unit", self.unit):
			frappe.throw(_("Please choose the unit that is assessed."), frappe.MandatoryError)
		below = figures_with_reported(frozen.take_own(period, getdate(nowdate()), self.unit), period).figures
		before, year = filling.earlier_figures(period, [self.unit])
		given = filling.given_for(self.unit, below, period, before, year)
		return given._replace(
			below={unit: one for unit, one in below.items() if unit != self.unit} or None,
			campaigns=screenings.take(period, list(below)) or None,
		)

	def keep_what_is_frozen(self, before: Document):
		for field in (
			"figures_json",
			"below_json",
			"campaigns_json",
			"scheme_json",
			"figures_hash",
			"version",
			"assessment_key",
		):
			self.set(field, before.get(field))
		self.set("indicators", [row.as_dict() for row in before.indicators])
		self.set("corrections", [row.as_dict() for row in before.corrections])

	def keep_corrections(self, before: Document):
		"""Each checked score that is changed after issue is kept with what it was, why, by whom and when."""
		self.set("corrections", [row.as_dict() for row in before.corrections])
		for row, was in case.changed_scores(self, before):
			if (row.deduction_reason or "").strip() in ("", (was.deduction_reason or "").strip()):
				frappe.throw(_("Row #{0}: please give the reason for the correction.").format(row.idx))
			self.append(
				"corrections",
				{
					"corrected_on": now_datetime(),
					"corrected_by": frappe.session.user,
					"item": row.item,
					"old_score": _score(was),
					"new_score": _score(row),
					"reason": row.deduction_reason,
				},
			)

	def refuse(self, faults):
		found = [frappe.utils.escape_html(shown(text)) for text in faults(sheet.lines_of(self))]
		if found:
			frappe.throw(found, as_list=True, title=_("Score Sheet"))

	def check_that_it_may_be_issued(self):
		actor = actor_at(self.unit)
		if text := refusal_to_issue(self.case(), actor.user, actor.roles, getdate(nowdate())):
			frappe.throw(shown(text), StepRefusedError, title=_(english(ACTION, "issue"), context=self.doctype))


def _score(row) -> str:
	return _("vetoed") if row.veto_hit else f"{flt(row.checked_score):g}"
