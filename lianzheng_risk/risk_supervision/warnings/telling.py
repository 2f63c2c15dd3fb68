"""Who is told of new warnings and of those that climbed: one notice a person, but each red one by itself."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe.utils import now

from lianzheng_risk.clock.runs import logged
from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.warnings.path import OPEN, STATE
from lianzheng_risk.notices import Line, digest, send
from lianzheng_risk.risk_screening.language import lang_of_user
from lianzheng_risk.risk_screening.screening.people import Directory
from lianzheng_risk.risk_supervision.warnings.addressing import accounts_of, holders_today
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.terms import code

WARNING = "Integrity Warning"
_AT_ONCE = 2000
_LINE = Text("{colour}：{title}", "{colour}: {title}")


def tell_soon() -> None:
	"""Once the present transaction is through, rather than with the next round."""
	frappe.enqueue(
		"lianzheng_risk.risk_supervision.warnings.telling.tell_all",
		job_id="lianzheng_risk_tell_warnings",
		deduplicate=True,
		enqueue_after_commit=True,
	)


def tell_all() -> None:
	"""Tell of what is marked and take the marks away, in one transaction: nobody is told twice or not at all."""
	if not frappe.db.exists(WARNING, {"to_be_told": 1}):
		return
	with logged("notices") as counts:
		rows = _marked()
		counts.looked_at = len(rows)
		told = _by_user([row for row in rows if code(STATE, row.status) in OPEN])
		_tell(told)
		counts.changed = len(told)
		warning = frappe.qb.DocType(WARNING)
		names = [row.name for row in rows]
		frappe.qb.update(warning).set(warning.to_be_told, 0).where(warning.name.isin(names)).run()


def _marked() -> list[frappe._dict]:
	warning = frappe.qb.DocType(WARNING)
	fields = ("name", "unit", "title", "facts", "colour", "level", "deadline", "status", "addressee", "person", "post")
	query = frappe.qb.from_(warning).select(*(warning[field] for field in fields)).where(warning.to_be_told == 1)
	return query.orderby(warning.creation, warning.name).limit(_AT_ONCE).for_update().run(as_dict=True)


def _by_user(rows: list[frappe._dict]) -> dict[str, list[frappe._dict]]:
	"""The addressee and those concerned; for whoever has no account the liaison of the unit is told."""
	holders = holders_today(row.post for row in rows if not row.person)
	people = [[row.addressee, *([row.person] if row.person else holders.get(row.post, []))] for row in rows]
	accounts = accounts_of(person for several in people for person in several)
	directory = Directory()
	told: dict[str, list[frappe._dict]] = defaultdict(list)
	for row, several in zip(rows, people, strict=True):
		users = {accounts[person] for person in several if person in accounts}
		if len(users) < len({*filter(None, several)}) or not several[0]:
			users |= {official.user for official in directory.at("liaison", row.unit, with_account=True)}
		for user in users:
			told[user].append(row)
	return told


def _tell(told: dict[str, list[frappe._dict]]) -> None:
	"""Red ones each by itself and over the channels of the unit, the others of a person together."""
	red: dict[str, list[str]] = defaultdict(list)
	rows = {row.name: row for several in told.values() for row in several}
	for user, several in told.items():
		for row in several:
			if code(COLOUR, row.colour) == "red":
				red[row.name].append(user)
	for name, users in red.items():
		row = rows[name]
		key = f"warning:{name}:{row.level}:{row.deadline}"
		send(_line(row, lang_of_user(users[0])).subject, row.facts, users, WARNING, name, key, row.deadline)
	for user, several in told.items():
		lang = lang_of_user(user)
		lines = [_line(row, lang) for row in several if row.name not in red]
		if lines:
			digest(user, lines, key=f"warnings:{now()}")


def _line(row: frappe._dict, lang: Lang) -> Line:
	colour = COLOUR.label(code(COLOUR, row.colour), lang)
	return Line(said(_LINE, lang, colour=colour, title=row.title), WARNING, row.name, row.deadline)
