"""The register: its tables and fields, declared once.

Template, reader, writer, checks, importer and the site's mapping all derive from `TABLES`.

A `Register` holds one frame per table with exactly the declared columns, in the declared order:

=========  =============================================  ==========
kind       dtype of the column                            missing is
=========  =============================================  ==========
text       object (str)                                   None
longtext   object (str)                                   None
term       object (str, a code of the vocabulary)         None
reference  object (str, a key of the other table)         None
integer    Int64                                          pd.NA
boolean    bool                                           False
date       datetime64[s], midnight                        pd.NaT
=========  =============================================  ==========

Where a register is large (a province read from a database) term and reference columns may be categorical instead.

The index of a frame is the place of the row: the Excel row number when it came from a workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.profile import spellings
from lianzheng_risk.core.vocabulary import Vocabulary

Kind = Literal["text", "longtext", "term", "reference", "integer", "boolean", "date"]

DTYPES: dict[Kind, str] = {
	"text": "object",
	"longtext": "object",
	"term": "object",
	"reference": "object",
	"integer": "Int64",
	"boolean": "bool",
	"date": "datetime64[s]",
}


@dataclass(frozen=True)
class Field:
	"""One column. `reference` names the table whose single key the column holds."""

	name: str
	text: Text
	kind: Kind = "text"
	required: bool = False
	vocabulary: Vocabulary | None = None
	reference: str | None = None
	width: int = 14
	note: Text | None = None
	example: str | int | None = None
	aliases: tuple[str, ...] = ()

	@property
	def zh(self) -> str:
		return self.text.zh

	@property
	def headers(self) -> tuple[str, ...]:
		"""Every header under which this column is understood, in the words of whatever profile."""
		in_chinese = (spelling for zh in (self.text.zh, *self.aliases) for spelling in spellings(zh))
		return (*in_chinese, self.text.en, self.name)


@dataclass(frozen=True)
class Table:
	"""One sheet of the workbook, one frame of the register. `key` identifies a row; `title` is what people call it."""

	name: str
	text: Text
	fields: tuple[Field, ...]
	key: tuple[str, ...]
	title: str
	note: Text

	@property
	def zh(self) -> str:
		return self.text.zh

	@cached_property
	def by_name(self) -> dict[str, Field]:
		return {column.name: column for column in self.fields}

	@cached_property
	def columns(self) -> tuple[str, ...]:
		return tuple(self.by_name)

	def __getitem__(self, name: str) -> Field:
		return self.by_name[name]

	def empty(self) -> pd.DataFrame:
		return pd.DataFrame({f.name: pd.Series(dtype=DTYPES[f.kind]) for f in self.fields})

	def frame(self, data) -> pd.DataFrame:
		"""A frame with this table's columns and dtypes from a frame, records or columns; missing columns are empty."""
		raw = data if isinstance(data, pd.DataFrame) else pd.DataFrame(data, dtype=object)
		return pd.DataFrame({f.name: typed(raw.get(f.name), f, raw.index) for f in self.fields}, index=raw.index)

	def sorted(self, frame: pd.DataFrame) -> pd.DataFrame:
		"""The rows in the order of the key, numbered anew."""
		return frame.sort_values(list(self.key), kind="stable").reset_index(drop=True)


def typed(values: pd.Series | None, column: Field, index: pd.Index) -> pd.Series:
	"""A column in its declared dtype. The values must already be of the right kind; nothing is parsed here."""
	dtype = DTYPES[column.kind]
	if values is None:
		empty = False if column.kind == "boolean" else None
		return pd.Series([empty] * len(index), index=index, dtype=object).astype(dtype)
	if column.kind == "boolean" and values.dtype != "bool":
		return values.map(lambda value: bool(value) if pd.notna(value) else False).astype("bool")
	if dtype != "object":
		return values.astype(dtype)
	values = values.astype(object)
	return values.where(values.notna() & (values != ""), None)


def _key(name: str, zh: str, en: str, example: str, **more) -> Field:
	return Field(name, Text(zh, en), required=True, example=example, **more)


def _ref(name: str, zh: str, en: str, reference: str, **more) -> Field:
	return Field(name, Text(zh, en), "reference", reference=reference, **more)


