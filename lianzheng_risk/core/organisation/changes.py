"""What a synchronisation would do, one change after the other, and the checksum of what it would write."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import vocabulary_of

KIND = vocabulary_of(
	"organisation_kind", "对象", "Kind",
	("unit", "单位/内设机构", "Units"),
	("person", "人员", "People"),
	("post", "岗位", "Posts"),
	("tenure", "任职", "Tenures"),
)  # fmt: skip

OUTCOME = vocabulary_of(
	"organisation_outcome", "结果", "Outcome",
	("new", "新增", "New"),
	("changed", "变更", "Changed"),
	("ended", "终止", "Ended"),
	("conflict", "待人工处理", "Conflicts"),
	("left_alone", "不处理", "Left Alone"),
)  # fmt: skip
WRITTEN = frozenset({"new", "changed", "ended"})

FIELD = vocabulary_of(
	"organisation_field", "项目", "Field",
	("title", "名称", "Name"),
	("unit", "所在单位", "Unit"),
	("parent", "上级单位", "Parent Unit"),
	("company", "ERP公司", "ERP Company"),
	("department", "ERP部门", "ERP Department"),
	("closed_on", "部门停用日期", "Department Disabled On"),
	("employee", "ERP员工", "ERP Employee"),
	("job_title", "职务", "Job Title"),
	("designation", "ERP职务", "ERP Designation"),
	("person", "任职人员", "Holder"),
	("post", "岗位", "Post"),
	("start", "任职起", "From Date"),
	("end", "任职止", "To Date"),
)  # fmt: skip


class Ref(NamedTuple):
	"""A document of ours that a change speaks of; `name` is missing where an earlier change makes it."""

	key: str
	title: str
	name: str | None = None


Value = str | datetime.date | Ref | None


class Field(NamedTuple):
	name: str
	old: Value
	new: Value


@dataclass(frozen=True)
class Change:
	"""`key` is the ERP's name for it, `name` the document of ours that it is about: of a tenure the row of its post."""

	kind: str
	outcome: str
	key: str
	title: str
	name: str | None = None
	fields: tuple[Field, ...] = ()
	reason: Text | None = None

	def __getitem__(self, field: str) -> Value:
		return next((it.new for it in self.fields if it.name == field), None)


@dataclass(frozen=True)
class Plan:
	changes: tuple[Change, ...]

	@cached_property
	def written(self) -> tuple[Change, ...]:
		return tuple(change for change in self.changes if change.outcome in WRITTEN)

	def of(self, outcome: str) -> list[Change]:
		return [change for change in self.changes if change.outcome == outcome]

	def counts(self) -> dict[str, dict[str, int]]:
		"""Kind → outcome → how many."""
		counted = Counter((change.kind, change.outcome) for change in self.changes)
		return {kind: {outcome: counted[kind, outcome] for outcome in OUTCOME.codes} for kind in KIND.codes}

	def fingerprint(self) -> str:
		"""Of what would be written, from what to what; reasons and what is left alone do not count."""
		written = [
			[it.kind, it.outcome, it.key, it.name, [[field.name, _plain(field.old), _plain(field.new)] for field in it.fields]]
			for it in self.written
		]  # fmt: skip
		return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def _plain(value: Value) -> str | None:
	if isinstance(value, Ref):
		return value.name or f"new {value.key}"
	return None if value is None else str(value)


def differing(pairs: Iterable[tuple[str, Value, Value]]) -> tuple[Field, ...]:
	"""Those fields whose new value is another; of documents the name decides."""
	return tuple(Field(name, old, new) for name, old, new in pairs if _plain(old) != _plain(new))
