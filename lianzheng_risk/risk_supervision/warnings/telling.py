"""Who is told of new warnings and of those that climbed: one notice a person, however many there are."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.utils import escape_html

from lianzheng_risk.clock.runs import logged
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.warnings.path import OPEN, STATE
from lianzheng_risk.risk_screening.screening.people import Directory
from lianzheng_risk.risk_supervision.warnings.addressing import accounts_of, holders_today
from lianzheng_risk.risk_supervision.warnings.speaking import language_of, said
from lianzheng_risk.store.terms import code, english

WARNING = "Integrity Warning"
_AT_ONCE, _NAMED = 2000, 20
SUBJECT = Text("廉政风险预警{count}条待处置（{colours}）", "{count} integrity warnings to handle ({colours})")
_LINE = Text("{colour}：{title}，处置期限{deadline}", "{colour}: {title}, to be handled by {deadline}")
_MORE = Text("另有{count}条，请在预警列表中查看", "{count} more are in the list of warnings")


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
		for user, told in _by_user([row for row in rows if code(STATE, row.status) in OPEN]).items():
			_notify(user, told)
			counts.changed += 1
		warning = frappe.qb.DocType(WARNING)
		names = [row.name for row in rows]
		frappe.qb.update(warning).set(warning.to_be_told, 0).where(warning.name.isin(names)).run()


def _marked() -> list[frappe._dict]:
	warning = frappe.qb.DocType(WARNING)
	fields = ("name", "unit", "title", "colour", "deadline", "status", "addressee", "person", "post")
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


def _notify(user: str, rows: list[frappe._dict]) -> None:
	lang = language_of(user)
	rows = sorted(rows, key=lambda row: (-COLOUR.codes.index(code(COLOUR, row.colour)), row.deadline, row.name))
	lines = [
		said(_LINE, lang, colour=_colour(row.colour, lang), title=row.title, deadline=row.deadline)
		for row in rows[:_NAMED]
	]
	if len(rows) > _NAMED:
		lines.append(said(_MORE, lang, count=len(rows) - _NAMED))
	notice = {
		"type": "Alert",
		"document_type": WARNING,
		"document_name": rows[0].name,
		"subject": escape_html(said(SUBJECT, lang, count=len(rows), colours=_colours(rows, lang))),
		"email_content": f"<ul>{''.join(f'<li>{escape_html(line)}</li>' for line in lines)}</ul>",
		"from_user": "Administrator",
	}
	make_notification_logs(frappe._dict(notice), [frappe.db.get_value("User", user, "email") or user])


def _colours(rows: list[frappe._dict], lang) -> str:
	counts = {colour: sum(row.colour == english(COLOUR, colour) for row in rows) for colour in reversed(COLOUR.codes)}
	separator = "、" if lang == "zh" else ", "
	return separator.join(
		f"{COLOUR.label(colour, lang)}{'' if lang == 'zh' else ' '}{count}" for colour, count in counts.items() if count
	)


def _colour(english_term: str, lang) -> str:
	return COLOUR.label(code(COLOUR, english_term), lang)
