"""The written summary against what an official would write from the same figures."""

from __future__ import annotations

from bureau import AS_OF, POWERS, RISK_POINTS, edited, register

from lianzheng_risk.core import schemes
from lianzheng_risk.core.frozen.freezing import freeze, risks_of
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.profile import PROFILES, using
from lianzheng_risk.core.summary import compose
from lianzheng_risk.core.tree import Tree

JUNE = Period.parse("2026-06")


def frozen(whole=None, previous=None):
	return freeze(register() if whole is None else whole, schemes.DEFAULT, AS_OF, previous)


def below(figures, unit):
	return {code: figures[code] for code in Tree.of(register()["units"]).subtree(unit)}


def later():
	kept = edited(RISK_POINTS, "risk", F3={"probability": "high"})[1:]
	return register(risk_points=[*kept, dict(RISK_POINTS[0], risk="F9", title="资金支付未按程序审批")])


def test_of_a_first_assessment():
	assert compose(frozen(), "NJ", JUNE).split("\n") == [
		"截至2026年6月30日，宁江县示例局及所属单位、内设机构共4个，登记岗位5个、人员5名、职权3项，排查廉政风险点6个。"
		"其中，一级风险2个（占33.3%），二级风险2个（占33.3%），三级风险2个（占33.3%）。"
		"单位排查覆盖率75.0%，岗位排查覆盖率80.0%，重点岗位排查覆盖率66.7%，防控措施覆盖率66.7%。",
		"现有有效防控措施6条，已落实到位3条，措施落实率50.0%；已到期4条，按期落实1条，按期落实率25.0%；逾期未落实1条。",
		"本期为首次评估，暂无上期数据可供比较。",
		"未达目标的指标有14项：单位排查覆盖率75.0%、人员排查覆盖率60.0%、岗位排查覆盖率80.0%、重点岗位排查覆盖率66.7%、"
		"职权流程图编制率66.7%、职权法定依据明确率66.7%、职权公开率0.0%、防控措施覆盖率66.7%、一、二级风险防控措施覆盖率75.0%、"
		"一级风险三阶段防控率50.0%、措施按期落实率25.0%、措施逾期率25.0%、措施佐证率66.7%、责任主体明确率66.7%。"
		"存在以下薄弱环节：（1）一、二级风险的防控措施逾期未落实，共1项，涉及财务科；"
		"（2）一级风险的防控措施未覆盖三个阶段，共1项，涉及财务科；（3）二级风险没有有效的防控措施，共1项，涉及一中队；"
		"（4）一、二级风险的防控措施没有明确责任人，共1项，涉及宁江县示例局；（5）重点岗位没有排查风险点，共1项，涉及执法大队；"
		"（6）单位或内设机构没有风险点，共1项，涉及执法大队；（7）职权没有编制流程图，共1项，涉及执法大队。",
		"下一步工作：督促逾期的一、二级风险防控措施限期落实；补齐一级风险点前期预防、中期监控、后期处置三个阶段的措施；"
		"为二级风险点制定防控措施；逐条明确一、二级风险防控措施的责任人；对尚未排查的重点岗位组织排查；"
		"对尚无风险点的单位和内设机构组织排查；补编职权运行流程图。",
	]


def test_of_what_has_changed():
	before = frozen()
	now = frozen(later(), risks_of(before))
	changes = compose(now, "NJ", JUNE, before["NJ"], before["NJ"]).split("\n")[2]
	assert changes == (
		"与上期（2026年5月）相比，新增风险点1个，调高等级1个，移除风险点1个。"
		"新增的一级风险点有：“资金支付未按程序审批”。调高等级的风险点有：“票据管理制度缺失”（由三级调为一级）。"
		"较上期改善的指标：措施佐证率由66.7%升至100.0%。"
		"较上期变差的指标：一级风险三阶段防控率由50.0%降至0.0%；一、二级风险防控措施覆盖率由75.0%降至40.0%；"
		"措施核实率由33.3%降至0.0%；措施按期落实率由25.0%降至0.0%；措施逾期率由25.0%升至50.0%等。"
		"与上年同期（2025年6月）相比，防控措施覆盖率由66.7%降至50.0%。"
	)


def test_of_figures_from_before_openness_was_counted():
	before = frozen()
	older = {**before["NJ"], "total": {k: n for k, n in before["NJ"]["total"].items() if k != "powers_open"}}
	powers = [power | {"openness": "公示栏"} for power in POWERS]
	text = compose(frozen(register(powers=powers), risks_of(before)), "NJ", JUNE, older, older)
	assert "职权公开率" not in text
	assert "职权公开率由0.0%升至100.0%" in compose(
		frozen(register(powers=powers), risks_of(before)), "NJ", JUNE, before["NJ"], before["NJ"]
	)


def test_of_nothing_that_has_changed():
	before = frozen()
	text = compose(frozen(previous=risks_of(before)), "NJ", JUNE, before["NJ"], before["NJ"])
	assert "与上期（2026年5月）相比，风险点没有增减，等级没有变化。与上年同期（2025年6月）相比，主要指标持平。" in text


def test_of_a_department_alone():
	text = compose(below(frozen(), "NJ-CW"), "NJ-CW", JUNE)
	assert text.startswith("截至2026年6月30日，财务科共登记岗位2个、人员2名、职权1项，排查廉政风险点3个。")


def test_of_a_department_that_has_nothing_yet():
	empty = frozen(register(risk_points=[], measures=[]))
	text = compose(below(empty, "NJ-CW"), "NJ-CW", JUNE)
	assert text.startswith("截至2026年6月30日，财务科共登记岗位2个、人员2名、职权1项，尚未排查廉政风险点。")
	assert "防控措施覆盖率" not in text, "there is nothing to cover"


def test_of_a_unit_without_faults():
	good = {"unit": "A", "unit_name": "示例中心", "unit_type": "unit", "parent_unit": None}
	text = compose(frozen(register(units=[good], people=[], posts=[], tenures=[], powers=[], power_steps=[], risk_points=[
		{"risk": "R", "unit": "A", "category": "process", "title": "风险", "probability": "small", "harm": "limited"},
	], measures=[
		{"measure": "M", "risk": "R", "layer": "unit", "phase": "prevention", "description": "措施", "responsible_leader": "R1",
			"responsible_unit": "A", "responsible_person": "R1", "status": "verified", "due_date": "2026-06-01",
			"completed_on": "2026-06-01", "evidence": "文件"},
	])), "A", JUNE)  # fmt: skip
	assert text.split("\n")[-1] == "设有目标的指标均已达到目标。未发现薄弱环节。"


def test_in_the_words_of_a_hospital():
	with using(PROFILES["hospital"]):
		text = compose(frozen(), "NJ", JUNE)
	assert "排查廉洁风险点6个。其中，高风险2个" in text
	assert "内设机构" not in text and "科室" in text
