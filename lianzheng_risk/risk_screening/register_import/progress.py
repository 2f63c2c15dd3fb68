"""How far a job is: told to whoever has the form open, and remembered for who opens it later. Never the import's own row,
which the job holds locked; without Redis nothing is told and nothing else changes."""

from __future__ import annotations

import time

import frappe

from lianzheng_risk.risk_screening.register_import.states import IMPORT

EVENT = "integrity_register_import"
_EVERY = 0.5  # seconds
_REMEMBERED = 24 * 3600


class Teller:
	"""Takes what the importing functions report: stage, done, total."""

	def __init__(self, name: str) -> None:
		self.name, self.stage, self.told = name, "", 0.0

	def __call__(self, stage: str, done: int, total: int) -> None:
		if stage == self.stage and time.monotonic() - self.told < _EVERY and done != total:
			return
		self.stage, self.told = stage, time.monotonic()
		standing = {"stage": stage, "done": done, "total": total}
		frappe.cache.set_value(_key(self.name), standing, expires_in_sec=_REMEMBERED)
		_publish(self.name, standing)


def of(name: str) -> dict | None:
	"""What was told last: stage, done and total."""
	return frappe.cache.get_value(_key(name), expires=True)


def finish(name: str) -> None:
	"""The status has changed: whoever has the form open is to look again."""
	frappe.cache.delete_value(_key(name))
	_publish(name, {"stage": "over", "done": 0, "total": 0})


def _key(name: str) -> str:
	return f"lianzheng_register_import:{name}"


def _publish(name: str, standing: dict) -> None:
	frappe.publish_realtime(EVENT, {"name": name, **standing}, doctype=IMPORT, docname=name)
