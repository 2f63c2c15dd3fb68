"""The permission matrix once more, from outside: real sessions against a real web server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import frappe
import pytest
import requests
from frappe.utils.password import update_password

from lianzheng_risk.setup.scoped import SCOPED
from tests.site import caches
from tests.site.matrix import data, place
from tests.site.matrix.data import ROLES
from tests.site.matrix.place import CHANGE, LIBRARY, NEW, RISK, UNITS, Organisation
from tests.site.matrix.rest import PASSWORD, Client
from tests.site.sites import ERP_SITE, connected
from tests.site.web import serving

LINES = data.permissions()
DOCTYPES = list(dict.fromkeys(line.doctype for line in LINES))
_SINGLES = {place.SETTINGS}
# Changing one of these would change the rules for everybody else on the site.
_RULES = {place.SCHEME, place.SCORES, "Integrity Risk Grade", place.SETTINGS}
# What may be changed here is a choice of three, too few for each role to make a change of its own: the ORM's test does.
_CHOICES_ALONE = {place.ACCOUNTABILITY}
OK, CREATED_ACCEPTED = 200, (200, 202)
REFUSED = {403, 404, 417}


@pytest.fixture(scope="module")
def organisation(erp_site: str) -> Iterator[Organisation]:
	with connected(erp_site):
		built = place.build()
		for user in built.users.values():
			update_password(user, PASSWORD)
			# Whoever is refused in Chinese waits until all of its words are read, at every request anew.
			frappe.db.set_value("User", user, "language", "en")
		frappe.db.commit()
	yield built
	with connected(erp_site):
		clear_away(built)
		frappe.db.commit()


def clear_away(organisation: Organisation) -> None:
	"""Other tests find the site as it was: with no documents of ours but the rules."""
	for doctype in [
		*SCOPED,
		LIBRARY,
		place.TEMPLATE,
		place.JOURNAL,
		place.CLOCK_RUN,
		place.TALLY,
		place.TALLY_MARK,
		place.ORGANISATION_SYNC,
		place.DUTY,
	]:
		names = frappe.get_all(doctype, pluck="name")
		for table in [doctype, *(field.options for field in frappe.get_meta(doctype).get_table_fields())]:
			key = "name" if table == doctype else "parent"
			frappe.db.delete(table, {key: ["in", names or [""]]})
		for note, about in (("Comment", "reference_doctype"), ("Version", "ref_doctype"), ("ToDo", "reference_type")):
			frappe.db.delete(note, {about: doctype})
	for scheme in (place.SCHEME, place.SCORES):
		draft = organisation.documents[scheme, "Draft"][data.ORGANISATION]
		frappe.delete_doc(scheme, draft, force=True, delete_permanently=True)
	for user in organisation.users.values():
		frappe.db.delete("User Permission", {"user": user})
		# The platform ends a session it finds for a new user, and commits at once.
		frappe.db.delete("Sessions", {"user": user})
		frappe.delete_doc("User", user, force=True, delete_permanently=True)
	frappe.db.delete("Series", {"name": ["like", "LZ-%"]})
	caches.empty()


@pytest.fixture(scope="module")
def clients(organisation: Organisation, erp_site: str, sites: Path) -> Iterator[dict[str, Client]]:
	with serving(erp_site, sites) as address:
		yield {role: Client(address, user) for role, user in organisation.users.items()}


def readable(organisation: Organisation, doctype: str, role: str) -> set[str]:
	return {
		organisation.documents[doctype, line.state][where]
		for line in LINES
		if (line.doctype, line.role) == (doctype, role)
		for where in line.allowed["read"]
	}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("doctype", [doctype for doctype in DOCTYPES if doctype not in _SINGLES])
def test_lists(organisation: Organisation, clients: dict[str, Client], doctype: str, role: str) -> None:
	client, ours = clients[role], organisation.all_of(doctype)
	expected = readable(organisation, doctype, role)
	ways = (client.names, client.names_v2, client.names_by_client)
	names = in_turn(ways, DOCTYPES.index(doctype) + ROLES.index(role))
	assert names(doctype) & ours == expected
	assert client.count(doctype, sorted(ours)) == len(expected)


def in_turn(ways: Sequence[Callable], number: int) -> Callable:
	"""The doors lead to the same rooms: every role and every DocType comes through each, not every pair through all."""
	return ways[number % len(ways)]


def tried(line: data.Line) -> bool:
	"""Of the ten states of a risk point three stand for all: what differs between the others is seen in the ORM's test."""
	return line.doctype != RISK or line.state in ("Self-Screening", "Department Review", "In Force")


