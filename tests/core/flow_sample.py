"""Flows to draw: one worked out by hand, and whatever hypothesis makes up."""

from __future__ import annotations

from hypothesis import strategies as st

from lianzheng_risk.core.flow import Flow, Step

# 受理 → 审核 → 决定 (or back to 受理) → 送达 or 不予许可; 不予许可 is skipped on the way to 送达.
LICENCE = Flow(
	"施工许可",
	(
		Step(1, "申请", external=True),
		Step(2, "受理", "窗口岗", time_limit_days=1, next_steps="3,1", discretion="材料是否齐全"),
		Step(3, "决定", "副局长岗", next_steps="4、5", risks={"I": 1, "III": 2}, href="#3"),
		Step(4, "不予许可", "窗口岗", next_steps="5"),
		Step(5, "送达", "科长岗", risks={"II": 1, None: 1}),
	),
	"审批科 · Q1",
)

_names = st.text(max_size=40) | st.sampled_from(["受理", "现场勘验和材料审查" * 9, "<script>&\"'", "Mm" * 60])
_targets = st.lists(st.integers(0, 14), min_size=1, max_size=4)
_next_steps = st.none() | _targets.map(lambda numbers: ",".join(map(str, numbers))) | st.text(max_size=6)
_steps = st.builds(
	Step,
	number=st.none() | st.integers(-1, 12),
	name=_names,
	post=st.none() | st.sampled_from([f"岗位{n}" for n in range(7)]) | _names,
	external=st.booleans(),
	discretion=st.none() | _names,
	time_limit_days=st.none() | st.integers(0, 400),
	next_steps=_next_steps,
	risks=st.dictionaries(st.sampled_from(["I", "II", "III", None, "IV"]), st.integers(0, 30), max_size=4),
	href=st.none() | _names,
)
flows = st.builds(Flow, title=_names, steps=st.lists(_steps, max_size=14).map(tuple), subtitle=_names)


def large(steps: int = 60, lanes: int = 12) -> Flow:
	"""A power of many steps, with branches and ways back all over it."""
	return Flow(
		"大型项目全过程管理",
		tuple(
			Step(
				n,
				f"第{n}项工作",
				f"岗位{n * 7 % lanes}",
				next_steps=f"{n + 1},{n + 3},{n - 6}" if 6 < n < 58 and n % 4 == 0 else "",
			)
			for n in range(1, steps + 1)
		),
	)
