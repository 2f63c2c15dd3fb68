"""The register and reports as files: nothing lost, nothing of other units, and nobody else's to fetch."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import frappe
import openpyxl
import pandas as pd
import pytest
import redis
from frappe.core.doctype.file.utils import find_file_by_url

from lianzheng_risk.core.checks import check
from lianzheng_risk.core.demo import AS_OF
from lianzheng_risk.core.importing import Terms
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import read
from lianzheng_risk.risk_screening.register_export import background, endpoints, job
from lianzheng_risk.risk_screening.register_export.background import ExportUnderWay, QueueDown
from lianzheng_risk.risk_screening.report_export import lists
from lianzheng_risk.store.documents import write_register
from lianzheng_risk.store.exporting import files
from lianzheng_risk.store.exporting.register import export_register, is_larger_than
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.importing.preparing import prepare
from lianzheng_risk.store.mapping import MAPPINGS
from tests.site.bureau import MINE, named, requested
from tests.site.imports import imported
from tests.site.invented import invent
from tests.site.people import create_user, permit

RISK, UNIT = "Integrity Risk Point", "Integrity Unit"
LIST_EXPORT, REPORT_EXPORT = "frappe.desk.reportview.export_query", "frappe.desk.query_report.export_query"
HARD_TEXTS = (
	"=1+1",
	"+86 25",
	"-5 度",
	"@所有人",
	"ＡＢＣ　１２３",
	"第一行\n第二行",
	"_x0041_",
	"a < b > c & d",
	"长" * 5000,
)


def exported(unit: str | None = None) -> Register:
	return check(read(workbook(unit)), DEFAULT, AS_OF).register


def workbook(unit: str | None = None) -> bytes:
	target = BytesIO()
	export_register(target, unit, "zh")
	return target.getvalue()


def downloaded(unit: str | None = None) -> bytes:
	endpoints.download(unit)
	return frappe.response.filecontent


def assert_same(one: Register, other: Register) -> None:
	for name in TABLES:
		pd.testing.assert_frame_equal(one.sorted()[name], other.sorted()[name], obj=name)


def codes(content: bytes) -> set[str]:
	"""The risk points in a register workbook."""
	return set(check(read(content), DEFAULT, AS_OF).register["risk_points"]["risk"])


@pytest.fixture
def uncommitted(bureau) -> Iterator[None]:
	"""What commits, as the log of exports does, is kept back, so that the test leaves nothing behind."""
	frappe.db.commit = lambda: None
	yield
	del frappe.db.commit


class TestRoundTrip:
	@pytest.fixture
	def there(self, site) -> Register:
		register = invent(units=4, seed=7)
		risks = register["risk_points"].copy()
		risks.loc[risks.index[: len(HARD_TEXTS)], "manifestation"] = HARD_TEXTS
		register = Register({**register.frames, "risk_points": risks})
		write_register(register)
		return register

	def test_the_workbook_is_the_register(self, there: Register) -> None:
		assert_same(exported(), there)

	def test_importing_it_again_changes_nothing(self, there: Register) -> None:
		for unit in (None, *there["units"]["unit"]):
			plan = prepare(workbook(unit), Terms(blanks="clear"), unit).plan
			assert plan.ready
			for table in plan.tables.values():
				counts = table.counts()
				assert (counts["new"], counts["changed"], counts["refused"]) == (0, 0, 0), (unit, counts)

	def test_an_empty_site_gets_the_same_register(self, there: Register) -> None:
		content = workbook()
		for table in TABLES:
			frappe.db.delete(MAPPINGS[table].doctype)
		assert read_register()["units"].empty
		imported(check(read(content), DEFAULT, AS_OF).register)
		assert_same(read_register(), there)

	def test_a_department_is_exported_without_the_rest(self, there: Register) -> None:
		units = there["units"]
		below = units[units["parent_unit"].notna()].iloc[-1]["unit"]
		register = exported(below)
		assert set(register["risk_points"]["unit"]) <= set(register["units"]["unit"])
		assert below in set(register["units"]["unit"])
		assert len(register["units"]) < len(units)
		# The unit above is named though it is not in the workbook.
		rows = openpyxl.load_workbook(BytesIO(workbook(below)))["单位"].iter_rows(min_row=2, values_only=True)
		above = units.set_index("unit")["parent_unit"][below]
		assert {row[0]: row[3] for row in rows}[below] == above
		assert above not in set(register["units"]["unit"])


@pytest.mark.usefixtures("uncommitted")
class TestRights:
	def test_a_member_gets_the_own_unit_only(self, member: str) -> None:
		for unit in ("A-1", None):
			assert codes(downloaded(unit)) == named(RISK, MINE)

	@pytest.mark.parametrize("unit", ["A", "A-2"])
	def test_other_units_are_refused_at_every_entry(self, member: str, unit: str) -> None:
		for entry in (endpoints.begin, endpoints.download, endpoints.standing):
			with pytest.raises(frappe.PermissionError):
				entry(unit)

	def test_a_post_holder_exports_nothing(self, acting) -> None:
		acting("A-1", "Integrity Post Holder")
		for unit in ("A-1", None):
			with pytest.raises(frappe.PermissionError):
				endpoints.begin(unit)

	def test_the_right_holds_where_the_role_does(self, acting) -> None:
		user = acting("A-1", "Integrity Liaison", by_table=True)
		frappe.set_user("Administrator")
		unit = frappe.get_doc(UNIT, "A-2")
		unit.append("members", {"user": user, "role": "Integrity Post Holder"})
		unit.save()
		frappe.set_user(user)
		assert endpoints.begin("A-1")["at_once"]
		for elsewhere in ("A-2", None):
			with pytest.raises(frappe.PermissionError):
				endpoints.begin(elsewhere)

	def test_small_is_what_the_user_sees_of_it(self, member: str) -> None:
		# Two units with a person, a post, a power, a risk point and a measure each.
		assert [is_larger_than(most, None) for most in (11, 12)] == [True, False]


@pytest.fixture
def liaison(acting) -> str:
	return acting("A-1", "Integrity Liaison")


@pytest.mark.usefixtures("uncommitted")
class TestInTheBackground:
	@pytest.fixture
	def file(self, liaison: str) -> Iterator[frappe._dict]:
		job.run("A-1", "zh")
		(row,) = frappe.get_all("File", filters={"folder": files.FOLDER, "is_folder": 0}, fields=["*"])
		yield row
		_on_disk(row).unlink(missing_ok=True)

	def test_the_file_holds_what_the_user_may_see(self, file, liaison: str) -> None:
		assert codes(_on_disk(file).read_bytes()) == named(RISK, MINE)
		assert (file.owner, file.is_private, file.attached_to_doctype) == (liaison, 1, None)
		assert file.file_size == _on_disk(file).stat().st_size

	def test_the_user_is_told_and_can_fetch_it(self, file, liaison: str) -> None:
		told = background.standing(job.key("A-1"))
		assert (told["state"], told["file_url"]) == ("done", file.file_url)
		notice = frappe.get_last_doc("Notification Log", filters={"for_user": liaison})
		assert notice.link == file.file_url and "单位A-1廉政风险防控登记簿" in notice.subject
		assert find_file_by_url(file.file_url).name == file.name
		assert file.name in frappe.get_list("File", pluck="name")

	@pytest.mark.parametrize(
		"role", ["Integrity Liaison", "Integrity Unit Leader", "Integrity Manager", "System Manager"]
	)
	def test_nobody_else_can_fetch_it(self, file, role: str) -> None:
		frappe.set_user("Administrator")
		other = create_user("colleague@example.com", role)
		permit("A-1", other)
		frappe.set_user(other)
		assert find_file_by_url(file.file_url) is None
		assert file.name not in frappe.get_list("File", pluck="name")
		assert not frappe.has_permission("File", "read", file.name)
		assert background.standing(job.key("A-1")) == {"state": "unknown"}

	def test_it_is_removed_after_some_days(self, file) -> None:
		files.remove_old()
		assert frappe.db.exists("File", file.name)
		frappe.db.set_value("File", file.name, "creation", frappe.utils.add_days(None, -files.KEPT_DAYS - 2))
		files.remove_old()
		assert not frappe.db.exists("File", file.name)
		assert not _on_disk(file).exists()

	def test_a_failure_is_told_and_leaves_nothing(self, liaison: str, monkeypatch) -> None:
		monkeypatch.setattr(frappe.db, "rollback", lambda: None)  # the bureau is not committed
		job.run("A-2", "zh")
		frappe.local.message_log = []
		assert background.standing(job.key("A-2"))["state"] == "failed"
		assert "导出失败" in frappe.get_last_doc("Notification Log", filters={"for_user": liaison}).subject
		assert not frappe.get_all("File", filters={"folder": files.FOLDER, "is_folder": 0})
		assert not list(Path(frappe.get_site_path("private", "files")).glob(f"{files._UNFINISHED}*"))

	def test_one_at_a_time(self, liaison: str, monkeypatch) -> None:
		monkeypatch.setattr(endpoints, "AT_ONCE", 3)
		queued = []
		monkeypatch.setattr(frappe, "enqueue", lambda method, **options: queued.append(options))
		assert endpoints.begin("A-1")["at_once"] is False
		assert [(each["unit"], each["enqueue_after_commit"]) for each in queued] == [("A-1", True)]
		monkeypatch.setattr(background, "is_job_enqueued", lambda job_id: True)
		with pytest.raises(ExportUnderWay):
			endpoints.begin("A-1")
		with pytest.raises(endpoints.ExportTooLarge):
			endpoints.download("A-1")

	def test_without_a_queue_it_says_so(self, liaison: str, monkeypatch) -> None:
		def down(job_id):
			raise redis.exceptions.ConnectionError("refused")

		monkeypatch.setattr(endpoints, "AT_ONCE", 3)
		monkeypatch.setattr(background, "is_job_enqueued", down)
		with pytest.raises(QueueDown, match="无法连接任务队列"):
			endpoints.begin("A-1")


def _on_disk(file: frappe._dict) -> Path:
	return Path(frappe.get_site_path(file.file_url.lstrip("/")))


def list_export(doctype: str = RISK, file_format: str = "Excel", **more) -> bytes:
	fields = [f"`tab{doctype}`.`{field}`" for field in more.pop("fields", ["name", "title", "grade", "unit"])]
	requested(LIST_EXPORT, doctype=doctype, fields=frappe.as_json(fields), file_format_type=file_format,
		translate_values="1", order_by="name asc", **more)  # fmt: skip
	return frappe.response.filecontent


def report_export(name: str, file_format: str = "Excel", **more) -> bytes:
	requested(REPORT_EXPORT, report_name=name, file_format_type=file_format, filters="{}", visible_idx="[]", **more)
	return frappe.response.filecontent


def rows_of(content: bytes) -> list[tuple]:
	return list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))


@pytest.mark.usefixtures("uncommitted")
class TestReports:
	def test_lists_hold_the_own_unit_only(self, liaison: str) -> None:
		header, *rows = rows_of(list_export())
		assert header == ("序号", "ID", "风险点", "风险等级", "所属单位")
		assert rows == [
			(1, "A-1-1-F", "A-1-1的风险点", "三级", "A-1-1"),
			(2, "A-1-F", "A-1的风险点", "三级", "A-1"),
		]

	def test_reports_hold_the_own_unit_only(self, liaison: str) -> None:
		frappe.delete_doc("Integrity Control Measure", "A-1-C", force=True, ignore_permissions=True)
		frappe.db.set_value(RISK, {"name": ["like", "A%"]}, "post", None)
		header, *rows = rows_of(report_export("Posts without Risk Points"))
		assert header[:3] == ("单位", "岗位名称", "岗位层次")
		assert {row[1] for row in rows} == named("Integrity Post", MINE)

	def test_text_stays_text_and_dates_are_dates(self, liaison: str) -> None:
		frappe.db.set_value(RISK, "A-1-F", {"title": "=1+1", "publicity_until": "2026-06-30"})
		sheet = openpyxl.load_workbook(BytesIO(list_export(fields=["name", "title", "publicity_until"]))).active
		title, day = sheet["C3"], sheet["D3"]
		assert (title.value, title.data_type) == ("=1+1", "s")
		assert day.is_date and f"{day.value:%Y-%m-%d}" == "2026-06-30"
		assert sheet.freeze_panes == "A2"

	def test_csv_cannot_be_run(self, liaison: str) -> None:
		frappe.db.set_value(RISK, "A-1-F", "title", "=1+1")
		content = list_export(file_format="CSV", csv_delimiter=",", csv_quoting="2")
		assert content.startswith("\ufeff".encode())
		rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
		assert rows[2][2] == "'=1+1" and rows[2][1] == "A-1-F"

	def test_who_may_not_export_gets_nothing(self, acting) -> None:
		acting("A-1", "Integrity Post Holder")
		for export in (list_export, lambda: report_export("Posts without Risk Points")):
			with pytest.raises(frappe.PermissionError):
				export()

	def test_in_the_background_it_is_the_users_own_file(self, liaison: str, monkeypatch) -> None:
		queued = []
		monkeypatch.setattr(frappe, "enqueue", lambda method, **options: queued.append((method, options)))
		monkeypatch.setattr(background, "is_job_enqueued", lambda job_id: False)
		list_export(export_in_background="1")
		((method, options),) = queued
		assert method == lists.RUN
		lists.run(options["params"], options["csv_params"], options["lang"])
		(file,) = frappe.get_all("File", filters={"folder": files.FOLDER, "is_folder": 0}, fields=["*"])
		try:
			assert (file.owner, file.attached_to_doctype) == (liaison, None)
			assert [row[1] for row in rows_of(_on_disk(file).read_bytes())] == ["ID", "A-1-1-F", "A-1-F"]
		finally:
			_on_disk(file).unlink()

	def test_other_doctypes_go_to_the_platform(self, bureau) -> None:
		content = list_export("Role", fields=["name"])
		assert openpyxl.load_workbook(BytesIO(content)).active.freeze_panes is None
