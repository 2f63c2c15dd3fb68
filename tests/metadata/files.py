"""The app's metadata as data: DocTypes, workspace records, translations, and the texts that a user may see."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lianzheng_risk.core.accountability.path import ACTION as ACCOUNTABILITY_ACTION
from lianzheng_risk.core.measures.path import ACTION as MEASURE_ACTION
from lianzheng_risk.core.monitoring.path import ACTION as HIT_ACTION
from lianzheng_risk.core.rectification.path import ACTION as RECTIFICATION_ACTION
from lianzheng_risk.core.scoring.path import ACTION as ASSESSMENT_ACTION
from lianzheng_risk.core.upward.path import ACTION as PACKAGE_ACTION
from lianzheng_risk.core.warnings.path import ACTION as WARNING_ACTION
from lianzheng_risk.setup.erp_fields import FIELDS as ERP_FIELDS

APP = Path(__file__).parents[2] / "lianzheng_risk"
MODULES = tuple((APP / "modules.txt").read_text().split("\n")[:-1])
LAYOUT_FIELDS = {"Section Break", "Column Break", "Tab Break"}

_JS_TEXT = re.compile(r'__\(\s*"((?:[^"\\]|\\.)*)"\s*(?:,\s*(?:null|\[.*?\])\s*,\s*"([^"]*)")?', re.S)
_TAG = re.compile(r"<[^>]+>")


class Text(NamedTuple):
	"""A text that needs a translation. `context` is the DocType it belongs to, or empty; `place` is for people."""

	source: str
	context: str
	place: str


def scrub(name: str) -> str:
	return name.lower().replace(" ", "_").replace("-", "_")


@cache
def records(kind: str) -> dict[str, tuple[Path, dict]]:
	"""Every record of a kind ("doctype", "workspace", …) in the app's modules: name → file and content."""
	found = {}
	for path in sorted(APP.glob(f"*/{kind}/*/*.json")):
		content = json.loads(path.read_text(encoding="utf8"))
		found[content["name"]] = path, content
	return found


def doctypes() -> dict[str, dict]:
	return {name: content for name, (_, content) in records("doctype").items()}


def fields(doctype: dict) -> dict[str, dict]:
	return {field["fieldname"]: field for field in doctype["fields"]}


def options(field: dict) -> list[str]:
	return [option for option in field["options"].split("\n") if option]


@cache
def translation_rows() -> list[list[str]]:
	with (APP / "translations" / "zh.csv").open(encoding="utf8", newline="") as file:
		return list(csv.reader(file))


@cache
def chinese() -> dict[tuple[str, str], str]:
	"""(source, context) → Chinese; the context is empty for a translation that holds everywhere."""
	return {(source, "".join(context)): zh for source, zh, *context in translation_rows()}


def translated(source: str, context: str = "") -> str | None:
	return chinese().get((source, context)) or chinese().get((source, ""))


def texts() -> Iterator[Text]:
	"""Every text of the app that somebody sees on the desk."""
	yield Text("Integrity Risk", "", "hooks.py")
	for module in MODULES:
		yield Text(module, "", "modules.txt")
	for name, doctype in doctypes().items():
		yield from _doctype_texts(name, doctype)
	for name, tied in ERP_FIELDS.items():
		for field in tied:
			yield from (Text(field[key], name, "setup.erp_fields") for key in ("label", "description") if key in field)
	yield from _workspace_texts()
	yield from _fixture_texts()
	for term in MEASURE_ACTION.terms:
		yield Text(term.en, "Integrity Control Measure", "core.measures.path")
	for term in RECTIFICATION_ACTION.terms:
		yield Text(term.en, "Integrity Rectification", "core.rectification.path")
	for term in WARNING_ACTION.terms:
		yield Text(term.en, "Integrity Warning", "core.warnings.path")
	for term in HIT_ACTION.terms:
		yield Text(term.en, "Integrity Monitoring Hit", "core.monitoring.path")
	for term in ACCOUNTABILITY_ACTION.terms:
		yield Text(term.en, "Integrity Accountability Action", "core.accountability.path")
	for term in ASSESSMENT_ACTION.terms:
		yield Text(term.en, "Integrity Assessment", "core.scoring.path")
	for term in PACKAGE_ACTION.terms:
		yield Text(term.en, "Integrity Reported Package", "core.upward.path")
	for path in sorted(APP.rglob("*.py")):
		yield from _python_texts(path)
	for path in sorted(APP.rglob("*.js")):
		yield from _javascript_texts(path)


def _doctype_texts(name: str, doctype: dict) -> Iterator[Text]:
	yield Text(name, "", name)
	for field in doctype["fields"]:
		place = f"{name}.{field['fieldname']}"
		for key in ("label", "description"):
			if field.get(key):
				# Under tables and sections the platform looks for words that hold everywhere.
				everywhere = key == "description" and field["fieldtype"] in ("Table", "Section Break")
				yield Text(field[key], "" if everywhere else name, place)
		if field["fieldtype"] == "Select":
			for option in options(field):
				yield Text(option, name, place)
	for link in doctype["links"]:
		yield Text(link["group"], "", f"{name}: connections")
	for permission in doctype["permissions"]:
		yield Text(permission["role"], "", f"{name}: permissions")


def _workspace_texts() -> Iterator[Text]:
	for name, (_, workspace) in records("workspace").items():
		labelled = [workspace, *workspace["shortcuts"], *workspace["links"]]
		labelled += [*workspace["number_cards"], *workspace["charts"]]
		for record in labelled:
			yield Text(record["label"], "", name)
			if record.get("format"):
				yield Text(record["format"], "", name)
		for block in json.loads(workspace["content"]):
			if block["type"] == "header":
				yield Text(_TAG.sub("", block["data"]["text"]), "", name)
	for name, (_, card) in records("number_card").items():
		yield Text(card["label"], "", name)
	for name, (_, chart) in records("dashboard_chart").items():
		yield Text(chart["chart_name"], "", name)
	for name in records("report"):
		yield Text(name, "", name)


def _fixture_texts() -> Iterator[Text]:
	"""States, actions and workflows are known to people by their names."""
	for path in sorted((APP / "fixtures").glob("*.json")):
		for record in json.loads(path.read_text(encoding="utf8")):
			yield Text(record["name"], "", path.name)


def _python_texts(path: Path) -> Iterator[Text]:
	for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
		match node:
			case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(source)), *_], keywords=keywords):
				named = (
					word.value.value
					for word in keywords
					if word.arg == "context" and isinstance(word.value, ast.Constant)
				)
				yield Text(source, next(named, ""), path.name)


def _javascript_texts(path: Path) -> Iterator[Text]:
	for source, context in _JS_TEXT.findall(path.read_text(encoding="utf8")):
		yield Text(source, context, path.name)