def _term(name: str, zh: str, en: str, vocabulary: Vocabulary, **more) -> Field:
	return Field(name, Text(zh, en), "term", vocabulary=vocabulary, **more)


def _flag(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), "boolean", vocabulary=v.YES_NO, width=10, **more)


def _text(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), **more)


def _long(name: str, zh: str, en: str, width: int = 40, **more) -> Field:
	return Field(name, Text(zh, en), "longtext", width=width, **more)


def _int(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), "integer", width=12, **more)


def _date(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), "date", width=13, **more)


_RECURRENCE_NOTE = Text(
	"定期重复的措施才填，完成时限为本期的时限",
	"Only for a measure that recurs; its due date is that of the present round",
)
_BASIS_NOTE = Text("留空为按固定日期", "Empty means fixed dates")
_FIRST_DUE_NOTE = Text(
	"按固定日期重复的，从这一天推算各期；留空同完成时限",
	"The dates of a series are counted from it; empty means the due date",
)
_VALID_UNTIL_NOTE = Text(
	"过了这一天措施自动失效；长期有效的留空", "The day after it the measure lapses; empty means no end"
)
_REFERENCE_NOTE = Text("填编码；名称唯一时也可填名称", "The code; the name will do where it is unique")

UNITS = Table(
	"units",
	Text("单位", "Units"),
	(
		_key("unit", "单位编码", "Unit Code", "NJ"),
		_text("unit_name", "单位名称", "Unit Name", required=True, width=24, example="宁江县示例局", aliases=("单位/内设机构",)),
		_term("unit_type", "单位类型", "Unit Type", v.UNIT_TYPE, required=True, example="单位"),
		_ref("parent_unit", "上级单位", "Parent Unit", "units", note=_REFERENCE_NOTE),
		_ref("responsible_leader", "责任领导", "Responsible Leader", "people", note=_REFERENCE_NOTE),
		_ref("head", "负责人", "Head", "people", note=_REFERENCE_NOTE),
		_ref("liaison", "联络员", "Liaison", "people", note=_REFERENCE_NOTE),
	),
	key=("unit",),
	title="unit_name",
	note=Text("本级单位和内设机构，按上下级排成一棵树", "Units and internal departments, one tree"),
)  # fmt: skip

PEOPLE = Table(
	"people",
	Text("人员", "People"),
	(
		_key("person", "人员编号", "Person Code", "NJ-R001"),
		_text("person_name", "姓名", "Name", required=True, example="张示例"),
		_ref("unit", "所在单位", "Unit", "units", required=True, example="NJ", note=_REFERENCE_NOTE, aliases=("单位",)),
		_term("rank", "职务层次", "Rank", v.RANK, required=True, width=16, example="主要领导"),
		_text("job_title", "职务", "Job Title", width=18, example="局长"),
	),
	key=("person",),
	title="person_name",
	note=Text("担任岗位或承担责任的人员，不要求都有系统账号", "People who hold posts or answer for something"),
)  # fmt: skip

POSTS = Table(
	"posts",
	Text("岗位", "Posts"),
	(
		_key("post", "岗位编码", "Post Code", "NJ-G001"),
		_text("post_name", "岗位名称", "Post Name", required=True, width=20, example="局长岗", aliases=("岗位",)),
		_ref("unit", "所属单位", "Unit", "units", required=True, example="NJ", note=_REFERENCE_NOTE, aliases=("单位", "内设机构")),
		_term("rank", "岗位层次", "Post Rank", v.RANK, required=True, width=16, example="主要领导"),
		_flag("key_post", "重点岗位", "Key Post", example="是"),
		_long("duties", "岗位职责", "Duties", example="主持全面工作"),
	),
	key=("post",),
	title="post_name",
	note=Text("每个岗位一行，包括领导岗位（一岗双责）", "One row per post, leadership posts included"),
)  # fmt: skip

TENURES = Table(
	"tenures",
	Text("任职", "Tenures"),
	(
		_ref("post", "岗位", "Post", "posts", required=True, example="NJ-G001", note=_REFERENCE_NOTE, aliases=("岗位编码",)),
		_ref("person", "任职人员", "Holder", "people", required=True, example="NJ-R001", note=_REFERENCE_NOTE, aliases=("人员编号",)),
		_date("start_date", "任职日期", "From Date", required=True, example="2023-03-01", aliases=("任现岗时间",)),
		_date("end_date", "离任日期", "To Date", note=Text("在任的留空", "Empty while in office")),
	),
	key=("post", "person", "start_date"),
	title="post",
	note=Text("谁在什么时间担任哪个岗位", "Who held which post when"),
)  # fmt: skip

