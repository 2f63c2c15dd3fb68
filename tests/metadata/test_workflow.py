"""The platform's workflow is core's approval path, row for row, and has its Chinese from the vocabulary."""

import json

import pytest

from lianzheng_risk.core.approval.path import ACTION, MOVES, STATE
from lianzheng_risk.core.approval.record import MATERIAL
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.setup.blocks import BLOCKS
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.workflow import ACTIONS, STATES, WORKFLOW
from tests.metadata.files import APP, chinese, doctypes, fields, options

# What the platform's indicators can show; without a style they are grey.
STYLES = {"", "Primary", "Info", "Success", "Warning", "Danger", "Inverse"}
# Which role may take a step depends on the place in the tree, so core decides on that too. A row for each role would make
# the platform offer a step twice to who holds two, and cost three queries a row whenever a document is saved.
EVERYBODY = "All"
# Of an installation, made by the platform itself: owned by no app.
OF_THE_PLATFORM = {"Pending", "Approved", "Rejected", "Approve", "Reject", "Review"}
RISK = fields(doctypes()["Integrity Risk Point"])


def fixture(name: str) -> list[dict]:
	return json.loads((APP / "fixtures" / f"{name}.json").read_text(encoding="utf8"))


@pytest.fixture(scope="module")
def workflow() -> dict:
	(found,) = fixture("workflow")
	return found


def test_states_and_actions_are_the_vocabulary():
	assert {row["workflow_state_name"] for row in fixture("workflow_state")} == set(STATES)
	assert {row["workflow_action_name"] for row in fixture("workflow_action_master")} == set(ACTIONS)
	assert not OF_THE_PLATFORM & {*STATES, *ACTIONS}


def test_every_state_has_a_colour():
	styles = {row["name"]: row["style"] for row in fixture("workflow_state")}
	assert set(styles.values()) <= STYLES
	assert (styles["In Force"], styles["Objection Review"], styles["Publicity"]) == ("Success", "Danger", "Warning")


def test_the_workflow_decides_over_risk_points_and_asks_core(workflow):
	assert (workflow["name"], workflow["document_type"], workflow["workflow_state_field"]) == (
		WORKFLOW, "Integrity Risk Point", "workflow_state",
	)  # fmt: skip
	assert (workflow["is_active"], workflow["send_email_alert"]) == (1, 0)
	assert RISK["workflow_state"]["options"] == "Workflow State"
	assert (RISK["open_moves"]["is_virtual"], RISK["open_moves"]["hidden"]) == (1, 1)


def test_its_transitions_are_core_s_moves_row_for_row(workflow):
	found = [
		(row["state"], row["action"], row["next_state"], row["allowed"], row["condition"])
		for row in workflow["transitions"]
	]
	expected = [
		(STATE.label(move.source, "en"), ACTION.label(move.action, "en"), STATE.label(move.target, "en"), EVERYBODY,
			f'"{move.key}" in doc.open_moves')
		for move in MOVES
	]  # fmt: skip
	assert found == expected
	assert {row["allow_self_approval"] for row in workflow["transitions"]} == {1}


def test_its_states_are_core_s_in_order_all_of_them_drafts(workflow):
	rows = workflow["states"]
	assert list(dict.fromkeys(row["state"] for row in rows)) == list(STATES)
	assert {(row["doc_status"], row["is_optional_state"]) for row in rows} == {("0", 1)}


def test_a_form_can_be_filled_in_where_core_lets_values_change(workflow):
	"""Elsewhere it is closed to all roles of the app."""
	editable = {row["state"] for row in workflow["states"] if row["allow_edit"] in ROLES}
	assert editable == {"Self-Screening", "In Force"}


def test_hooks_export_exactly_these():
	from lianzheng_risk import hooks

	exported = {fixture["doctype"]: fixture["filters"] for fixture in hooks.fixtures}
	assert exported == {
		"Workflow State": [["name", "in", STATES]],
		"Workflow Action Master": [["name", "in", ACTIONS]],
		"Workflow": [["name", "=", WORKFLOW]],
		"Custom HTML Block": [["name", "in", BLOCKS]],
	}


@pytest.mark.parametrize("vocabulary", [STATE, ACTION, ROLE], ids=lambda vocabulary: vocabulary.name)
def test_words_read_as_the_vocabulary_has_them(vocabulary):
	"""Without a context: the platform asks for these words without one."""
	for term in vocabulary.terms:
		assert chinese()[term.en, ""] == term.zh


def test_roles_of_the_app_are_the_vocabulary():
	assert tuple(role.en for role in ROLE.terms) == ROLES


def test_the_approving_level_of_both_documents_reads_alike():
	record = fields(doctypes()["Integrity Grade Record"])
	assert options(record["approving_level"]) == options(RISK["approving_level"])


def test_what_an_approval_rests_on_is_filled_in_by_people():
	assert all(name in RISK and not RISK[name].get("read_only") for name in MATERIAL)


def test_nobody_but_the_app_writes_grade_records():
	for permission in doctypes()["Integrity Grade Record"]["permissions"]:
		assert not permission.keys() & {"create", "write", "delete", "import"}
