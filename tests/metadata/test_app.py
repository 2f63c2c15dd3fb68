"""The app's own lists: modules, hooks, patches, fixtures."""

import ast
import importlib.util
import json
import re
from collections import Counter

import lianzheng_risk.hooks as hooks
from tests.metadata.files import APP, MODULES, records, scrub

PATCH = re.compile(r"^lianzheng_risk(\.\w+)+$")


def test_modules_have_their_folders():
	folders = {path.name for path in APP.glob("risk_*") if (path / "__init__.py").exists()}
	assert folders == {scrub(module) for module in MODULES}


def test_every_dotted_path_of_the_hooks_is_a_function():
	paths = [*_strings(vars(hooks))]
	assert len(paths) >= 5
	for path in paths:
		module, _, function = path.rpartition(".")
		assert function in _functions(module), path


def _strings(value: object):
	"""Dotted paths into the app, however deep the hooks keep them."""
	if isinstance(value, str):
		yield from [value] if PATCH.match(value) else []
	elif isinstance(value, dict):
		for key, item in value.items():
			if not str(key).startswith("__"):
				yield from _strings(item)
	elif isinstance(value, list):
		for item in value:
			yield from _strings(item)


def _functions(module: str) -> set[str]:
	path = (APP.parent / module.replace(".", "/")).with_suffix(".py")
	tree = ast.parse(path.read_text(encoding="utf8"))
	return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_app_s_tile_leads_to_the_workspace_and_has_its_picture():
	(tile,) = hooks.add_to_apps_screen
	assert tile["route"].endswith("/integrity-risk")
	assert "Integrity Risk" in records("workspace")
	assert (APP / "public" / tile["logo"].removeprefix("/assets/lianzheng_risk/")).is_file()


def test_every_patch_can_be_imported():
	for line in (APP / "patches.txt").read_text().splitlines():
		if line and not line.startswith(("[", "#")):
			assert importlib.util.find_spec(line.split()[0]), line


def test_fixtures_are_lists_in_files_the_platform_reads():
	for path in (APP / "fixtures").glob("*.json"):
		assert path.name == scrub(path.name)
		assert isinstance(json.loads(path.read_text(encoding="utf8")), list)


def test_the_platform_is_not_imported_where_none_is_needed():
	"""Core, the mapping and the scheme's conversion serve the command line too."""
	for path in [*APP.glob("core/**/*.py"), APP / "store" / "mapping.py", APP / "store" / "scheme_rows.py"]:
		for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
			if isinstance(node, ast.Import):
				assert all(alias.name.split(".")[0] != "frappe" for alias in node.names), path
			if isinstance(node, ast.ImportFrom):
				assert (node.module or "").split(".")[0] != "frappe", path


def test_no_two_jobs_of_the_clock_have_one_name():
	"""The platform calls a job by the last two parts of its method: of two with one name, only one would ever run."""
	methods = [method for methods in _lists(hooks.scheduler_events) for method in methods]
	names = Counter(".".join(method.split(".")[-2:]) for method in methods)
	assert [name for name, count in names.items() if count > 1] == []


def _lists(events):
	for value in events.values():
		yield from _lists(value) if isinstance(value, dict) else [value]
