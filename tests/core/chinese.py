"""Every Chinese text of the product, found by scanning its sources: what a profile may have to put in other words."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import lianzheng_risk

PACKAGE = Path(lianzheng_risk.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
# Invented people's own words; the names of styles, which nobody reads; the rules of wording themselves.
OTHER_WORDS = ("core/demo/", "core/workbook/styles.py", "core/profile.py")


def texts() -> dict[str, str]:
	"""Each text once, with a place where it stands."""
	found: dict[str, str] = {}
	for path in sorted(PACKAGE.rglob("*.py")):
		place = path.relative_to(PACKAGE).as_posix()
		if not place.startswith(OTHER_WORDS):
			for text in _of_python(ast.parse(path.read_text(encoding="utf-8"))):
				found.setdefault(text, place)
	for suffix in ("html", "js", "svg"):
		for path in sorted(PACKAGE.rglob(f"*.{suffix}")):
			for line in path.read_text(encoding="utf-8").splitlines():
				found.setdefault(line.strip(), path.relative_to(PACKAGE).as_posix())
	for row in translations():
		found.setdefault(row[1], "translations/zh.csv")
	return {text: place for text, place in found.items() if CHINESE.search(text)}


def translations() -> list[list[str]]:
	with (PACKAGE / "translations" / "zh.csv").open(encoding="utf-8", newline="") as file:
		return [row for row in csv.reader(file) if row]


def _of_python(tree: ast.AST) -> Iterator[str]:
	"""String constants other than docstrings; an f-string with its values as {}."""
	docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
	parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
	for node in ast.walk(tree):
		if isinstance(node, ast.JoinedStr):
			yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
		elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (docstrings | parts):
			yield node.value
