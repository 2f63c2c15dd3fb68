"""The page on which anybody may appraise a unit: names of units, four questions and room for a comment, nothing else."""

from __future__ import annotations

from frappe import _

from lianzheng_risk.core.inspection.appraisal import ASPECTS, LONGEST_COMMENT, SATISFACTION
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.appraisals.public import units_on_offer

no_cache = 1
sitemap = 0


def get_context(context):
	context.update(
		{
			"no_breadcrumbs": True,
			"title": _("Appraisal of Honest and Clean Work"),
			"units": units_on_offer(),
			"aspects": {aspect: shown(text) for aspect, text in ASPECTS.items()},
			"choices": {term.code: shown(term.text) for term in SATISFACTION.terms},
			"longest_comment": LONGEST_COMMENT,
			"words": {
				"intro": _("The appraisal is anonymous: neither your name nor your address is kept."),
				"unit": _("Unit Appraised"),
				"choose": _("Please choose a unit"),
				"comment": _("What else you would like to say"),
				"caution": _("Please name no persons; reports of misconduct belong to the discipline inspection."),
				"send": _("Send Appraisal"),
				"thanks": _("Thank you. Your appraisal has been received."),
				"none": _("No unit is open to appraisal at present."),
				"failed": _("It could not be sent. Please try again later."),
			},
		}
	)
	return context
