"""Data of an earlier version comes through each patch whole."""

from __future__ import annotations

import importlib
from pathlib import Path

import frappe
import pytest

import lianzheng_risk
from lianzheng_risk.patches.v1_0 import start_approval_path
from tests.site import records
from tests.site.approving import RISK
from tests.site.approving import county as county

# What the approval path brought; an earlier version has none of it.
_NEW = (
	"workflow_state", "proposed_grade", "approving_level", "revision", "grade_record", "step_due", "publicity_until",
	"drafted_by", "lowering_evidence",
)  # fmt: skip


def patches() -> list[str]:
	lines = (Path(lianzheng_risk.__file__).parent / "patches.txt").read_text().splitlines()
	return [line.split()[0] for line in lines if line and not line.startswith(("[", "#"))]


@pytest.mark.parametrize("patch", patches())
def test_every_patch_can_be_executed(patch: str) -> None:
	assert callable(importlib.import_module(patch).execute)


def as_before() -> None:
	risk = frappe.qb.DocType(RISK)
	query = frappe.qb.update(risk)
	for field in _NEW:
		query = query.set(risk[field], 0 if field == "revision" else None)
	query.run()


def all_rows() -> dict[str, dict]:
	return {row["name"]: row for row in frappe.db.sql(f"select * from `tab{RISK}`", as_dict=True)}


@pytest.mark.usefixtures("county")
def test_risk_points_start_in_self_screening_and_keep_everything() -> None:
	head = records.create_post("Y-1", rank="Department Head").name
	plain = records.create_risk_point("Y-1").name
	of_head = records.create_risk_point("Y-1", post=head).name
	first = records.create_risk_point("Y", probability="High").name
	frappe.db.set_value(RISK, of_head, "owner", "liaison@example.com", update_modified=False)
	as_before()
	before = all_rows()
	start_approval_path.execute()
	after = all_rows()
	for name, row in before.items():
		assert {field: after[name][field] for field in row if field not in _NEW} == {
			field: row[field] for field in row if field not in _NEW
		}
	start = {"workflow_state": "Self-Screening", "revision": 0, "grade_record": None, "step_due": None}
	expected = {
		plain: {"proposed_grade": "III", "approving_level": "Department Head", "drafted_by": "Administrator"},
		of_head: {"proposed_grade": "III", "approving_level": "Leader in Charge", "drafted_by": "liaison@example.com"},
		first: {"proposed_grade": "I", "approving_level": "Principal Leader", "drafted_by": "Administrator"},
	}
	for name, values in expected.items():
		assert {field: after[name][field] for field in (*start, *values)} == start | values
	start_approval_path.execute()
	assert all_rows() == after


@pytest.mark.usefixtures("county")
def test_a_patched_risk_point_goes_on_its_way() -> None:
	name = records.create_risk_point("Y-1").name
	as_before()
	start_approval_path.execute()
	document = frappe.get_doc(RISK, name)
	assert "Ask for Peer Review>Peer Review" in document.open_moves
	document.title = "改过"
	assert document.save().workflow_state == "Self-Screening"
