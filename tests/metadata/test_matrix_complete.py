"""Nothing that shows or changes documents is missing from the permission matrix."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

import lianzheng_risk.hooks as hooks
from lianzheng_risk.core.approval.path import ACTION, MOVES, STATE
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import SCOPED
from tests.metadata.files import APP, doctypes, records
from tests.site.matrix import data

ROOT = APP.parent
KINDS = ("Report", "Number Card", "Dashboard Chart", "Dashboard Chart Source", "Print Format", "Page", "Web Form")
PARENTS = {name for name, doctype in doctypes().items() if not doctype.get("istable")}
LINES = data.permissions()


def listed(kind: str) -> list[str]:
	return [surface.name for surface in data.surfaces() if surface.kind == kind]


def test_every_doctype_has_its_lines():
	assert {line.doctype for line in LINES} == PARENTS


def test_every_role_has_a_line_for_every_document_and_state():
	assert set(data.ROLES) == {*ROLES, "System Manager"}
	kinds = {(line.doctype, line.state) for line in LINES}
	expected = sorted((*kind, role) for kind in kinds for role in data.ROLES)
	assert sorted((line.doctype, line.state, line.role) for line in LINES) == expected


def test_risk_points_have_lines_for_every_state():
	assert {line.state for line in LINES if line.doctype == "Integrity Risk Point"} == {term.en for term in STATE.terms}


def test_places_are_those_that_a_document_can_have():
	for line in LINES:
		possible = set(data.PLACES) if line.doctype in SCOPED else {data.ORGANISATION}
		assert set().union(*line.allowed.values()) <= possible, line


def test_nobody_acts_on_what_he_does_not_see():
	for line in LINES:
		for action in ("write", "delete", "export", "print", "report"):
			assert line.allowed[action] <= line.allowed["read"], line


def test_no_line_grants_what_the_doctype_does_not():
	for line in LINES:
		granted = {
			right
			for permission in doctypes()[line.doctype]["permissions"]
			if permission["role"] == line.role and not permission.get("permlevel")
			for right, value in permission.items()
			if value == 1
		}
		assert {action for action, places in line.allowed.items() if places} <= granted, line


def test_members_reach_no_unit_beside_their_own():
	for line in LINES:
		if line.role != "System Manager":
			assert "beside" not in set().union(*line.allowed.values()), line


def test_every_step_of_the_approval_path_has_its_lines():
	steps = {(STATE.label(move.source, "en"), ACTION.label(move.action, "en")) for move in MOVES}
	assert {(step.state, step.action) for step in data.approval()} == steps


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_that_shows_documents_is_listed(kind):
	assert sorted(listed(kind)) == sorted(records(kind.lower().replace(" ", "_")))


def test_every_method_that_clients_can_call_is_listed():
	assert sorted(listed("Method")) == sorted(whitelisted())


def test_every_method_for_templates_is_listed():
	assert sorted(listed("Print Method")) == sorted(hooks.jinja["methods"])


def test_every_surface_names_a_test_that_speaks_of_it():
	for surface in data.surfaces():
		text = (ROOT / surface.tested_in).read_text(encoding="utf8")
		word = surface.name.rpartition(".")[2] if surface.kind == "Method" else f'listed("{surface.kind}")'
		assert word in text or surface.name in text, surface


def test_nothing_is_listed_twice():
	keys = [(surface.kind, surface.name) for surface in data.surfaces()]
	assert len(set(keys)) == len(keys)


def whitelisted() -> Iterator[str]:
	"""Functions and document methods under `@frappe.whitelist`, by their dotted path."""
	for path in sorted(APP.rglob("*.py")):
		module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
		for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
			if isinstance(node, ast.FunctionDef) and any("whitelist" in ast.dump(mark) for mark in node.decorator_list):
				yield f"{module}.{node.name}"
