"""Which record of the site a row of a file means, and what it is called from then on."""

from __future__ import annotations

from importing_sample import SITE, errors, outcome, planned, site_with, told, workbook

from lianzheng_risk.core.register import Register

RISK = {"category": "岗位职责", "manifestation": "越过集体研究直接签批付款", "probability": "小", "harm": "一般"}
MEASURE = {"layer": "岗位", "phase": "前期预防", "status": "落实中"}
POST = {"rank": "一般工作人员"}


def test_a_code_is_recognised_whatever_its_width_case_and_spaces() -> None:
	result = planned(
		workbook(
			posts=[{"post": "ｇ 2", "post_name": "办公室主任岗（改）", "unit": "nj-b", "rank": "部门负责人"}],
			tenures=[{"post": "ｇ2", "person": "r2", "start_date": "2022-01-10"}],
		)
	)
	assert result.register["posts"].loc[2, ["post", "unit"]].tolist() == ["G2", "NJ-B"]
	assert outcome(result, "posts") == {"changed": (2,)}
	assert outcome(result, "tenures") == {"unchanged": (2,)}


def test_a_risk_without_code_is_the_one_of_the_same_unit_post_and_title() -> None:
	row = {"unit": "办公室", "post": "办公室主任岗", "title": "用印 登记不全", "probability": "较高"}
	result = planned(workbook(risk_points=[row]))
	assert result.register["risk_points"].loc[2, ["risk", "category"]].tolist() == ["F2", "institution"]
	assert outcome(result, "risk_points") == {"changed": (2,)}
	assert errors(result) == []


def test_of_two_risks_with_one_title_the_power_tells_which() -> None:
	site = site_with(
		powers=[{"power": "Q2", "power_name": "用印审批", "unit": "NJ-B", "category": "other"}],
		risk_points=[
			{"risk": code, "unit": "NJ-B", "title": "把关不严", "power": power, "category": "process", "probability": "small", "harm": "limited"}
			for code, power in (("F8", "Q1"), ("F9", "Q2"))
		],
	)  # fmt: skip
	row = {"unit": "NJ-B", "title": "把关不严"}
	of_power = planned(workbook(risk_points=[row | {"power": "用印审批"}]), site)
	assert of_power.register["risk_points"].loc[2, "risk"] == "F9"
	unclear = planned(workbook(risk_points=[row]), site)
	assert told(unclear, "error") == [("several_on_site", "risk_points!A2")]
	assert "F8、F9" in errors(unclear)[0].message()
	assert not unclear.ready


def test_what_is_new_gets_a_code_and_what_refers_to_it_follows() -> None:
	result = planned(
		workbook(
			posts=[{"post_name": "采购岗", "unit": "NJ-C", **POST}],
			tenures=[{"post": "采购岗", "person": "赵廉", "start_date": "2025-01-01"}],
			risk_points=[{"unit": "NJ-C", "post": "采购岗", "title": "拆分采购规避招标", **RISK}],
			measures=[{"risk": "拆分采购规避招标", "description": "采购计划按年度汇总审核", **MEASURE}],
		)
	)
	assert errors(result) == []
	assert result.register["posts"].loc[2, "post"] == "NEW-1"
	assert result.register["tenures"].loc[2, ["post", "person"]].tolist() == ["NEW-1", "R3"]
	assert result.register["risk_points"].loc[2, ["risk", "post"]].tolist() == ["NEW-2", "NEW-1"]
	assert result.register["measures"].loc[2, ["measure", "risk"]].tolist() == ["NEW-3", "NEW-2"]
	assert {name: table.new for name, table in result.tables.items() if table.new} == {
		"posts": (2,), "tenures": (2,), "risk_points": (2,), "measures": (2,)
	}  # fmt: skip


