"""ERPNext's own tests are compared one by one: what one run lacks, or a run that told nothing, is a difference."""

from tests.erpnext_own.outcomes import differences, outcomes_in

REPORT = """<testsuites><testsuite>
<testcase classname="orders.TestOrder" name="test_one"/>
<testcase classname="orders.TestOrder" name="test_two"><failure message="1 != 2"/><system-out/></testcase>
<testcase classname="orders.TestOrder" name="test_three"><error/></testcase>
<testcase classname="orders.TestOrder" name="test_four"><skipped/></testcase>
</testsuite></testsuites>"""


def test_outcomes_are_read_from_the_report(tmp_path):
	report = tmp_path / "report.xml"
	assert outcomes_in(report) == {}
	report.write_text("")
	assert outcomes_in(report) == {}
	report.write_text(REPORT)
	names = ("one", "two", "three", "four")
	said = ("passed", "failed", "error", "skipped")
	assert outcomes_in(report) == {
		f"orders.TestOrder.test_{name}": what for name, what in zip(names, said, strict=True)
	}


def test_every_test_that_comes_out_otherwise_is_told():
	before = {"a": "passed", "b": "passed", "c": "failed"}
	assert differences(before, before) == []
	assert differences(before, {"a": "error", "c": "failed", "d": "passed"}) == [
		"a: passed → error",
		"b: passed → not run",
		"d: not run → passed",
	]
