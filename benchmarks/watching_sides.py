"""What `benchmarks.watching` measures, on a site with ERPNext: prints one line of JSON. Nothing stays on the site.

python -m benchmarks.watching_sides <site> <saves> <submissions>
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document

from lianzheng_risk import watching
from lianzheng_risk.risk_supervision.monitoring import active, queueing
from lianzheng_risk.setup.erp import ensure_erp_fields
from tests.site import records, trade

CALLS = 100_000
Times = tuple[float, float]
RULES = 50


@contextmanager
def without_the_hook() -> Iterator[None]:
	"""The platform as it is without our hook on all documents; everything else stays."""
	hooks = frappe.get_doc_hooks()["*"]
	kept = {event: list(handlers) for event, handlers in hooks.items()}
	for event in hooks:
		hooks[event] = [handler for handler in hooks[event] if handler != watching.HANDLER]
	try:
		yield
	finally:
		hooks.update(kept)


@contextmanager
def counted() -> Iterator[list[int]]:
	count, original = [0], frappe.db.sql

	def sql(*args, **kwargs):
		count[0] += 1
		return original(*args, **kwargs)

	frappe.db.sql = sql
	try:
		yield count
	finally:
		del frappe.db.sql


def unwatched(saves: int) -> dict:
	"""A document that no rule watches: the hook by itself, and whole saves with and without it in turn."""
	document = frappe.new_doc("Note").update({"title": "无人监测的单据", "content": "…"}).insert()
	watching.on_event(document, "on_update")
	with counted() as count:
		watching.on_event(document, "on_update")
	began = time.perf_counter()
	for _ in range(CALLS):
		watching.on_event(document, "on_update")
	call = (time.perf_counter() - began) / CALLS

	def save() -> None:
		note = frappe.get_doc(document.doctype, document.name)
		note.content = f"第{time.perf_counter_ns()}稿"
		note.save()

	with_hook, without = in_turn([save] * saves)
	return {"call": call, "queries": count[0], "with": with_hook, "without": without}


def watched(submissions: int) -> dict:
	"""Orders submitted with fifty rules in force, each also without the hook; queueing the job is part of it."""
	supplier = trade.supplier("基准供应商")
	make_rules()
	orders = [trade.order(supplier, 5000 + place, qty=2).insert() for place in range(submissions)]
	candidates: list[dict] = []
	flush, queueing._flush = queueing._flush, lambda: candidates.extend(queueing.taken())
	seconds(lambda: submit(orders[0]))  # the first one fills the platform's caches
	queries = queries_of(lambda: submit(orders[0]))
	with without_the_hook():
		queries_without = queries_of(lambda: submit(orders[0]))
	queueing._flush = flush
	with_hook, without = in_turn([lambda order=order: submit(order) for order in orders])
	met = len({name for candidate in candidates for name in candidate["rules"]})
	return {"with": with_hook, "without": without, "met": met, "queries": queries - queries_without}


def submit(order: Document) -> None:
	"""Up to the job in the queue."""
	again = frappe.get_doc(order.doctype, order.name)
	again.submit()
	queueing._flush()


def in_turn(acts: list[Callable[[], None]]) -> tuple[list[Times], list[Times]]:
	"""Seconds of each act, with the hook and without it, the one or the other first by turns."""
	times: dict[bool, list[Times]] = {True: [], False: []}
	for place, act in enumerate(acts):
		for hooked in (True, False) if place % 2 else (False, True):
			if hooked:
				times[True].append(seconds(act))
			else:
				with without_the_hook():
					times[False].append(seconds(act))
	return times[True], times[False]


def queries_of(act: Callable[[], None]) -> int:
	with counted() as count:
		seconds(act)
	return count[0]


def seconds(act: Callable[[], None]) -> Times:
	"""How long it took on the wall and of the processor; what it did is undone."""
	frappe.db.savepoint("one_act")
	began, cpu = time.perf_counter(), time.process_time()
	act()
	took = time.perf_counter() - began, time.process_time() - cpu
	frappe.db.rollback(save_point="one_act")
	return took


def make_rules() -> None:
	"""A fifth each: out by a filter, met by a filter, by an expression, by figures, by a probe."""
	usual = {"unit": "BENCH", "watched_doctype": "Purchase Order", "event": "When Submitted", "enabled": 1}
	large = {"filters": json.dumps([["Purchase Order", "base_grand_total", ">", 1000]])}
	huge = {"filters": json.dumps([["Purchase Order", "base_grand_total", ">", 10**9]])}
	figure = {"measure": "Number of Documents", "by": "supplier", "days": 30, "operator": ">=", "line": 2}
	kinds = (
		{**huge, "expression": "hour > 25"},
		large,
		{"expression": "doc.base_grand_total > 1000000 or hour > 25 or any(row.rate > 100000 for row in doc.items)"},
		{**large, "aggregates": [figure]},
		{"probe": "Price above the average of recent purchases", "days": 180, "line": 20},
	)
	for place in range(RULES):
		records.create("Integrity Monitoring Rule", title=f"规则{place}", **usual, **kinds[place % len(kinds)])
	assert sum(map(len, active.all_rules().values())) == RULES


def main(site: str, saves: int, submissions: int) -> dict:
	frappe.init(site, sites_path=".", force=True)
	frappe.connect()
	try:
		frappe.db.commit = lambda: None
		ensure_erp_fields()
		trade.open_companies()
		records.create_unit("BENCH")
		frappe.db.set_value("Integrity Unit", "BENCH", "company", trade.COMPANY)
		return {"unwatched": unwatched(saves), "watched": watched(submissions)}
	finally:
		del frappe.db.commit
		frappe.db.rollback()
		frappe.cache.flushall()
		frappe.destroy()


if __name__ == "__main__":
	print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