POWERS = Table(
	"powers",
	Text("职权", "Powers"),
	(
		_key("power", "职权编码", "Power Code", "NJ-Q001"),
		_text("power_name", "职权名称", "Power Name", required=True, width=26, example="大额资金使用审批"),
		_ref("unit", "承办单位", "Unit", "units", required=True, example="NJ", note=_REFERENCE_NOTE, aliases=("承办机构", "单位")),
		_term("category", "职权类别", "Power Category", v.POWER_CATEGORY, required=True, example="决策权"),
		_term("business_area", "业务领域", "Business Area", v.BUSINESS_AREA, example="财务"),
		_ref("post", "承办岗位", "Handling Post", "posts", example="NJ-G001", note=_REFERENCE_NOTE),
		_text("exercised_by", "行使主体", "Exercised By", width=18, example="局党组"),
		_long("legal_basis", "法定依据", "Legal Basis", width=30, example="本局财务管理办法"),
		_int("time_limit_days", "办理时限（工作日）", "Time Limit (Working Days)", example=10, aliases=("办理时限",)),
		_text("openness", "公开范围和方式", "Scope and Way of Openness", width=18, example="局务公开栏", aliases=("公开范围/方式",)),
		_long("remarks", "备注", "Remarks", width=24),
	),
	key=("power",),
	title="power_name",
	note=Text("职权目录：每项职权一行", "The catalogue of powers"),
)  # fmt: skip

POWER_STEPS = Table(
	"power_steps",
	Text("职权环节", "Power Steps"),
	(
		_ref("power", "职权", "Power", "powers", required=True, example="NJ-Q001", note=_REFERENCE_NOTE, aliases=("职权编码",)),
		_int("step_no", "环节序号", "Step No", required=True, example=1),
		_text("step_name", "环节名称", "Step Name", required=True, width=24, example="用款申请", aliases=("环节",)),
		_ref("post", "经办岗位", "Handling Post", "posts", example="NJ-G001", note=_REFERENCE_NOTE),
		_flag("external", "外部环节", "External Step", note=Text("由本单位以外的人办理", "Done by somebody outside")),
		_long("discretion", "自由裁量", "Discretion", width=26),
		_int("time_limit_days", "办理时限（工作日）", "Time Limit (Working Days)", aliases=("办理时限",)),
		_text("next_steps", "下一环节", "Next Steps", note=Text("序号，用逗号分开；留空为顺序下一个", "Numbers, comma-separated; empty means the next in order")),
	),
	key=("power", "step_no"),
	title="step_name",
	note=Text("权力运行流程：每项职权的各个环节", "The flow of each power"),
)  # fmt: skip

RISK_POINTS = Table(
	"risk_points",
	Text("风险点", "Risk Points"),
	(
		_key("risk", "风险点编号", "Risk Code", "NJ-F0001", aliases=("风险编号", "编号")),
		_ref("unit", "所属单位", "Unit", "units", required=True, example="NJ", note=_REFERENCE_NOTE, aliases=("单位",)),
		_ref("post", "岗位", "Post", "posts", example="NJ-G001", note=_REFERENCE_NOTE),
		_ref("power", "对应职权", "Power", "powers", example="NJ-Q001", note=_REFERENCE_NOTE),
		_int("step_no", "环节序号", "Step No", example=1),
		_term("category", "风险类别", "Risk Category", v.RISK_CATEGORY, required=True, example="岗位职责"),
		_text("title", "风险点", "Risk Point", required=True, width=28, example="大额资金使用未经集体研究"),
		_long("manifestation", "表现形式", "Manifestation", example="以传阅、会签代替会议决定"),
		_term("probability", "发生机率", "Probability", v.PROBABILITY, required=True, example="较高"),
		_term("harm", "危害程度", "Harm", v.HARM, required=True, example="严重"),
		_flag("decisive_influence", "有决定性影响", "Decisive Influence"),
		_flag("unlimited_discretion", "裁量无合理限制", "Unlimited Discretion"),
		_flag("prior_misconduct", "曾发生问题", "Prior Misconduct"),
		_term("stated_grade", "自评等级", "Stated Grade", v.GRADE, example="一级", aliases=("风险等级", "等级")),
		_long("grade_basis", "定级依据", "Grade Basis", width=26),
	),
	key=("risk",),
	title="title",
	note=Text("每个廉政风险点一行，等级由系统按定级方案计算", "One row per risk point; the grade is computed"),
)  # fmt: skip

