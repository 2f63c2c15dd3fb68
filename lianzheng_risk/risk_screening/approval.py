"""The approval path for clients: one step for one risk point or for many."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import strip_html

from lianzheng_risk.core.approval.path import ACTION
from lianzheng_risk.risk_screening.approving import moves, view
from lianzheng_risk.risk_screening.approving.moves import RISK, Given
from lianzheng_risk.store.terms import code

_IN_THE_REQUEST = 50
_REFUSALS = (frappe.ValidationError, frappe.PermissionError)


class UnknownActionError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def take(
	names: str | list,
	action: str,
	reason: str | None = None,
	record: str | None = None,
	record_date: str | None = None,
) -> dict:
	"""Take one step with each of the risk points, each by itself; what is refused stays as it was.

	`action` as the platform's workflow calls it. Answers {"done": [name], "refused": [{"name", "title", "reason"}]}, or
	{"queued": how many} for more than fifty: the same answer then comes as a notification.
	"""
	frappe.has_permission(RISK, "read", throw=True)
	named = list(dict.fromkeys(frappe.parse_json(names) if isinstance(names, str) else names))
	if not code(ACTION, action):
		frappe.throw(_("There is no step called {0}.").format(frappe.utils.escape_html(action)), UnknownActionError)
	given = {"reason": reason, "record": record, "record_date": record_date}
	if len(named) <= _IN_THE_REQUEST:
		return _take_each(named, action, given)
	frappe.enqueue(
		"lianzheng_risk.risk_screening.approval.take_many",
		queue="long",
		enqueue_after_commit=True,
		names=named,
		step=action,
		given=given,
	)
	return {"queued": len(named)}


@frappe.whitelist()
def path_of(name: str) -> dict:
	"""Where the risk point is on its approval path, whom it waits for, and what the user may do with it."""
	risk = frappe.get_doc(RISK, name)
	risk.check_permission("read")
	return view.approval(risk)


def take_many(names: list[str], step: str, given: dict[str, str | None]) -> None:
	"""The same in the queue, for the user who asked for it, who is told how it went."""
	answer = _take_each(names, step, given, _show_progress)
	lines = [f"{refused['name']} {refused['title']}: {refused['reason']}" for refused in answer["refused"]]
	frappe.new_doc("Notification Log").update(
		{
			"for_user": frappe.session.user,
			"type": "Alert",
			"document_type": RISK,
			"subject": _("{0}: {1} done, {2} refused").format(_(step), len(answer["done"]), len(lines)),
			"email_content": "<br>".join(frappe.utils.escape_html(line) for line in lines),
		}
	).insert(ignore_permissions=True)


def _take_each(names: list[str], action: str, given: dict[str, str | None], progress=None) -> dict[str, list]:
	answer = {"done": [], "refused": []}
	for place, name in enumerate(names, start=1):
		frappe.db.savepoint("one_step")
		try:
			moves.take(name, code(ACTION, action), Given(**given))
			answer["done"].append(name)
		except _REFUSALS as refusal:
			frappe.db.rollback(save_point="one_step")
			# Told in the answer, with its risk point, and not once more as a message of its own.
			frappe.clear_messages()
			answer["refused"].append({"name": name, "title": _title(name), "reason": strip_html(str(refusal))})
		if progress:
			progress(place, len(names), action)
	return answer


def _title(name: str) -> str:
	"""Only for who may see it."""
	found = frappe.get_list(RISK, filters={"name": name}, pluck="title")
	return found[0] if found else ""


def _show_progress(place: int, total: int, action: str) -> None:
	frappe.publish_progress(place * 100 / total, title=_(action), description=f"{place}/{total}")