def test_a_new_code_is_none_that_the_file_uses() -> None:
	rows = [{"post": "new-1", "post_name": "甲岗"}, {"post": None, "post_name": "乙岗"}]
	result = planned(workbook(posts=[row | {"unit": "NJ-C"} | POST for row in rows]))
	assert result.register["posts"]["post"].tolist() == ["new-1", "NEW-2"]


def test_two_rows_without_code_that_say_the_same_are_named_both() -> None:
	row = {"post_name": "采购岗", "unit": "NJ-C", **POST}
	result = planned(workbook(posts=[row, row | {"post_name": "采购 岗"}]))
	assert told(result, "error") == [("same_record", "posts!A3")]
	assert "第2行" in errors(result)[0].message()
	assert outcome(result, "posts") == {"new": (2,), "refused": (3,)}


def test_a_row_without_code_and_one_with_the_code_it_means_are_the_same() -> None:
	rows = [
		{"post": None, "post_name": "办公室经办岗", "unit": "NJ-B"},
		{"post": "G3", "post_name": "文书岗", "unit": "NJ-B"},
	]
	result = planned(workbook(posts=rows))
	assert told(result, "error") == [("same_record", "posts!A2")]
	assert "第3行" in errors(result)[0].message()


def test_two_posts_of_one_name_on_the_site_are_never_guessed() -> None:
	site = site_with(posts=[{"post": "G9", "post_name": "办公室经办岗", "unit": "NJ-B", "rank": "staff"}])
	result = planned(workbook(posts=[{"post_name": "办公室经办岗", "unit": "NJ-B"}]), site)
	assert told(result, "error") == [("several_on_site", "posts!A2")]
	assert "G3、G9" in errors(result)[0].message()


def test_provisional_codes_tie_rows_together_and_mean_nothing_else() -> None:
	"""The list calls F1 what the site calls F2; the site's own F1 is another risk."""
	result = planned(
		workbook(
			units=[{"unit": "D1", "unit_name": "办公室", "parent_unit": None}],
			posts=[{"post": "P1", "post_name": "办公室主任岗", "unit": "D1"}],
			risk_points=[
				{"risk": "F1", "unit": "D1", "post": "P1", "title": "用印登记不全", **RISK},
				{"risk": "F2", "unit": "D1", "post": "P1", "title": "公车私用不登记", **RISK},
			],
			measures=[
				{"measure": "M1", "risk": "F1", "description": "每月核对用印登记", **MEASURE},
				{"measure": "C1", "risk": "F2", "description": "派车单逐次登记", **MEASURE},
			],
		),
		provisional_codes=True,
		within={"NJ", "NJ-B", "NJ-C"},
	)
	assert errors(result) == []
	assert result.register["units"].loc[2, ["unit", "parent_unit"]].tolist() == ["NJ-B", "NJ"]
	assert result.register["risk_points"]["risk"].tolist() == ["F2", "NEW-1"]
	assert result.register["risk_points"]["post"].tolist() == ["G2", "G2"]
	assert result.register["measures"][["measure", "risk"]].to_numpy().tolist() == [["C2", "F2"], ["NEW-2", "NEW-1"]]
	assert outcome(result, "units") == {"unchanged": (2,)}


def test_a_new_department_of_a_list_stands_below_the_unit_that_the_import_is_for() -> None:
	rows = [{"unit": "D1", "unit_name": "审计科", "unit_type": "内设机构"}]
	result = planned(workbook(units=rows), provisional_codes=True, within={"NJ", "NJ-B", "NJ-C"})
	assert result.register["units"].loc[2, ["unit", "parent_unit"]].tolist() == ["NEW-1", "NJ"]
	assert told(result) == []


