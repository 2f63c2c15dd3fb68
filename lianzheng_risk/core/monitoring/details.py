"""Details by which two parties may turn out to be one: how they are compared, however they are written."""

from __future__ import annotations

import re

from lianzheng_risk.core.bilingual import Text

SHOWN: dict[str, Text] = {
	"account": Text("银行账户", "bank account "),
	"phone": Text("电话", "phone "),
	"address": Text("地址", "address "),
}
_COUNTRY = re.compile(r"^(\+|00)86")
_NO_DIGIT, _SPACE = re.compile(r"\D"), re.compile(r"[\s,，。.-]")


def comparable(kind: str, detail: str) -> str:
	"""A phone without its country and signs, an account or address without spaces and signs."""
	text = str(detail or "").strip()
	if kind == "phone":
		return _NO_DIGIT.sub("", _COUNTRY.sub("", text))
	return _SPACE.sub("", text).upper()