MEASURES = Table(
	"measures",
	Text("防控措施", "Control Measures"),
	(
		_key("measure", "措施编号", "Measure Code", "NJ-C0001"),
		_ref("risk", "对应风险点", "Risk Point", "risk_points", required=True, example="NJ-F0001", note=_REFERENCE_NOTE, aliases=("风险点编号", "风险编号")),
		_term("layer", "防控层次", "Measure Layer", v.MEASURE_LAYER, required=True, example="单位", aliases=("层次",)),
		_term("phase", "防控阶段", "Measure Phase", v.MEASURE_PHASE, required=True, example="前期预防", aliases=("措施类型",)),
		_term("kind", "措施种类", "Measure Kind", v.MEASURE_KIND, example="集体决策"),
		_long("description", "防控措施", "Measure Description", required=True, example="大额资金使用提交党组会集体研究", aliases=("措施",)),
		_text("basis", "制度依据", "Rule It Rests On", width=24, example="“三重一大”决策制度"),
		_ref("responsible_leader", "责任领导", "Responsible Leader", "people", example="NJ-R001", note=_REFERENCE_NOTE),
		_ref("responsible_unit", "责任单位", "Responsible Unit", "units", example="NJ", note=_REFERENCE_NOTE, aliases=("责任部门",)),
		_ref("responsible_person", "责任人", "Responsible Person", "people", example="NJ-R001", note=_REFERENCE_NOTE),
		_date("due_date", "完成时限", "Due Date", example="2026-06-30"),
		_term("status", "落实情况", "Measure Status", v.MEASURE_STATUS, required=True, example="落实中"),
		_date("completed_on", "完成日期", "Completed On"),
		_long("evidence", "佐证", "Evidence", width=26),
		_term("recurrence", "重复周期", "Recurrence", v.RECURRENCE, note=_RECURRENCE_NOTE, aliases=("周期", "频次")),
		_term("recurrence_basis", "周期起算", "Recurrence Basis", v.RECURRENCE_BASIS, width=16, note=_BASIS_NOTE),
		_date("recurs_from", "首期时限", "First Due Date", note=_FIRST_DUE_NOTE),
		_date("valid_until", "有效期至", "Valid Until", note=_VALID_UNTIL_NOTE),
		_date("verified_on", "核实日期", "Verified On", note=Text("由核实人以外的人报告，核实后填写", "When somebody other than who reported it verified it")),
	),
	key=("measure",),
	title="description",
	note=Text("每条防控措施一行，写明层次、阶段和三类责任人", "One row per measure"),
)  # fmt: skip

TABLES: dict[str, Table] = {
	table.name: table for table in (UNITS, PEOPLE, POSTS, TENURES, POWERS, POWER_STEPS, RISK_POINTS, MEASURES)
}


@dataclass
class Register(Mapping):
	"""The frames of one register, by table name; tables not given are empty."""

	frames: dict[str, pd.DataFrame] = field(default_factory=dict)

	def __post_init__(self) -> None:
		unknown = self.frames.keys() - TABLES.keys()
		if unknown:
			raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
		self.frames = {
			name: self.frames[name] if name in self.frames else table.empty() for name, table in TABLES.items()
		}

	@classmethod
	def of(cls, **tables) -> Register:
		"""A register from records, columns or frames, put into the declared dtypes."""
		return cls({name: TABLES[name].frame(data) for name, data in tables.items()})

	def __getitem__(self, name: str) -> pd.DataFrame:
		return self.frames[name]

	def __iter__(self):
		return iter(self.frames)

	def __len__(self) -> int:
		return len(self.frames)

	def sorted(self) -> Register:
		"""The same register with every table in the order of its key, and rows numbered anew."""
		return Register({name: TABLES[name].sorted(frame) for name, frame in self.frames.items()})
