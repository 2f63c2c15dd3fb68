import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, now_datetime

from lianzheng_risk.risk_supervision.monitoring import active
from lianzheng_risk.risk_supervision.monitoring.checking import check
from lianzheng_risk.risk_supervision.monitoring.keeping import tell_switched_off

# What makes it another rule: hits say by which version they were found.
_MATERIAL = (
	"unit", "watched_doctype", "event", "consequence", "colour", "filters", "expression", "probe", "days", "line", "risk",
	"power",
)  # fmt: skip
_FIGURE = ("measure", "field", "by", "and_by", "days", "operator", "line", "filters")
# What the system finds out about a rule, and nobody writes into it.
_KEPT = (
	"version", "hits_open", "hits_justified", "hits_not_justified", "false_positive_rate", "failures", "slow_runs",
	"last_error", "switched_off_on", "switched_off_by", "switched_off_because", "shipped_key",
	"backtest_status", "backtest_version", "backtest_days", "backtest_looked_at", "backtest_hits", "backtest_rate",
	"backtest_queries", "backtest_seconds", "backtest_error", "backtest_examples",
)  # fmt: skip

_NUMBERS = frozenset(("days", "line"))


def _told(row: Document, field: str) -> str | float:
	"""The same for a number whether it comes from the database or from a form."""
	return flt(row.get(field)) if field in _NUMBERS else str(row.get(field) or "")


class RuleInForceError(frappe.ValidationError):
	pass


class IntegrityMonitoringRule(Document):
	def validate(self):
		self.keep_what_the_system_knows()
		check(self)
		self.count_version()
		self.mark_switching()

	def on_update(self):
		active.forget()
		if self.flags.switched_off:
			tell_switched_off(self)

	def on_trash(self):
		"""Hits are in nobody's way when a document is deleted, so that the rule itself has to see to those that it made.

		One that watches is switched off first, of which those in charge are told.
		"""
		if frappe.db.exists("Integrity Monitoring Hit", {"rule": self.name}):
			frappe.throw(_("This rule has hits. Please switch it off instead of deleting it."), frappe.LinkExistsError)
		if self.enabled:
			frappe.throw(_("This rule is watching. Please switch it off before deleting it."), RuleInForceError)
		active.forget()

	def keep_what_the_system_knows(self):
		before = self.get_doc_before_save()
		for field in _KEPT:
			if not (self.flags.by_system and field == "shipped_key"):  # the library alone says what came from it
				self.set(field, before.get(field) if before else None)

	def count_version(self):
		before = self.get_doc_before_save()
		if not before:
			self.version = 1
		elif self.what_it_says() != before.what_it_says():
			self.version = cint(before.version) + 1

	def what_it_says(self) -> tuple:
		figures = tuple(tuple(_told(row, field) for field in _FIGURE) for row in self.aggregates)
		return tuple(_told(self, field) for field in _MATERIAL), figures

	def mark_switching(self):
		before = self.get_doc_before_save()
		was = cint(before.enabled) if before else 0
		if self.enabled and not was:
			self.failures = self.slow_runs = 0
			self.last_error = self.switched_off_on = self.switched_off_by = self.switched_off_because = None
		elif was and not self.enabled:
			self.mark_off()

	def mark_off(self, because: str | None = None):
		"""That a rule no longer watches, since when and by whom, stays in sight; those in charge are told."""
		self.flags.switched_off = True
		self.switched_off_on = now_datetime()
		self.switched_off_by = None if because else frappe.session.user
		self.switched_off_because = because or _("Switched off by {0}").format(
			frappe.utils.get_fullname(frappe.session.user)
		)
