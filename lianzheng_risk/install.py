"""What the platform calls when the app comes, is updated, and goes."""

import frappe

from lianzheng_risk.setup.erp_company import ensure_company_of_units
from lianzheng_risk.setup.grades import ensure_grades
from lianzheng_risk.setup.kanban import ensure_board
from lianzheng_risk.setup.removal import remove_everything
from lianzheng_risk.setup.schemes import ensure_a_scheme
from lianzheng_risk.setup.wording import ensure_wording

# Each step leaves alone what is already there, so all of them may run again at any time.
STEPS = (ensure_grades, ensure_a_scheme, ensure_wording, ensure_board, ensure_company_of_units)


def before_install():
	# A bench that was running when the app came may still have its list of modules from before, and would then create
	# no DocType at all.
	frappe.setup_module_map()


def after_install():
	ensure_everything()


def after_migrate():
	ensure_everything()


def before_uninstall():
	remove_everything()


def ensure_everything():
	for step in STEPS:
		step()
