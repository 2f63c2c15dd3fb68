"""When a risk point was approved, publicised and filed: told by its approvals alone, whoever writes something else."""

from __future__ import annotations

import frappe
import pandas as pd
import pytest
from frappe.utils import add_days, getdate, nowdate

from lianzheng_risk.core.importing.decided import without_claims
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.patches.v1_0 import tell_of_approvals
from lianzheng_risk.store.documents import write_register
from lianzheng_risk.store.frames import read_register, read_to_assess
from lianzheng_risk.store.part import approved_values, read_part, units_frame
from tests.site.approving import (
	RECORD,
	RISK,
	I,
	acting,
	change,
	county,  # noqa: F401
	done,
	drafted,
	end_publicity,
	in_force,
	publicised,
	value,
)
from tests.site.imports import imported, planned

FIELDS = ("approved_on", "publicised_until", "filing", "filed_on")
NOTHING = (None, None, None, None)
CLAIM = {
	"approved_on": "2020-01-02",
	"publicised_until": "2020-01-09",
	"filing": "冒称〔2020〕1号",
	"filed_on": "2020-01-10",
}

pytestmark = pytest.mark.usefixtures("county")


def told(name: str) -> tuple:
	return tuple(frappe.db.get_value(RISK, name, FIELDS))


def filed(name: str, record: str = "备〔2026〕1号") -> tuple:
	"""What such a risk point says that came into force today."""
	return getdate(), getdate(add_days(nowdate(), -1)), record, getdate()


def test_a_first_approval_is_told_of_from_the_day_that_it_is_given() -> None:
	name = drafted(**I)
	assert told(name) == NOTHING
	publicised(name, "I")
	assert told(name) == (getdate(), value(name, "publicity_until"), None, None)
	assert end_publicity(name) == "Filing"
	assert told(name)[0] == getdate() and told(name)[2:] == (None, None)
	assert done(name, "supervisor", "Register Filing", record="备〔2026〕1号") == "In Force"
	assert told(name) == filed(name)


@pytest.mark.parametrize(
	("state", "by", "action"),
	[("Publicity", "head", "Uphold Objection"), ("Filing", "supervisor", "Return with Reason")],
)
def test_one_that_was_never_in_force_leaves_nothing(state: str, by: str, action: str) -> None:
	name = drafted(**I)
	publicised(name, "I")
	if state == "Publicity":
		done(name, "inspector", "Raise Objection", reason="与事实不符")
	else:
		end_publicity(name)
	assert told(name)[0] == getdate()
	by = "chief" if state == "Publicity" else by
	done(name, by, action, reason="需要重新排查")
	assert told(name) == NOTHING


def test_a_revision_keeps_the_approval_in_force_until_it_is_filed_itself() -> None:
	name = in_force("I")
	frappe.db.set_value(RISK, name, dict(zip(FIELDS[:2], ("2026-01-05", "2026-01-12"), strict=True)))
	before = told(name)
	change(name, "holder", title="修订后的风险点")
	assert told(name) == before
	publicised(name, "I")
	assert told(name) == before
	end_publicity(name)
	assert told(name) == before
	done(name, "supervisor", "Register Filing", record="备〔2026〕2号")
	assert told(name) == filed(name, "备〔2026〕2号")


def test_an_abandoned_revision_and_a_retired_point_keep_it() -> None:
	name = in_force("I")
	change(name, "holder", title="误改")
	done(name, "holder", "Abandon Revision", reason="误改")
	assert told(name) == filed(name)
	done(name, "chief", "Retire", reason="职权取消")
	done(name, "liaison", "Reinstate", reason="职权恢复")
	assert told(name) == filed(name)


def test_only_filing_files() -> None:
	name = drafted()
	publicised(name)
	frappe.db.set_value(RISK, name, "publicity_until", add_days(nowdate(), -1))
	assert done(name, "liaison", "End Publicity", record="冒称〔2026〕1号") == "In Force"
	assert told(name)[2:] == (None, None)
	assert not frappe.db.get_value(RECORD, value(name, "grade_record"), "filing")


def test_nobody_writes_it_into_a_document() -> None:
	name = in_force("I")
	change(name, "holder", **CLAIM)
	assert told(name) == filed(name)
	assert told(drafted(**CLAIM)) == NOTHING


