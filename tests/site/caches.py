"""Emptied caches, without reading every DocType again: that alone was half of what the suite took."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import frappe.translate
import pytest
from frappe import cache_manager

# What is said of DocTypes, tables and modules. Tests hardly ever change it, and who does says so to the platform.
_KEPT = ("doctype_meta", "table_columns", "db_tables", "app_hooks")
_changed = False


def empty() -> None:
	"""Like `frappe.clear_cache()`; descriptions are kept where nothing was said to have changed since the last time.

	The platform forgets a changed description by itself when a transaction ends, but not where a test goes back to a
	savepoint.
	"""
	global _changed
	if _changed:
		frappe.clear_cache()
		_changed = False
		return
	hooks = frappe.get_hooks
	with pytest.MonkeyPatch.context() as patched:
		patched.setattr(frappe, "get_hooks", lambda hook=None, *rest, **more: list(_KEPT) if hook == "persistent_cache_keys" else hooks(hook, *rest, **more))  # fmt: skip
		frappe.clear_cache()


def _noting(forget: Callable[..., None]) -> Callable[..., None]:
	def noted(*arguments, **named) -> None:
		global _changed
		_changed = True
		forget(*arguments, **named)

	return noted


cache_manager._clear_doctype_cache_from_redis = _noting(cache_manager._clear_doctype_cache_from_redis)


def _kept(read: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
	"""The translations that come in files, which nobody changes while tests run; those of the database are read anew."""
	found: dict[tuple, dict[str, str]] = {}

	def get_translations_from_apps(lang: str, apps: list[str] | None = None) -> dict[str, str]:
		key = lang, *(apps or frappe.get_installed_apps(_ensure_on_bench=True))
		if key not in found:
			found[key] = read(lang, apps)
		return dict(found[key])

	return get_translations_from_apps


frappe.translate.get_translations_from_apps = _kept(frappe.translate.get_translations_from_apps)