@pytest.mark.parametrize("line", filter(tried, LINES), ids=lambda line: "-".join(line[:3]).replace("Integrity ", ""))
def test_single_documents(organisation: Organisation, clients: dict[str, Client], line: data.Line) -> None:
	client, changed_risks = clients[line.role], []
	for number, (where, name) in enumerate(organisation.documents[line.doctype, line.state].items()):
		read = in_turn((client.read, client.read_v2), number + LINES.index(line))
		assert (read(line.doctype, name) == OK) == (where in line.allowed["read"]), where
		if line.doctype not in _RULES | _CHOICES_ALONE:
			changed = client.change(line.doctype, name, change_by(line))
			assert changed == OK if where in line.allowed["write"] else changed in REFUSED, where
			if line.doctype == RISK and changed == OK:
				changed_risks.append(name)
		if where not in line.allowed["delete"]:
			assert client.delete(line.doctype, name) in REFUSED, where
	if changed_risks:
		put_back(changed_risks, line.state)


def change_by(line: data.Line) -> dict:
	"""A change that nobody else has made before: to save what is stored already changes nothing and is refused to nobody."""
	return {field: f"{value}，{line.role}" for field, value in CHANGE[line.doctype].items()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("doctype", NEW)
def test_new_documents(organisation: Organisation, clients: dict[str, Client], doctype: str, role: str) -> None:
	client = clients[role]
	line = next(line for line in LINES if (line.doctype, line.role) == (doctype, role))
	for where in organisation.documents[doctype, line.state]:
		status, name = client.create(doctype, NEW[doctype](UNITS.get(where, "")))
		assert status == OK if where in line.allowed["create"] else status in REFUSED, where
		if name and where in line.allowed["delete"]:
			assert client.delete(doctype, name) in CREATED_ACCEPTED, where
		elif name and where not in line.allowed["delete"] and doctype != LIBRARY:
			assert client.delete(doctype, name) in REFUSED, where


@pytest.mark.parametrize("role", ROLES)
def test_a_step_on_the_approval_path(organisation: Organisation, clients: dict[str, Client], role: str) -> None:
	"""Returned with a reason: by whom the table allows, where it allows; everybody else is told why not."""
	method, state = "lianzheng_risk.risk_screening.approval.take", "Department Review"
	step = next(step for step in data.approval() if step[:3] == ("III", state, "Return with Reason"))
	names = organisation.documents[RISK, state]
	answer = clients[role].call(method, names=list(names.values()), action=step.action, reason="请补充")
	done = answer.json()["message"]["done"]
	assert set(done) == {names[where] for where in step.allowed[role]}
	refused = {row["name"]: row for row in answer.json()["message"]["refused"]}
	assert set(refused) == set(names.values()) - set(done)
	for where in set(names) - {"own", "below"}:
		if names[where] in refused:
			assert refused[names[where]]["title"] == ""
	if done:
		put_back(done, state)


def put_back(names: list[str], state: str) -> None:
	"""A risk point that was changed or moved stands again where the matrix has it."""
	with beside_the_server():
		for name in names:
			frappe.db.set_value(RISK, name, "workflow_state", state)
			frappe.db.delete("Integrity Approval Step", {"parent": name})
		frappe.db.commit()


@contextmanager
def beside_the_server() -> Iterator[None]:
	"""The site in this process, while the server keeps all that it remembers: to forget it would cost each time a second."""
	frappe.init(ERP_SITE, sites_path=".", force=True)
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()


def test_nobody_is_let_in_without_a_session(organisation: Organisation, clients: dict[str, Client]) -> None:
	address = clients["Integrity Liaison"].address
	for doctype in DOCTYPES:
		answer = requests.get(f"{address}/api/resource/{doctype}", timeout=60)
		assert answer.status_code in (401, 403), doctype
