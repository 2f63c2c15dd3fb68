"""A command's time on a site: connected, in one transaction, and saying how far it has come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
import frappe
from frappe.commands import get_site

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.risk_screening.language import site_profile

from .progress import CHECKING, PATIENCE
from .speech import fail, speak_in_words_of, spoken

NO_USER = Text("没有“{user}”这个用户，或者该用户已停用", "there is no user “{user}”, or it is disabled")
NO_UNIT = Text("没有编码为“{unit}”的单位", "there is no unit “{unit}”")
SO_FAR = Text("{what}：{done}/{total}", "{what}: {done}/{total}")
STAGES = {"checking": CHECKING, "writing": Text("正在写入", "writing")}


@contextmanager
def site(user: str | None = None) -> Iterator[None]:
	"""The site that bench was called for, as Administrator or as `user`; what the command does is kept whole or not at all."""
	bench = click.get_current_context().parent.parent.obj
	# Frappe 15 keeps a dict there, 16 an object.
	frappe.init(get_site(frappe._dict(bench) if isinstance(bench, dict) else bench))
	frappe.connect()
	try:
		_become(user)
		frappe.local.lang = spoken()
		speak_in_words_of(site_profile())
		# A register is written in one transaction however large it is; the platform would stop at 200,000 writes.
		frappe.db.MAX_WRITES_PER_TRANSACTION *= 1000
		yield
		frappe.db.commit()
	finally:
		frappe.destroy()


def _become(user: str | None) -> None:
	if user and not frappe.db.get_value("User", user, "enabled"):
		fail(NO_USER, user=user)
	frappe.set_user(user or "Administrator")


class Ticker:
	"""Says every two seconds how far a stage of an import, or the writing of a DocType, has come."""

	def __init__(self) -> None:
		self.said = time.monotonic()

	def __call__(self, what: str, done: int, total: int) -> None:
		if done and time.monotonic() - self.said >= PATIENCE:
			self.said = time.monotonic()
			label = STAGES[what].label(spoken()) if what in STAGES else frappe._(what)
			click.echo(SO_FAR.format(spoken(), what=label, done=done, total=total), err=True)
