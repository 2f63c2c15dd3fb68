"""Every name that one of our files imports from another is there, also in files that only a bench can load."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.metadata.files import APP

ROOT = APP.parent
OURS = ("lianzheng_risk", "patches", "tests", "benchmarks")


def test_imports_between_our_files_resolve() -> None:
	files = [file for package in OURS for file in (ROOT / package).rglob("*.py")]
	imports = [(file, *imported) for file in files for imported in _imported(file)]
	assert len(imports) > 1000
	assert [(str(file), module, name) for file, module, name in imports if not _has(module, name)] == []


def _imported(file: Path):
	for node in ast.walk(_tree(file)):
		if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module.partition(".")[0] in OURS:
			yield from ((node.module, alias.name) for alias in node.names)


def _has(module: str, name: str) -> bool:
	if _file_of(f"{module}.{name}"):
		return True
	file = _file_of(module)
	return bool(file) and (file.is_dir() or name in _names(file))


def _file_of(module: str) -> Path | None:
	path = ROOT.joinpath(*module.split("."))
	candidates = (path.with_suffix(".py"), path / "__init__.py", path)
	return next((found for found in candidates if found.exists()), None)


@cache
def _names(file: Path) -> set[str]:
	names = set()
	for node in ast.walk(_tree(file)):
		if isinstance(node, ast.FunctionDef | ast.ClassDef):
			names.add(node.name)
		elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
			names.add(node.id)
		elif isinstance(node, ast.Import | ast.ImportFrom):
			names.update(alias.asname or alias.name for alias in node.names)
	return names


@cache
def _tree(file: Path) -> ast.Module:
	return ast.parse(file.read_text(encoding="utf-8"))