def claiming(*names: str) -> Register:
	risks = [
		{"risk": name, "unit": "Y-1", "category": "post_duty", "title": f"风险{name}", "probability": "small", "harm": "limited"}
		| CLAIM
		for name in names
	]  # fmt: skip
	return Register.of(**{**{name: [] for name in TABLES}, "risk_points": risks})


def test_no_file_claims_it() -> None:
	name = in_force("I")
	own = read_register()["risk_points"]
	own = own[own["risk"] == name].assign(filing="冒称〔2020〕1号", title="换了说法")
	new = claiming("NEW-1")["risk_points"]
	both = pd.concat([own, new], ignore_index=True)
	register = Register({**claiming(), "risk_points": both})
	plan = planned(register)
	assert [it for it in plan.findings if it.severity == "error"] == []
	left_out = {it.place.field: it.values["count"] for it in plan.findings if it.rule.code == "decided_on_site"}
	assert left_out == {"approved_on": 1, "publicised_until": 1, "filing": 2, "filed_on": 1}
	changed = [[one.field.name for one in fields] for *_, fields in plan.changes(10)]
	assert changed == [["title"]]
	imported(register)
	assert told("NEW-1") == NOTHING
	assert told(name) == filed(name)
	assert read_register()["risk_points"].set_index("risk").at[name, "title"] == "换了说法"
	assert not [it for it in planned(read_register()).findings if it.rule.code == "decided_on_site"]


def test_nor_does_a_blank_column_take_it_away() -> None:
	name = in_force("I")
	own = read_register()["risk_points"]
	empty = own.assign(filing=None, approved_on=None)
	imported(Register({**claiming(), "risk_points": TABLES["risk_points"].frame(empty)}), blanks="clear")
	assert told(name) == filed(name)


def test_nor_does_whoever_writes_a_register() -> None:
	name = in_force("I")
	register = read_register()
	risks = register["risk_points"].assign(filing="冒称〔2020〕1号")
	written = write_register(Register({**register, "risk_points": risks}))
	assert written[RISK].changed == 0
	assert told(name) == filed(name)
	assert without_claims(Register({**register, "risk_points": risks}), register)["risk_points"].equals(
		register["risk_points"]
	)


def test_both_ways_of_reading_tell_the_same() -> None:
	in_force("I")
	revised = in_force("II")
	change(revised, "holder", title="修订中")
	publicised(drafted(**I), "I")
	units = units_frame()
	part = read_part(units["unit"], units, approved_values())["risk_points"].sort_values("risk", ignore_index=True)
	whole = read_to_assess()["risk_points"]
	assert part[["risk", *FIELDS]].equals(whole[["risk", *FIELDS]])
	assert whole["approved_on"].notna().sum() == 3 and whole["filing"].notna().sum() == 1


def test_earlier_approvals_are_told_of_by_their_records() -> None:
	pending, objected, waiting = drafted(), drafted(), drafted(**I)
	publicised(pending)
	publicised(objected)
	done(objected, "inspector", "Raise Objection", reason="与事实不符")
	publicised(waiting, "I")
	end_publicity(waiting)
	gone = drafted()
	publicised(gone)
	done(gone, "inspector", "Raise Objection", reason="与事实不符")
	done(gone, "head", "Uphold Objection", reason="需要重新排查")
	revised = in_force("I")
	change(revised, "holder", title="修订中")
	names = [in_force("III"), revised, pending, objected, waiting, gone, drafted()]
	as_told = {name: told(name) for name in names}
	until = {name: value(name, "publicity_until") for name in names}
	# Its last day was yesterday, as the job saw it that ended publicity; `told` has the day that was foreseen.
	as_told[waiting] = (as_told[waiting][0], until[waiting], None, None)
	for name in names:
		frappe.db.set_value(RISK, name, dict.fromkeys(FIELDS), update_modified=False)
	frappe.db.set_value(RISK, waiting, "publicity_until", None, update_modified=False)
	tell_of_approvals.execute()
	assert {name: told(name) for name in names} == as_told
	assert {name: value(name, "publicity_until") for name in names} == until
	before = frappe.db.count("Integrity Tally Mark")
	tell_of_approvals.execute()
	assert {name: told(name) for name in names} == as_told
	assert frappe.db.count("Integrity Tally Mark") == before
	with acting("supervisor"):
		assert done(waiting, "supervisor", "Register Filing", record="备〔2026〕9号") == "In Force"
