"""What a rule's expression may consist of, and which values it asks for; evaluating it is the platform's part.

The platform keeps expressions away from everything but the values given. This keeps them short work besides: no powers, no
functions of one's own, no loop in a loop.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lianzheng_risk.core.bilingual import Text

LONGEST = 500
# Beside `doc`, what an expression can name: who acts and when, and a few harmless functions.
NAMES = ("doc", "user", "hour", "weekday", "workday", "days_back")
FUNCTIONS = {"any": any, "all": all, "sum": sum, "min": min, "max": max, "len": len, "abs": abs}
_BUILT_IN = ("int", "float", "round", "True", "False", "None")

NOT_PYTHON = Text("表达式的写法不正确：{why}", "The expression cannot be understood: {why}")
TOO_LONG = Text("表达式过长，最多500个字符", "The expression is too long: at most 500 characters")
FORBIDDEN = Text("表达式中不能使用“{what}”", "An expression may not contain “{what}”")
UNKNOWN = Text("表达式中的“{name}”没有定义，可用：{names}", "The expression does not know “{name}”. It knows: {names}")

_FORBIDDEN = (
	ast.Pow, ast.LShift, ast.Lambda, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Starred, ast.DictComp,
	ast.SetComp, ast.JoinedStr,
)  # fmt: skip


def refusal(expression: str) -> Text | None:
	"""Why the expression cannot be used, or None."""
	if len(expression) > LONGEST:
		return TOO_LONG
	try:
		tree = ast.parse(expression, mode="eval")
	except (SyntaxError, ValueError) as error:
		return _filled(NOT_PYTHON, why=str(error))
	nodes = list(ast.walk(tree))
	if odd := next((node for node in nodes if isinstance(node, _FORBIDDEN)), None):
		return _filled(FORBIDDEN, what=type(odd).__name__)
	loops = [node for node in nodes if isinstance(node, ast.comprehension)]
	if len(loops) > 1:
		return _filled(FORBIDDEN, what="for … for")
	bound = {name.id for loop in loops for name in ast.walk(loop.target) if isinstance(name, ast.Name)}
	known = {*NAMES, *FUNCTIONS, *_BUILT_IN, *bound}
	for node in nodes:
		if isinstance(node, ast.Name) and node.id not in known:
			return _filled(UNKNOWN, name=node.id, names=", ".join((*NAMES, *FUNCTIONS)))
		if isinstance(node, ast.Call) and not isinstance(node.func, ast.Name):
			return _filled(FORBIDDEN, what=ast.unparse(node.func))
		if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
			return _filled(FORBIDDEN, what=node.attr)
	return None


def fields_named(expression: str | None) -> frozenset[str]:
	"""The fields, of the document or of rows of its tables, that the expression looks at."""
	return frozenset(_attributes(expression)) if expression else frozenset()


def _attributes(expression: str) -> Iterator[str]:
	for node in ast.walk(ast.parse(expression, mode="eval")):
		if isinstance(node, ast.Attribute):
			yield node.attr


def _filled(text: Text, **values: str) -> Text:
	return Text(text.zh.format(**values), text.en.format(**values), quoted=True)
