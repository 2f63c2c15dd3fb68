"""Documents that are let pass below a threshold tell one another before the database can.

Two parts of one purchase that are submitted in the same moment see nothing of each other in their transactions. Each is put
down in Redis, in one step with reading who was put down before, so that the second one knows of the first. Nobody waits for
anybody: a lock would hold up everybody who buys until the slowest of them is done.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import getdate
from redis.exceptions import RedisError

from lianzheng_risk.core.decisions.splitting import Bill
from lianzheng_risk.risk_control.decisions.thresholds import Threshold, thresholds_of

# Longer than a transaction that submits documents lasts.
SECONDS = 15 * 60


class Announced(NamedTuple):
	bill: Bill
	day: date


def announce(doc: Document, threshold: Threshold, bill: Bill, day: date) -> list[Announced]:
	"""Put the document down; answers those that were before it. What is rolled back is taken back."""
	key, now = _key(threshold, doc), time.time()
	try:
		with frappe.cache.pipeline(transaction=True) as redis:
			redis.hset(key, doc.name, _written(bill, day, now))
			redis.expire(key, SECONDS)
			redis.hgetall(key)
			_, _, entries = redis.execute()
		frappe.db.after_rollback.add(lambda: withdraw(doc))
		told = {name.decode(): json.loads(entry) for name, entry in entries.items()}
		if old := [name for name, entry in told.items() if entry["at"] < now - SECONDS]:
			_remove(key, old)
	except RedisError:
		# Without it documents are added up as far as the database tells.
		frappe.logger("lianzheng_risk").exception("Splitting: %s could not be announced", doc.name)
		return []
	return list(_others(doc, told, now))


def withdraw(doc: Document) -> None:
	"""The document does not pass, or is taken back."""
	try:
		for threshold in thresholds_of(doc.doctype):
			if threshold.window_days:
				_remove(_key(threshold, doc), [doc.name])
	except RedisError:
		frappe.logger("lianzheng_risk").exception("Splitting: %s could not be taken back", doc.name)


def unsettled(doctype: str, announced: list[Announced]) -> list[Announced]:
	"""Those of which the database does not know yet, as this transaction sees it, that they were submitted; one query."""
	names = [one.bill.name for one in announced]
	settled = {"name": ["in", names], "docstatus": [">", 0]}
	known = set(frappe.get_all(doctype, filters=settled, pluck="name", order_by="") if names else ())
	return [one for one in announced if one.bill.name not in known]


def _others(doc: Document, told: dict, now: float) -> Iterator[Announced]:
	for name, entry in told.items():
		if name != doc.name and entry["at"] >= now - SECONDS:
			items = {item: Decimal(amount) for item, amount in entry["items"].items()}
			bill = Bill(name, Decimal(entry["amount"]), entry["party"], entry["requester"], items)
			yield Announced(bill, getdate(entry["day"]))


def _written(bill: Bill, day: date, now: float) -> str:
	items = {item: str(amount) for item, amount in bill.items.items()}
	common = {"party": bill.party, "requester": bill.requester, "items": items}
	return json.dumps({"at": now, "day": str(day), "amount": str(bill.amount), **common})


def _remove(key: bytes, names: list[str]) -> None:
	with frappe.cache.pipeline() as redis:
		redis.hdel(key, *names)
		redis.execute()


def _key(threshold: Threshold, doc: Document) -> bytes:
	return frappe.cache.make_key(f"lianzheng_passing:{threshold.name}:{doc.get('company') or ''}")
