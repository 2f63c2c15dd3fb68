"""The desk, what is printed and what is exported in the words of the profile that the site has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import frappe
import openpyxl
import pytest
import requests
from frappe import _
from frappe.translate import get_all_translations
from frappe.www.printview import get_html_and_style

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.profile import using
from lianzheng_risk.risk_screening.language import OF_THE_SITE, shown, site_profile, speak_as_the_site
from lianzheng_risk.setup.wording import app_texts, ensure_wording, remove_wording
from tests.site import records
from tests.site.sites import connected
from tests.site.web import serving

UNIT = "用语"


@pytest.fixture
def chinese(site) -> Iterator[None]:
	frappe.local.lang = "zh"
	yield
	# What was shown is kept outside the database, and the translations themselves are rolled back.
	frappe.translate.clear_cache()


def choose(profile: str) -> None:
	frappe.get_doc("Integrity Risk Settings").update({"profile": profile}).save()


def translations() -> list[tuple]:
	fields = ["name", "language", "source_text", "context", "translated_text", "modified"]
	return sorted(frappe.get_all("Translation", fields=fields, as_list=True), key=str)


def translate_by_hand(source: str, chinese: str, context: str | None = None) -> str:
	values = {"language": "zh", "source_text": source, "translated_text": chinese, "context": context}
	return records.create("Translation", **values).name


def test_the_desk_of_a_hospital_speaks_its_words(chinese) -> None:
	choose("Hospital")
	assert [_(source) for source in ("Integrity Unit", "Integrity Risk Point", "Grade I", "Grade I Risk Points")] == [
		"单位/科室", "廉洁风险点", "高风险", "高风险点",
	]  # fmt: skip
	assert [_(role) for role in ("Integrity Liaison", "Integrity Department Head")] == [
		"廉洁联络员",
		"廉洁风控科室负责人",
	]
	assert _("Very High") == "很高"
	assert shown(v.RANK.by_code["department_head"].text) == "科室负责人"


def test_every_text_of_the_app_follows_and_no_other(chinese) -> None:
	before = get_all_translations("zh").copy()
	choose("Enterprise")
	after = get_all_translations("zh")
	profile = site_profile()
	key = {one: f"{one.source}:{one.context}" if one.context else one.source for one in app_texts()}
	assert {key[one]: after[key[one]] for one in key} == {key[one]: profile.reword(one.chinese) for one in key}
	assert {source for source in after if after[source] != before.get(source)} == {
		key[one] for one in key if profile.reword(one.chinese) != one.chinese
	}


def test_a_text_with_a_context_follows_in_that_context(chinese, monkeypatch) -> None:
	one = next(app_texts())._replace(source="Integrity Test Word", context="Integrity Unit", chinese="内设机构")
	monkeypatch.setattr("lianzheng_risk.setup.wording.app_texts", lambda: iter([one]))
	choose("University")
	assert _("Integrity Test Word", context="Integrity Unit") == "处室"
	assert _("Integrity Test Word") == "Integrity Test Word"


def test_english_stays(chinese) -> None:
	choose("Hospital")
	frappe.local.lang = "en"
	assert (_("Internal Department"), _("Grade I"), shown(v.GRADE.by_code["I"].text)) == (
		"Internal Department", "Grade I", "Grade I",
	)  # fmt: skip


def test_prints_and_reasons_follow(chinese) -> None:
	choose("Hospital")
	records.create_unit(UNIT)
	risk = records.create_risk_point(UNIT, prior_misconduct=1)
	printed = get_html_and_style(risk.doctype, risk.name)["html"]
	assert "廉洁风险点" in printed and "高风险" in printed
	assert not [word for word in ("廉政风险点", "一级", "三级") if word in printed]
	with using(OF_THE_SITE):
		risk.run_method("onload")
	reason = risk.get_onload("grading")["reason"]
	assert reason == "发生机率：较小，危害程度：一般 → 低风险；提级情形：该处曾发生问题 → 提为高风险"


def test_switching_back_leaves_the_translations_as_they_were(chinese) -> None:
	translate_by_hand("Integrity Power", "权力事项")
	before = translations()
	for profile in ("Hospital", "University", "Enterprise"):
		choose(profile)
		assert len(translations()) > len(before)
	choose("Government Body")
	assert translations() == before
	assert _("Integrity Unit") == "单位/内设机构"


def test_a_translation_made_by_hand_is_neither_touched_nor_contradicted(chinese) -> None:
	translate_by_hand("Internal Department", "业务部室")
	by_hand = translations()
	choose("Hospital")
	assert _("Internal Department") == "业务部室"
	assert _("Department Layer") == "科室"
	later = translate_by_hand("Department Layer", "部室")
	assert _("Department Layer") == "部室"
	ensure_wording()
	assert frappe.get_all("Translation", {"source_text": "Department Layer"}, pluck="name") == [later]
	choose("Government Body")
	frappe.delete_doc("Translation", later)
	assert translations() == by_hand


def test_a_record_of_ours_that_somebody_edits_is_theirs(chinese) -> None:
	choose("Hospital")
	name = frappe.db.get_value("Translation", {"source_text": "Integrity Unit", "language": "zh"})
	frappe.get_doc("Translation", name).update({"translated_text": "院区/科室"}).save()
	choose("University")
	assert _("Integrity Unit") == "院区/科室"
	choose("Government Body")
	assert [row[0] for row in translations()] == [name]
	remove_wording()
	assert translations() == []


def test_migrating_mends_what_a_new_version_words_otherwise_and_nothing_else(chinese) -> None:
	choose("Hospital")
	wanted = translations()
	ensure_wording()
	assert translations() == wanted
	# As an older version of the app would have left it: another text under another name, and one that is missing.
	old, missing = (row[0] for row in wanted[:2])
	table = frappe.qb.DocType("Translation")
	frappe.qb.update(table).set(table.name, f"{old[:-5]}00000").set(table.translated_text, "旧译").where(
		table.name == old
	).run()
	frappe.db.delete("Translation", {"name": missing})
	ensure_wording()
	assert [row[:-1] for row in translations()] == [row[:-1] for row in wanted]


def test_a_site_that_never_chose_speaks_as_government_bodies_do(chinese) -> None:
	frappe.db.delete("Singles", {"doctype": "Integrity Risk Settings"})
	frappe.clear_document_cache("Integrity Risk Settings", "Integrity Risk Settings")
	assert site_profile().code == "government"
	assert shown(v.GRADE.by_code["I"].text) == "一级"


@pytest.fixture
def hospital(erp_site: str) -> Iterator[str]:
	"""The site as a hospital for whoever else looks at it: commands and web server."""
	with _committed(erp_site):
		choose("Hospital")
		records.create_unit(UNIT)
		records.create_unit("用语科", UNIT, unit_type="Internal Department")
		records.create_risk_point(UNIT, risk_code="用语风险")
	yield erp_site
	with _committed(erp_site):
		for doctype, name in (
			("Integrity Risk Point", "用语风险"),
			("Integrity Unit", "用语科"),
			("Integrity Unit", UNIT),
		):
			frappe.delete_doc(doctype, name, force=True)
		choose("Government Body")


@contextmanager
def _committed(site: str) -> Iterator[None]:
	with connected(site):
		yield
		frappe.db.commit()


def test_commands_and_requests_speak_as_the_site(hospital: str, bench, sites: Path, tmp_path: Path) -> None:
	bench("--site", hospital, "lianzheng-risk", "export", tmp_path / "登记簿.xlsx")
	book = openpyxl.load_workbook(tmp_path / "登记簿.xlsx")
	assert book["说明"]["B1"].value == "廉洁风险防控登记簿填写说明"
	types = {row[0]: row[2] for row in book["单位"].iter_rows(min_row=2, values_only=True)}
	assert (types[UNIT], types["用语科"]) == ("单位", "科室")
	assert book.custom_doc_props["lianzheng_risk_profile"].value == "hospital"

	with serving(hospital, sites) as address, requests.Session() as session:
		session.post(f"{address}/api/method/login", data={"usr": "Administrator", "pwd": "admin"}).raise_for_status()
		asked = {"doctype": "Integrity Risk Point", "name": "用语风险", "_lang": "zh"}
		answer = session.get(f"{address}/api/method/frappe.desk.form.load.getdoc", params=asked).json()
	reason = answer["docs"][0]["__onload"]["grading"]["reason"]
	assert reason == "发生机率：较小，危害程度：一般 → 低风险"


def test_jobs_speak_as_the_site(chinese) -> None:
	assert f"{speak_as_the_site.__module__}.{speak_as_the_site.__name__}" in frappe.get_hooks("before_job")
