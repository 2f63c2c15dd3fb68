from __future__ import annotations

import json

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_screening.register_import import lists, uploaded
from lianzheng_risk.risk_screening.register_import.queueing import ImportStateError
from lianzheng_risk.risk_screening.register_import.states import JOB_OF, OPEN, WROTE

# What the background jobs found out and wrote; nobody else does.
_OF_THE_JOBS = (
	"status",
	"title",
	"source_kind",
	"queued_on",
	"started_on",
	"finished_on",
	"confirmed_by",
	"confirmed_on",
	"taken_back_by",
	"taken_back_on",
	"failure",
	"marked_file",
	"marked_too_large",
	"result_json",
	"checksum",
	"fingerprint",
)
_OF_THE_CHECK = ("source_kind", "failure", "result_json", "checksum", "fingerprint")
_MAPPING = ("tables_json", "choices_json")
_DECIDING = ("unit", "file", "mode", "blank_cells", "bad_rows", *_MAPPING)


class IntegrityRegisterImport(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bad_rows: DF.Literal["Write Nothing", "Write the Good Rows"]
		blank_cells: DF.Literal["Keep What Is There", "Clear What Is There"]
		checksum: DF.Data | None
		choices_json: DF.LongText | None
		confirmed_by: DF.Link | None
		confirmed_on: DF.Datetime | None
		failure: DF.SmallText | None
		file: DF.Attach | None
		fingerprint: DF.Data | None
		finished_on: DF.Datetime | None
		marked_file: DF.Attach | None
		marked_too_large: DF.Check
		mode: DF.Literal["Add and Update", "Add Only", "Update Only"]
		queued_on: DF.Datetime | None
		remarks: DF.SmallText | None
		result_json: DF.LongText | None
		source_kind: DF.Literal["", "Register", "List"]
		started_on: DF.Datetime | None
		status: DF.Literal[
			"Draft",
			"Recognised",
			"Checking",
			"Checked",
			"Queued",
			"Importing",
			"Done",
			"Failed",
			"Taking Back",
			"Taken Back",
		]
		tables_json: DF.LongText | None
		taken_back_by: DF.Link | None
		taken_back_on: DF.Datetime | None
		title: DF.Data | None
		unit: DF.Link
	# end: auto-generated types

	def onload(self):
		may_change = frappe.has_permission(self.doctype, "write", doc=self)
		self.set_onload("may_change", may_change)
		if self.tables_json:
			choices, accounts = json.loads(self.choices_json or "{}"), self.result().get("accounts", [])
			self.set_onload("list_fields", lists.fields_to_choose())
			self.set_onload("lacking", lists.questions(choices, accounts))

	def validate(self):
		self.validate_that_it_is_open()
		self.keep_what_the_jobs_wrote()
		self.validate_file()
		self.validate_mapping()
		self.start_over_where_it_changed()

	def on_trash(self):
		if self.status in JOB_OF:
			frappe.throw(_("The import is under way. Please wait until it is over."), ImportStateError)
		if self.status in WROTE:
			frappe.throw(
				_("This import is the record of what was written, and is kept. If it was wrong, take it back."),
				ImportStateError,
			)

	def validate_that_it_is_open(self):
		before = self.get_doc_before_save()
		if before and before.status not in OPEN:
			status = _(before.status, context=self.doctype)
			frappe.throw(_("This import is {0} and cannot be changed.").format(status), ImportStateError)

	def keep_what_the_jobs_wrote(self):
		before = self.get_doc_before_save()
		for field in _OF_THE_JOBS:
			self.set(field, before.get(field) if before else None)
		if not before:
			self.status = "Draft"

	def validate_file(self):
		before = self.get_doc_before_save()
		if self.file and (not before or before.file != self.file):
			uploaded.check_file(self.file)
			self.title = uploaded.name_of(self.file)

	def validate_mapping(self):
		if self.tables_json or self.choices_json:
			lists.check_mapping(self)

	def start_over_where_it_changed(self):
		"""What was found out about another file, or on other terms, counts no longer."""
		before = self.get_doc_before_save()
		if not before or not any((before.get(field) or "") != (self.get(field) or "") for field in _DECIDING):
			return
		if before.file != self.file or before.unit != self.unit:
			self.update(dict.fromkeys(_MAPPING))
		accounts = self.result().get("accounts")
		self.update(dict.fromkeys(_OF_THE_CHECK))
		self.status = "Recognised" if self.tables_json else "Draft"
		if self.tables_json:
			self.source_kind = "List"
			self.result_json = json.dumps({"accounts": accounts or []}, ensure_ascii=False)

	def result(self) -> dict:
		"""What the last job found out; see `register_import.results`."""
		return json.loads(self.result_json or "{}")

	def is_ready(self) -> bool:
		return self.status == "Checked" and bool(self.result().get("ready"))
