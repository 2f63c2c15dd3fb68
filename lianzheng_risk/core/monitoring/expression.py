"""What a rule's expression may consist of, and which values it asks for; evaluating it is the platform's part.

The platform keeps expressions away from everything but the values given. This keeps them short work besides: no powers, no
functions of one's own, no loop in a loop, nothing called but the functions named here, no text repeated or padded.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from numbers import Number
from typing import Any

from lianzheng_risk.core.bilingual import Text

LONGEST = 500
# Beside `doc`, what an expression can name: who acts and when, and a few harmless functions.
NAMES = ("doc", "user", "hour", "weekday", "workday", "days_back")
FUNCTIONS = {"any": any, "all": all, "sum": sum, "min": min, "max": max, "len": len, "abs": abs}
_CONVERTING, _CONSTANTS = ("int", "float", "round"), ("True", "False", "None")
_MOST_DIGITS = 12
# What may be asked of a value, besides the fields of the document and its rows.
_PARTS = ("year", "month", "day", "hour", "minute", "days")
DEEPEST = 40


def _of_numbers(compute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
	"""A text times a billion, or one padded to that length, fills the memory before anybody can stop it."""

	def computed(one: Any, other: Any) -> Any:
		if not (isinstance(one, Number) and isinstance(other, Number)):
			raise TypeError("only numbers can be multiplied or divided with a remainder")
		return compute(one, other)

	return computed


def _rounded(value: Any, digits: int = 0) -> Any:
	"""To some digits at most: of a whole number, those before the point would be worked out as a power of ten."""
	if abs(digits) > _MOST_DIGITS:
		raise ValueError(f"at most {_MOST_DIGITS} digits")
	return round(value, digits) if digits else round(value)


# In the place of what an expression writes, by `guarded`; nobody can name the first two.
GUARDS = {"multiplied": _of_numbers(operator.mul), "remainder": _of_numbers(operator.mod), "round": _rounded}
_GUARDED = {ast.Mult: "multiplied", ast.Mod: "remainder"}

NOT_PYTHON = Text("表达式的写法不正确：{why}", "The expression cannot be understood: {why}")
TOO_LONG = Text("表达式过长，最多500个字符", "The expression is too long: at most 500 characters")
TOO_DEEP = Text("表达式嵌套过深", "The expression is nested too deeply")
FORBIDDEN = Text("表达式中不能使用“{what}”", "An expression may not contain “{what}”")
UNKNOWN = Text("表达式中的“{name}”没有定义，可用：{names}", "The expression does not know “{name}”. It knows: {names}")

_FORBIDDEN = (
	ast.Pow, ast.LShift, ast.MatMult, ast.Lambda, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Starred,
	ast.Dict, ast.DictComp, ast.SetComp, ast.JoinedStr, ast.keyword,
)  # fmt: skip


def refusal(expression: str) -> Text | None:
	"""Why the expression cannot be used, or None."""
	if len(expression) > LONGEST:
		return TOO_LONG
	try:
		tree = ast.parse(expression, mode="eval")
	except (SyntaxError, ValueError) as error:
		return _filled(NOT_PYTHON, why=str(error))
	except (RecursionError, MemoryError):  # what the parser says to some thousand brackets
		return TOO_DEEP
	if _depth(tree) > DEEPEST:
		return TOO_DEEP
	nodes = list(ast.walk(tree))
	if odd := next((node for node in nodes if isinstance(node, _FORBIDDEN)), None):
		return _filled(FORBIDDEN, what=type(odd).__name__)
	loops = [node for node in nodes if isinstance(node, ast.comprehension)]
	if len(loops) > 1:
		return _filled(FORBIDDEN, what="for … for")
	bound = {name.id for loop in loops for name in ast.walk(loop.target) if isinstance(name, ast.Name)}
	return next((told for node in nodes if (told := _refused(node, bound))), None)


def _refused(node: ast.AST, bound: set[str]) -> Text | None:
	"""`bound` are the names that a loop gives to what it goes through."""
	callable_names = {*FUNCTIONS, *_CONVERTING}
	if isinstance(node, ast.Name):
		if isinstance(node.ctx, ast.Store) and node.id in {*NAMES, *callable_names}:
			return _filled(FORBIDDEN, what=f"for {node.id} in …")
		if node.id not in {*NAMES, *callable_names, *_CONSTANTS, *bound}:
			return _filled(UNKNOWN, name=node.id, names=", ".join((*NAMES, *FUNCTIONS)))
	if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in callable_names):
		return _filled(FORBIDDEN, what=ast.unparse(node.func))
	if isinstance(node, ast.Attribute) and not _may_be_read(node, bound):
		return _filled(FORBIDDEN, what=ast.unparse(node))
	return None


def _may_be_read(node: ast.Attribute, bound: set[str]) -> bool:
	"""Fields of the document and of its rows, and parts of dates; no value's methods."""
	if node.attr.startswith("_"):
		return False
	of = node.value
	of_record = isinstance(of, ast.Subscript) or (isinstance(of, ast.Name) and of.id in {"doc", *bound})
	return of_record or node.attr in _PARTS


def _depth(tree: ast.AST) -> int:
	deepest, waiting = 0, [(tree, 1)]
	while waiting:
		node, depth = waiting.pop()
		deepest = max(deepest, depth)
		waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
	return deepest


def guarded(expression: str) -> str:
	"""The same expression, with products and remainders asked of `GUARDS`."""
	return ast.unparse(ast.fix_missing_locations(_Guarding().visit(ast.parse(expression, mode="eval"))))


class _Guarding(ast.NodeTransformer):
	def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
		self.generic_visit(node)
		name = _GUARDED.get(type(node.op))
		return ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], []) if name else node


def fields_named(expression: str | None) -> frozenset[str]:
	"""The fields, of the document or of rows of its tables, that the expression looks at."""
	return frozenset(_attributes(expression)) if expression else frozenset()


def _attributes(expression: str) -> Iterator[str]:
	for node in ast.walk(ast.parse(expression, mode="eval")):
		if isinstance(node, ast.Attribute):
			yield node.attr


def _filled(text: Text, **values: str) -> Text:
	return Text(text.zh.format(**values), text.en.format(**values), quoted=True)
