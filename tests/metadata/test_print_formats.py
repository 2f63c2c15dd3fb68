"""The print formats stand on their DocTypes, ask for data that exists, and are offered under names people know."""

import json
import re

import pytest

import lianzheng_risk.hooks as hooks
from tests.metadata.files import APP, MODULES, chinese, doctypes, records

FORMATS = records("print_format")
FORMS_OF_SUPERVISION = {"检查记录": "Integrity Inspection", "整改通知书": "Integrity Rectification"}
FORMS_OF_DECISIONS = dict.fromkeys(("三重一大会议记录", "三重一大决定书"), "Integrity Collective Decision")
FORMS_OF_THE_REGISTER = {
	"廉政承诺书": "Integrity Post",
	"岗位廉政风险点排查登记表": "Integrity Post",
	"内设机构廉政风险点排查登记表": "Integrity Unit",
	"单位廉政风险点排查登记表": "Integrity Unit",
	"职权目录": "Integrity Unit",
	"廉政风险等级目录": "Integrity Unit",
}
METHODS = {path.rpartition(".")[2] for path in hooks.jinja["methods"]}


def test_the_forms_of_the_register_are_there():
	found = {name: record["doc_type"] for name, (_, record) in FORMATS.items()}
	assert found.items() >= (FORMS_OF_THE_REGISTER | FORMS_OF_SUPERVISION | FORMS_OF_DECISIONS).items()


@pytest.mark.parametrize("name", FORMATS)
class TestEveryFormat:
	def test_stands_where_the_platform_looks_for_it(self, name):
		path, record = FORMATS[name]
		assert path.stem == path.parent.name
		assert record["module"] in MODULES
		assert record["doc_type"] in doctypes()
		assert (record["standard"], record["custom_format"], record["print_format_type"]) == ("Yes", 1, "Jinja")

	def test_asks_for_one_of_our_methods_about_the_document_named(self, name):
		(method,) = re.findall(r"= (\w+)\(doc\.name\)", FORMATS[name][1]["html"])
		assert method in METHODS

	def test_shows_a_template_of_the_app(self, name):
		(template,) = re.findall(r'\{% include "lianzheng_risk/([^"]+)" %\}', FORMATS[name][1]["html"])
		assert "{% include" in (APP / template).read_text(encoding="utf8")

	def test_carries_its_chinese_title(self, name):
		"""The platform shows a print format by its name, which is also the title in Chinese."""
		assert name in chinese().values()


def test_people_s_words_are_escaped():
	template = (APP / "templates/prints/form.html").read_text(encoding="utf8").strip()
	assert template.startswith("{% autoescape true %}")
	assert template.endswith("{% endautoescape %}")
	assert "|safe" not in template.replace(" ", "")


def test_a_post_is_printed_on_its_form_and_a_unit_offers_all_of_its_forms():
	assert doctypes()["Integrity Post"]["default_print_format"] == "岗位廉政风险点排查登记表"
	script = (APP / "public/js/unit_forms.js").read_text(encoding="utf8")
	offered = dict(re.findall(r'\[__\("([^"]+)"\), ("[^"]+")\]', script))
	assert {json.loads(name) for name in offered.values()} == {
		name for name, (_, record) in FORMATS.items() if record["doc_type"] == "Integrity Unit"
	}
	assert all(chinese()[label, ""] == json.loads(name) for label, name in offered.items())