def test_units_are_known_by_name_below_the_same_parent_level_by_level() -> None:
	"""There is an office in two bureaus; each is found below its own, one of them only after its parent was."""
	site = site_with(
		units=[
			{"unit": "SL", "unit_name": "宁江县示例局", "unit_type": "unit"},
			{"unit": "SL-B", "unit_name": "办公室", "unit_type": "department", "parent_unit": "SL"},
		]
	)
	rows = [
		{"unit_name": "办公室", "parent_unit": "宁江县示例局", "unit_type": "内设机构"},
		{"unit_name": "宁江县示例局", "parent_unit": None, "unit_type": "单位"},
		{"unit_name": "办公室", "parent_unit": "NJ", "unit_type": "内设机构"},
		{"unit_name": "机要室", "parent_unit": "宁江县示例局", "unit_type": "内设机构"},
	]
	result = planned(workbook(units=rows), site)
	assert result.register["units"]["unit"].tolist() == ["SL-B", "SL", "NJ-B", "NEW-1"]
	assert result.register["units"]["parent_unit"].tolist() == ["SL", None, "NJ", "SL"]
	assert errors(result) == []


def test_units_in_a_circle_end_and_are_found() -> None:
	rows = [
		{"unit_name": "甲科", "parent_unit": "乙科", "unit_type": "内设机构"},
		{"unit_name": "乙科", "parent_unit": "甲科", "unit_type": "内设机构"},
	]
	result = planned(workbook(units=rows))
	assert [code for code, _ in told(result, "error")] == ["unit_cycle", "unit_cycle"]


def test_a_name_is_looked_for_where_the_import_is_about_before_elsewhere() -> None:
	elsewhere = {"person": "R9", "person_name": "李明", "unit": "NJ-C", "rank": "staff"}
	site = site_with(people=[elsewhere])
	measure = {"measure": "C1", "risk": "F2", "responsible_person": "李明"}
	both = planned(workbook(measures=[measure]), site)
	assert told(both, "error") == [("ambiguous_name", "measures!C2")]
	near = planned(workbook(measures=[measure]), site, within={"NJ-B"}, directory=Register.of(people=[elsewhere]))
	assert near.register["measures"].loc[2, "responsible_person"] == "R2"


def test_somebody_of_the_organisation_may_be_named_who_is_out_of_sight() -> None:
	directory = Register.of(people=[{"person": "R77", "person_name": "孙督办", "unit": "QT"}])
	raw = workbook(measures=[{"measure": "C1", "responsible_leader": "孙督办"}])
	assert planned(raw, directory=directory).register["measures"].loc[2, "responsible_leader"] == "R77"
	assert told(planned(raw), "error") == [("unresolved_reference", "measures!B2")]


def test_what_the_site_names_out_of_the_users_sight_can_be_imported_again() -> None:
	"""The power Q7 and its step 3 belong to the unit above; the risk point that names them was exported and comes back."""
	risk = {
		"risk": "F7", "unit": "NJ-B", "post": "G7", "power": "Q7", "step_no": 3, "category": "process", "title": "越权用印",
		"manifestation": "未经批准加盖公章", "probability": "small", "harm": "limited",
	}  # fmt: skip
	site = site_with(risk_points=[risk])
	raw = workbook(risk_points=[risk | {"step_no": 3}])
	result = planned(raw, site)
	assert outcome(result, "risk_points") == {"unchanged": (2,)}
	assert errors(result) == []
	other_step = planned(workbook(risk_points=[risk | {"step_no": 4}]), site)
	assert told(other_step, "error") == [("risk_step_missing", "risk_points!E2")]


def test_the_site_itself_is_not_judged() -> None:
	"""The site's measure without a date is not this file's business; the file's is."""
	site = site_with(measures=[{"measure": "C9", "risk": "F1", "layer": "unit", "phase": "prevention", "description": "公开用款", "status": "planned"}])  # fmt: skip
	row = {"measure": "C8", "risk": "F2", "description": "用印前查验审批单", "responsible_person": "R2", **MEASURE}
	assert told(planned(workbook(measures=[row]), site)) == [("measure_without_due_date", "measures!A2")]
	assert SITE["posts"]["post"].tolist() == ["G1", "G2", "G3"]
