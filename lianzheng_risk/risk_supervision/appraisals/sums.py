"""What the appraisals of a unit come to."""

from __future__ import annotations

import frappe
from frappe.query_builder.functions import Count

from lianzheng_risk.core.inspection.appraisal import ASPECTS, SATISFACTION, percent_of_counts
from lianzheng_risk.risk_supervision.appraisals.public import APPRAISAL
from lianzheng_risk.store.terms import code


def satisfaction(unit: str, since) -> frappe._dict:
	"""How many appraisals the unit received since a day, and the satisfaction in percent (None: nobody could say)."""
	appraisal = frappe.qb.DocType(APPRAISAL)
	columns = [appraisal[aspect] for aspect in ASPECTS]
	rows = (
		frappe.qb.from_(appraisal)
		.select(*columns, Count("*"))
		.where((appraisal.unit == unit) & (appraisal.received_on >= since))
		.groupby(*columns)
		.run()
	)
	counts: dict[str, int] = {}
	for *answers, count in rows:
		for answer in answers:
			answered = code(SATISFACTION, answer)
			counts[answered] = counts.get(answered, 0) + count
	return frappe._dict(received=sum(row[-1] for row in rows), percent=percent_of_counts(counts))
