"""社会评议 on a real site: what the public is offered, what is taken and kept, and that it ends somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
import requests
from frappe.model.document import Document
from frappe.utils import add_days, nowdate

from lianzheng_risk.core.inspection.appraisal import ASPECTS, AT_MOST
from lianzheng_risk.risk_supervision.appraisals.public import APPRAISAL, appraise, units_on_offer
from lianzheng_risk.risk_supervision.appraisals.sums import satisfaction
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.sites import ERP_SITE, connected
from tests.site.web import serving

PLAN = "Integrity Inspection Plan"
PAGE = "integrity_appraisal"
METHOD = "api/method/lianzheng_risk.risk_supervision.appraisals.public.appraise"
ANSWERS = dict.fromkeys(ASPECTS, "satisfied")


def opened(unit: str = "Y", **values) -> Document:
	plan = {
		"title": "社会评议",
		"unit": unit,
		"inspection_type": "Social Appraisal",
		"recurrence": "Every Year",
		"first_on": nowdate(),
		"is_public": 1,
	}
	return records.create(PLAN, **plan | values)


class TestOffer:
	def test_is_the_names_of_public_units_each_once(self, county):  # noqa: F811
		first = opened()
		opened()
		opened("Z", is_public=0)
		opened("Y-1", active=0)
		opened("X", inspection_type="Special Inspection")
		opened("Z", first_on=add_days(nowdate(), 1))
		opened("Z", first_on=add_days(nowdate(), -9), until=add_days(nowdate(), -1))
		assert units_on_offer() == [{"key": first.public_key, "name": "单位Y"}]

	def test_only_social_appraisals_are_public(self, county):  # noqa: F811
		assert opened(inspection_type="Special Inspection").is_public == 0

	def test_a_key_stays_as_it_was_given(self, county):  # noqa: F811
		plan = opened()
		key = plan.public_key
		plan.update({"public_key": "guess"}).save()
		assert plan.public_key == key


class TestTaking:
	def test_keeps_the_answers_and_neither_person_nor_hour(self, county):  # noqa: F811
		plan = opened()
		with acting("chief"):
			appraise(plan.public_key, frappe.as_json(ANSWERS | {"service": "unknown"}), " 排队太久 ")
		(name,) = frappe.get_all(APPRAISAL, pluck="name")
		kept = frappe.get_doc(APPRAISAL, name)
		assert (kept.unit, str(kept.received_on), kept.comment) == ("Y", nowdate(), "排队太久")
		assert (kept.duties, kept.service) == ("Satisfied", "Cannot Say")
		assert (kept.owner, kept.modified_by, str(kept.creation)[11:19]) == ("Guest", "Guest", "00:00:00")
		assert frappe.get_all("Version", filters={"ref_doctype": APPRAISAL}) == []

	@pytest.mark.parametrize("answers", [{}, "[]", '{"duties": "satisfied"}', ANSWERS | {"duties": "Satisfied"}])
	def test_refuses_what_is_no_answer(self, county, answers):  # noqa: F811
		plan = opened()
		with pytest.raises(frappe.ValidationError, match="请对每一项作出评价"):
			appraise(plan.public_key, answers)

	@pytest.mark.parametrize("key", ["Y", "", "%"])
	def test_refuses_a_unit_that_is_not_on_offer(self, county, key):  # noqa: F811
		opened()
		with pytest.raises(frappe.ValidationError, match="不接受评议"):
			appraise(key, ANSWERS)
		assert frappe.get_all(APPRAISAL) == []

	def test_is_summed_up_for_who_may_read_it(self, county):  # noqa: F811
		plan = opened()
		for answer in ("satisfied", "dissatisfied", "unknown"):
			appraise(plan.public_key, dict.fromkeys(ASPECTS, answer))
		assert satisfaction("Y", nowdate()) == {"received": 3, "percent": 50.0}
		assert satisfaction("Z", nowdate()) == {"received": 0, "percent": None}
		for user, seen in (("supervisor", True), ("chief", False)):
			with acting(user):
				document = frappe.get_doc(PLAN, plan.name)
				document.onload()
				assert ("appraisals" in (document.get("__onload") or {})) is seen


class TestFromOutside:
	@pytest.fixture
	def address(self, erp_site: str, sites: Path) -> Iterator[tuple[str, str]]:
		with connected(erp_site):
			records.create_unit("XPUBLIC", unit_name="政务服务局")
			key = opened("XPUBLIC").public_key
			frappe.db.commit()
		with serving(erp_site, sites) as served:
			yield served, key
		with connected(ERP_SITE):
			for doctype in (APPRAISAL, PLAN, "Integrity Unit"):
				frappe.db.delete(doctype)
			frappe.db.delete("Series", {"name": ["like", "LZ-%"]})
			frappe.cache.delete_keys("rl:")
			frappe.db.commit()

	def test_the_page_says_names_and_nothing_else_and_answers_run_out(self, address):
		served, key = address
		page = requests.get(f"{served}/{PAGE}", headers={"Accept-Language": "zh"}, timeout=60)
		assert page.status_code == 200
		assert "政务服务局" in page.text
		assert key in page.text
		assert "XPUBLIC" not in page.text
		statuses = [
			requests.post(f"{served}/{METHOD}", json={"unit": key, "answers": ANSWERS}, timeout=60).status_code
			for _ in range(AT_MOST)
		]
		assert statuses == [200] * AT_MOST
		for method in (METHOD, METHOD.replace("api/", "api/v2/")):
			late = requests.post(f"{served}/{method}", json={"unit": key, "answers": ANSWERS}, timeout=60)
			assert late.status_code == 429
		for doctype in (APPRAISAL, PLAN, "Integrity Unit"):
			listed = requests.get(f"{served}/api/resource/{doctype}", timeout=60)
			assert listed.status_code in (401, 403)
