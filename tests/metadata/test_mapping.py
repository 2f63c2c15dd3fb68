"""Every field of the register has its place on a site, of the same kind, under the same name."""

import pytest

from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.mapping import MAPPINGS
from tests.metadata.files import LAYOUT_FIELDS, doctypes, fields, options, translated

FIELDTYPES = {
	"text": {"Data"},
	"longtext": {"Small Text", "Text"},
	"term": {"Select"},
	"reference": {"Link"},
	"integer": {"Int"},
	"amount": {"Currency"},
	"boolean": {"Check"},
	"date": {"Date"},
}
# What a site computes, what the approval path leaves behind and where a text comes from: the register holds none of it.
COMPUTED_OR_APPROVED = {
	"grade", "proposed_grade", "base_grade", "scheme",
	"workflow_state", "approving_level", "revision", "grade_record", "lowering_evidence",
	"step_due", "publicity_until", "drafted_by", "library_entry",
}  # fmt: skip
# What the platform keeps of every document: its name, its state, its place among others.
OF_THE_PLATFORM = {"name", "docstatus", "idx"}
# Documents outside the register: in a workbook their names are texts.
SOURCE = {"source_doctype": "Link", "source_name": "Dynamic Link", "currency": "Link", "company": "Autocomplete"}
# The score sheet of an inspection stays on the site where it was filled in, like its template and its plan.
SCORED_OR_PLANNED = {"template", "plan", "full_total", "self_total", "checked_total", "rating", "amended_from"}
# Documents of the business and what they drew are only good where those documents are; ratification follows from another
# decision of the site.
BOUND_TO_BUSINESS = {
	"tally", "decided_by", "ratified_by", "reference_doctype", "reference_name", "ratifies", "drawn", "left_over", "amended_from",
}  # fmt: skip
EVERY_FIELD = [
	(table, name)
	for table, mapping in MAPPINGS.items()
	for name in mapping.fields
	if not (mapping.parent and name == mapping.parent.field) and mapping.fields[name] not in OF_THE_PLATFORM
]


def test_every_table_has_its_doctype():
	assert list(MAPPINGS) == list(TABLES)
	assert {mapping.doctype for mapping in MAPPINGS.values()} <= doctypes().keys()


@pytest.mark.parametrize("table", TABLES)
def test_fields_come_in_the_register_s_order(table):
	mapping = MAPPINGS[table]
	mapped = [field for field in mapping.fields.values() if field not in OF_THE_PLATFORM | {"parent"}]
	assert tuple(mapping.fields) == TABLES[table].columns
	assert [name for name in doctypes()[mapping.doctype]["field_order"] if name in mapped] == mapped


@pytest.mark.parametrize(("table", "name"), EVERY_FIELD)
class TestEveryField:
	def test_is_of_the_same_kind(self, table, name):
		column = TABLES[table][name]
		field = fields(doctypes()[MAPPINGS[table].doctype])[MAPPINGS[table].fields[name]]
		assert field["fieldtype"] in FIELDTYPES[column.kind] | {SOURCE.get(name)}
		if column.kind == "reference":
			assert field["options"] == MAPPINGS[column.reference].doctype
		if column.kind == "term":
			assert options(field) == [term.en for term in column.vocabulary.terms]

	def test_is_required_where_the_register_requires_it(self, table, name):
		mapping = MAPPINGS[table]
		field = fields(doctypes()[mapping.doctype])[mapping.fields[name]]
		is_code = not mapping.parent and TABLES[table].key == (name,)
		# A code may stay empty in the form, where the next number of the series fills it.
		assert bool(field.get("reqd")) == (TABLES[table][name].required and not is_code)

	def test_is_called_the_same_in_both_languages(self, table, name):
		column, doctype = TABLES[table][name], MAPPINGS[table].doctype
		field = fields(doctypes()[doctype])[MAPPINGS[table].fields[name]]
		assert field["label"] == column.text.en
		assert translated(field["label"], doctype) == column.text.zh

	def test_offers_the_vocabulary_in_chinese(self, table, name):
		for term in getattr(TABLES[table][name].vocabulary, "terms", ()):
			if TABLES[table][name].kind == "term":
				assert translated(term.en, MAPPINGS[table].doctype) == term.zh


@pytest.mark.parametrize("table", [name for name, mapping in MAPPINGS.items() if mapping.parent])
def test_child_rows_stand_in_their_parent(table):
	mapping = MAPPINGS[table]
	parent = MAPPINGS[TABLES[table][mapping.parent.field].reference]
	assert mapping.parent.doctype == parent.doctype
	assert fields(doctypes()[parent.doctype])[mapping.parent.parentfield]["options"] == mapping.doctype
	assert mapping.fields[mapping.parent.field] == "parent"


def test_documents_hold_nothing_that_the_register_lacks_but_what_the_site_adds():
	"""A field that a person fills in and that the register does not carry would be lost by export and import."""
	own = {
		(mapping.doctype, name)
		for mapping in MAPPINGS.values()
		for name, field in fields(doctypes()[mapping.doctype]).items()
		if field["fieldtype"] not in LAYOUT_FIELDS | {"Table", "HTML"}
		and not field.get("hidden")
		and name not in mapping.fields.values()
	}
	assert own == {
		("Integrity Person", "user"),
		("Integrity Control Measure", "unit"),
		("Integrity Rotation Waiver", "unit"),
		("Integrity Warning", "grade"),
		("Integrity Inspection Inspector", "person_name"),
		*(("Integrity Inspection", name) for name in SCORED_OR_PLANNED),
		("Integrity Decision Member", "person_name"),
		*(("Integrity Collective Decision", name) for name in BOUND_TO_BUSINESS),
		*(("Integrity Risk Point", name) for name in COMPUTED_OR_APPROVED),
	}


def test_selects_name_fields_as_the_platform_queries_them():
	assert MAPPINGS["units"].select("parent_unit") == "parent_integrity_unit"
	assert MAPPINGS["tenures"].select("person") == "tenures.person"
	assert MAPPINGS["tenures"].select("post") == "name"
	assert (MAPPINGS["units"].unit_field, MAPPINGS["power_steps"].unit_field) == ("name", "unit")
