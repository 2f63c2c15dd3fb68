import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from lianzheng_risk.core.activities.conduct import ACTIVITY_STATUS, Conduct, objection_to
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND
from lianzheng_risk.risk_control.activities.participants import holders_on, posts_outside
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import code


class ActivityConductError(frappe.ValidationError):
	pass


class ParticipantError(frappe.ValidationError):
	pass


class IntegrityActivity(Document):
	def validate(self):
		self.check_conduct()
		self.check_participants_are_of_the_unit()
		self.fill_in_holders()
		self.check_participants_are_distinct()

	def check_conduct(self):
		conduct = Conduct(
			kind=code(ACTIVITY_KIND, self.kind),
			status=code(ACTIVITY_STATUS, self.status),
			held_on=getdate(self.held_on),
			words=any((self.content, self.remarks, *(row.remark for row in self.participants))),
			attended=sum(bool(row.attended) for row in self.participants),
		)
		if objection := objection_to(conduct, getdate()):
			frappe.throw(shown(objection), ActivityConductError)

	def check_participants_are_of_the_unit(self):
		outside = posts_outside(self.unit, (row.post for row in self.participants))
		for row in self.participants:
			if row.post in outside:
				frappe.throw(
					_("Row #{0}: the post {1} lies neither in this unit nor below it.").format(
						row.idx, frappe.bold(row.post)
					),
					ParticipantError,
				)

	def fill_in_holders(self):
		"""Whoever did not hold the post on that day did not take part for it."""
		holders = holders_on(getdate(self.held_on), (row.post for row in self.participants))
		taken = {(row.post, row.person) for row in self.participants if row.person in holders[row.post]}
		for row in self.participants:
			if self.flags.by_register and row.person:
				continue
			if row.person not in holders[row.post]:
				free = [person for person in holders[row.post] if (row.post, person) not in taken]
				row.person = next(iter(free or holders[row.post]), None)
				taken.add((row.post, row.person))

	def check_participants_are_distinct(self):
		first_row = {}
		for row in self.participants:
			earlier = first_row.setdefault((row.post, row.person or None), row.idx)
			if earlier != row.idx:
				frappe.throw(
					_("Row #{0}: the same post and holder as in row #{1}. Please keep one of them.").format(
						row.idx, earlier
					),
					ParticipantError,
				)
