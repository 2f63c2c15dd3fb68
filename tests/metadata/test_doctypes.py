"""The DocType files agree with themselves, with each other and with the vocabularies."""

import pytest

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.accountability.ladder import LADDER, REASON
from lianzheng_risk.core.accountability.path import STATE as ACCOUNTABILITY_STATE
from lianzheng_risk.core.accountability.path import TOLD
from lianzheng_risk.core.accountability.suggesting import GROUNDS
from lianzheng_risk.core.activities.conduct import ACTIVITY_STATUS
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND
from lianzheng_risk.core.campaign.words import CAMPAIGN_STATUS, PHASE, RESULT, SCREENING_STATUS
from lianzheng_risk.core.clock import JOB
from lianzheng_risk.core.decisions.words import (
	ATTENDANCE,
	CATEGORY,
	DRAW,
	EXECUTION,
	OPERATORS,
	OPINION,
	SHARE,
)
from lianzheng_risk.core.decisions.words import RESULT as DECISION_RESULT
from lianzheng_risk.core.grading import METHODS
from lianzheng_risk.core.importing import BAD_ROWS, BLANKS, IMPORT_MODE
from lianzheng_risk.core.inspection.appraisal import ASPECTS, SATISFACTION
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE, RATING
from lianzheng_risk.core.measures.rounds import OUTCOME
from lianzheng_risk.core.monitoring.duties import RIGHT
from lianzheng_risk.core.monitoring.path import STATE as HIT_STATE
from lianzheng_risk.core.monitoring.words import CONSEQUENCE, EVENT, MEASURE, PROBE
from lianzheng_risk.core.monitoring.words import OPERATORS as RULE_OPERATORS
from lianzheng_risk.core.notices.words import KIND as CHANNEL_KIND
from lianzheng_risk.core.notices.words import STATE as DELIVERY_STATE
from lianzheng_risk.core.organisation.words import STATUS as SYNC_STATUS
from lianzheng_risk.core.periods import PERIOD
from lianzheng_risk.core.rectification.path import STATE as RECTIFICATION_STATE
from lianzheng_risk.core.scoring.path import STATE as ASSESSMENT_STATE
from lianzheng_risk.core.scoring.words import DIRECTION, ITEM_KIND
from lianzheng_risk.core.upward.path import STATE as PACKAGE_STATE
from lianzheng_risk.core.warnings.causes import SOURCE
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.core.warnings.path import STATE as WARNING_STATE
from lianzheng_risk.risk_screening.register_import.states import SOURCE_KIND, STATUS
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import SCOPED as PLACED
from tests.metadata.files import APP, LAYOUT_FIELDS, MODULES, doctypes, fields, options, records, scrub

PLATFORM_DOCTYPES = {"Currency", "DocType", "Role", "User", "Workflow State"}
PARENTS = {name: doctype for name, doctype in doctypes().items() if not doctype.get("istable")}
SINGLES = {"Integrity Risk Settings"}
SCOPED = {
	"Integrity Person",
	"Integrity Post",
	"Integrity Power",
	"Integrity Risk Point",
	"Integrity Grade Record",
	"Integrity Control Measure",
	"Integrity Screening Campaign",
	"Integrity Post Screening",
	"Integrity Register Import",
	"Integrity List Layout",
	"Integrity Rectification",
	"Integrity Warning",
	"Integrity Rotation Waiver",
	"Integrity Inspection",
	"Integrity Inspection Plan",
	"Integrity Social Appraisal",
	"Integrity Accountability Action",
	"Integrity Notice Channel",
	"Integrity Notice Delivery",
	"Integrity Activity",
	"Integrity Collective Decision",
	"Integrity Decision Threshold",
	"Integrity Decision Draw",
	"Integrity Assessment",
	"Integrity Reported Package",
	"Integrity Monitoring Rule",
	"Integrity Monitoring Hit",
}
_NOT_WATCHING = {"Integrity Department Head", "Integrity Liaison", "Integrity Post Holder", "Integrity Inspector"}
# Files of a whole unit are for nobody who sees only a part of it; what was written is kept for the system's own use.
CLOSED_TO = {
	"Integrity Register Import": {"Integrity Post Holder"},
	"Integrity List Layout": {"Integrity Post Holder"},
	"Integrity Import Journal": set(ROLES),
	"Integrity Clock Run": set(ROLES),
	"Integrity Unit Tally": set(ROLES),
	"Integrity Tally Mark": set(ROLES),
	# The address of a channel holds its key; the log of deliveries is for those who look after them.
	"Integrity Notice Channel": set(ROLES) - {"Integrity Manager"},
	"Integrity Notice Delivery": set(ROLES) - {"Integrity Manager", "Integrity Supervisor", "Integrity Auditor"},
	# It speaks of the whole organisation, whose managers alone may change it.
	"Integrity Organisation Sync": set(ROLES) - {"Integrity Manager"},
	# Who is going to be inspected, and what was found about whom, is not for all of the staff.
	"Integrity Inspection": {"Integrity Post Holder"},
	"Integrity Inspection Plan": {"Integrity Post Holder"},
	# Who said what in a meeting of the leadership, and about whom, is not for all of the staff.
	"Integrity Collective Decision": {"Integrity Post Holder"},
	"Integrity Decision Draw": {"Integrity Post Holder"},
	# How a unit was scored is for those who answer for it.
	"Integrity Assessment": {"Integrity Post Holder"},
	# What whole units report is for those who look after them.
	"Integrity Reported Package": _NOT_WATCHING,
	# Whoever knows how business is watched, and what came of it, could keep just below every line.
	"Integrity Monitoring Rule": _NOT_WATCHING,
	"Integrity Monitoring Hit": _NOT_WATCHING,
	"Integrity Duty Conflict": {*_NOT_WATCHING, "Integrity Unit Leader"},
	# What people say about a unit is not for the unit itself: it could tell who said it.
	"Integrity Social Appraisal": {
		"Integrity Unit Leader",
		"Integrity Department Head",
		"Integrity Liaison",
		"Integrity Post Holder",
	},
}
# What inspectors find they write down themselves.
WRITTEN_BY_INSPECTORS = {"Integrity Inspection"}
OF_THE_SYSTEM = {"Integrity Import Journal", "Integrity Clock Run", "Integrity Unit Tally", "Integrity Tally Mark"}
ORGANISATION_WIDE = {
	"Integrity Risk Grade",
	"Integrity Grading Scheme",
	"Integrity Risk Library Entry",
	"Integrity Inspection Template",
	"Integrity Organisation Sync",
	"Integrity Score Scheme",
	"Integrity Duty Conflict",
}

# What everybody is measured by.
RULES_OF_THE_ORGANISATION = [
	"Integrity Risk Grade",
	"Integrity Grading Scheme",
	"Integrity Inspection Template",
	"Integrity Score Scheme",
]

# Vocabularies behind options that the register does not declare.
OTHER_VOCABULARIES = {
	("Integrity Risk Grade", "grade_name"): v.GRADE,
	("Integrity Risk Grade", "managing_level"): v.RANK,
	("Integrity Grading Level", "grade"): v.GRADE,
	("Integrity Grading Cell", "probability"): v.PROBABILITY,
	("Integrity Grading Cell", "harm"): v.HARM,
	("Integrity Grading Cell", "grade"): v.GRADE,
	("Integrity Grading Veto", "circumstance"): v.VETO,
	("Integrity Grading Veto", "grade"): v.GRADE,
	("Integrity Grading Floor", "business_area"): v.BUSINESS_AREA,
	("Integrity Grading Floor", "grade"): v.GRADE,
	("Integrity Risk Library Entry", "category"): v.RISK_CATEGORY,
	("Integrity Risk Library Entry", "probability"): v.PROBABILITY,
	("Integrity Risk Library Entry", "harm"): v.HARM,
	("Integrity Risk Library Entry", "power_category"): v.POWER_CATEGORY,
	("Integrity Risk Library Entry", "business_area"): v.BUSINESS_AREA,
	("Integrity Risk Library Entry", "post_rank"): v.RANK,
	("Integrity Library Measure", "layer"): v.MEASURE_LAYER,
	("Integrity Library Measure", "phase"): v.MEASURE_PHASE,
	("Integrity Library Measure", "kind"): v.MEASURE_KIND,
	("Integrity Measure Round", "outcome"): OUTCOME,
	("Integrity Rectification", "status"): RECTIFICATION_STATE,
	("Integrity Warning", "status"): WARNING_STATE,
	("Integrity Warning", "source"): SOURCE,
	("Integrity Warning", "colour"): COLOUR,
	("Integrity Warning Line", "colour"): COLOUR,
	("Integrity Clock Run", "job"): JOB,
	("Integrity Score Scheme Item", "kind"): ITEM_KIND,
	("Integrity Score Scheme Item", "direction"): DIRECTION,
	("Integrity Score Rating", "rating"): RATING,
	("Integrity Assessment", "period_kind"): PERIOD,
	("Integrity Assessment", "status"): ASSESSMENT_STATE,
	("Integrity Reported Package", "status"): PACKAGE_STATE,
	("Integrity Assessment", "rating"): RATING,
	("Integrity Inspection", "inspection_type"): INSPECTION_TYPE,
	("Integrity Inspection", "rating"): RATING,
	("Integrity Inspection Plan", "inspection_type"): INSPECTION_TYPE,
	("Integrity Inspection Plan", "recurrence"): v.RECURRENCE,
	("Integrity Inspection Template", "inspection_type"): INSPECTION_TYPE,
	**{("Integrity Social Appraisal", aspect): SATISFACTION for aspect in ASPECTS},
	("Integrity Accountability Action", "status"): ACCOUNTABILITY_STATE,
	("Integrity Accountability Action", "ladder_step"): LADDER,
	("Integrity Accountability Action", "reason_kind"): REASON,
	("Integrity Accountability Line", "ladder_step"): LADDER,
	("Integrity Duty Conflict", "first_right"): RIGHT,
	("Integrity Duty Conflict", "second_right"): RIGHT,
	("Integrity Monitoring Rule", "event"): EVENT,
	("Integrity Monitoring Rule", "consequence"): CONSEQUENCE,
	("Integrity Monitoring Rule", "colour"): COLOUR,
	("Integrity Monitoring Rule", "probe"): PROBE,
	("Integrity Monitoring Figure", "measure"): MEASURE,
	("Integrity Monitoring Hit", "status"): HIT_STATE,
	("Integrity Monitoring Hit", "consequence"): CONSEQUENCE,
	("Integrity Notice Channel", "kind"): CHANNEL_KIND,
	("Integrity Notice Delivery", "status"): DELIVERY_STATE,
	("Integrity Activity", "kind"): ACTIVITY_KIND,
	("Integrity Activity", "status"): ACTIVITY_STATUS,
	("Integrity Activity Requirement", "kind"): ACTIVITY_KIND,
	("Integrity Activity Requirement", "every"): v.RECURRENCE,
	("Integrity Activity Requirement", "rank"): v.RANK,
	("Integrity Activity Requirement", "grade"): v.GRADE,
	("Integrity Collective Decision", "category"): CATEGORY,
	("Integrity Collective Decision", "result"): DECISION_RESULT,
	("Integrity Collective Decision", "quorum"): SHARE,
	("Integrity Collective Decision", "majority"): SHARE,
	("Integrity Collective Decision", "execution_status"): EXECUTION,
	("Integrity Decision Member", "attendance"): ATTENDANCE,
	("Integrity Decision Member", "opinion"): OPINION,
	("Integrity Decision Threshold", "category"): CATEGORY,
	("Integrity Decision Draw", "category"): CATEGORY,
	("Integrity Decision Draw", "status"): DRAW,
	("Integrity Screening Campaign", "status"): CAMPAIGN_STATUS,
	("Integrity Campaign Phase", "phase"): PHASE,
	("Integrity Post Screening", "status"): SCREENING_STATUS,
	("Integrity Post Screening", "result"): RESULT,
	("Integrity Organisation Sync", "status"): SYNC_STATUS,
	("Integrity Register Import", "status"): STATUS,
	("Integrity Register Import", "source_kind"): SOURCE_KIND,
	("Integrity Register Import", "mode"): IMPORT_MODE,
	("Integrity Register Import", "blank_cells"): BLANKS,
	("Integrity Register Import", "bad_rows"): BAD_ROWS,
}
COMPOSED_OPTIONS = {
	("Integrity Accountability Line", "reason_kind"): [REASON.by_code[code].en for code in GROUNDS],
	("Integrity Monitoring Figure", "operator"): list(RULE_OPERATORS),
	("Integrity Grading Scheme", "method"): [text.en for text in METHODS.values()],
	("Integrity Grading Level", "axis"): [v.PROBABILITY.text.en, v.HARM.text.en],
	("Integrity Threshold Condition", "operator"): list(OPERATORS),
	("Integrity Grading Level", "level"): [term.en for term in (*v.PROBABILITY.terms, *v.HARM.terms)],
}
# What Frappe's indicators can show.
INDICATOR_COLOURS = {"red", "orange", "yellow", "green", "blue", "purple", "gray"}


def english(vocabulary: v.Vocabulary) -> list[str]:
	return [term.en for term in vocabulary.terms]


def test_every_document_is_accounted_for():
	assert set(PARENTS) == {*SCOPED, *ORGANISATION_WIDE, *OF_THE_SYSTEM, *SINGLES, "Integrity Unit"}


@pytest.mark.parametrize("name", doctypes())
class TestEveryDoctype:
	def test_stands_where_the_platform_looks_for_it(self, name):
		path, doctype = records("doctype")[name]
		folder = scrub(name)
		assert path == APP / scrub(doctype["module"]) / "doctype" / folder / f"{folder}.json"
		assert doctype["module"] in MODULES
		assert {"__init__.py", f"{folder}.py"} <= {file.name for file in path.parent.iterdir()}

	def test_has_its_controller_class(self, name):
		path, _ = records("doctype")[name]
		assert f"class {name.replace(' ', '')}(" in path.with_suffix(".py").read_text(encoding="utf8")

	def test_orders_each_field_once(self, name):
		doctype = doctypes()[name]
		names = [field["fieldname"] for field in doctype["fields"]]
		assert doctype["field_order"] == names
		assert len(set(names)) == len(names)

	def test_links_lead_somewhere(self, name):
		for field in doctypes()[name]["fields"]:
			if field["fieldtype"] == "Link":
				assert field["options"] in doctypes().keys() | PLATFORM_DOCTYPES, field["fieldname"]
			if field["fieldtype"] == "Table":
				assert doctypes()[field["options"]]["istable"], field["fieldname"]

	def test_fetches_from_fields_that_exist(self, name):
		own = fields(doctypes()[name])
		for field in own.values():
			if "fetch_from" in field:
				link, source = field["fetch_from"].split(".")
				assert source in fields(doctypes()[own[link]["options"]])

	def test_labels_everything_a_person_fills_in(self, name):
		assert all(
			field.get("label") for field in doctypes()[name]["fields"] if field["fieldtype"] not in LAYOUT_FIELDS
		)

	def test_starts_a_choice_empty_or_with_its_default(self, name):
		"""A list of choices that starts with a term would be filled in by the platform before anybody chose."""
		for field in doctypes()[name]["fields"]:
			if field["fieldtype"] == "Select" and not field.get("set_only_once"):
				first = field["options"].split("\n")[0]
				assert first == "" or field.get("default") in options(field) or field["fieldname"] == "indicator_color"


@pytest.mark.parametrize("name", PARENTS)
class TestEveryDocument:
	def test_titles_searches_and_sorts_by_fields_that_exist(self, name):
		doctype = PARENTS[name]
		if name in SINGLES:
			return
		searched = doctype.get("search_fields", "").split(",")
		for field in [doctype["title_field"], *filter(None, searched)]:
			assert field in fields(doctype)
		assert doctype["sort_field"] in {"modified", *fields(doctype)}

	def test_connects_to_fields_that_link_back(self, name):
		for link in PARENTS[name]["links"]:
			# What the platform calls a link by a child table looks into the tables of this very document.
			assert not link.get("is_child_table")
			linking = fields(doctypes()[link["link_doctype"]])
			tables = [
				fields(doctypes()[field["options"]]) for field in linking.values() if field["fieldtype"] == "Table"
			]
			assert any(held.get(link["link_fieldname"], {}).get("options") == name for held in (linking, *tables))

	def test_keeps_its_history(self, name):
		assert PARENTS[name]["track_changes"] == (name not in OF_THE_SYSTEM)

	def test_is_open_to_every_role_of_the_app_and_to_no_other(self, name):
		permissions = [permission for permission in PARENTS[name]["permissions"] if not permission.get("permlevel")]
		roles = [permission["role"] for permission in permissions]
		assert sorted(roles) == sorted({*ROLES, "System Manager"} - CLOSED_TO.get(name, set()))

	def test_is_changed_by_no_inspector_or_auditor(self, name):
		for permission in PARENTS[name]["permissions"]:
			if permission["role"] in ("Integrity Inspector", "Integrity Auditor"):
				assert permission["read"] == 1
				if permission["role"] == "Integrity Inspector" and name in WRITTEN_BY_INSPECTORS:
					continue
				assert not permission.keys() & {"write", "create", "delete", "import", "submit", "cancel"}


@pytest.mark.parametrize("name", RULES_OF_THE_ORGANISATION)
def test_the_rules_are_changed_by_managers_and_supervisors_alone(name):
	writers = {permission["role"] for permission in PARENTS[name]["permissions"] if permission.get("write")}
	assert writers == {"System Manager", "Integrity Manager", "Integrity Supervisor"}


@pytest.mark.parametrize("name", sorted(SCOPED))
def test_what_belongs_to_a_unit_says_so(name):
	unit = fields(PARENTS[name])["unit"]
	assert (unit["fieldtype"], unit["options"], unit["reqd"]) == ("Link", "Integrity Unit", 1)


@pytest.mark.parametrize("name", [name for name, scope in PLACED.items() if scope.concerned])
def test_what_is_about_a_person_says_when_the_person_may_know(name):
	scope, own = PLACED[name], fields(PARENTS[name])
	assert own[scope.concerned]["options"] == "Integrity Person"
	assert set(scope.told) <= set(options(own["status"]))
	assert set(scope.seen_by) <= set(ROLES)


def test_the_person_is_told_of_an_action_when_core_has_it():
	assert [ACCOUNTABILITY_STATE.find(told).code for told in PLACED["Integrity Accountability Action"].told] == list(
		TOLD
	)


def test_the_unit_tree_is_a_nested_set():
	unit = PARENTS["Integrity Unit"]
	assert unit["is_tree"] == 1
	assert unit["nsm_parent_field"] == "parent_integrity_unit"
	assert fields(unit)["parent_integrity_unit"]["options"] == "Integrity Unit"
	assert {"lft", "rgt", "old_parent", "is_group"} <= fields(unit).keys()


@pytest.mark.parametrize(("name", "field"), OTHER_VOCABULARIES)
def test_options_are_the_vocabulary(name, field):
	assert options(fields(doctypes()[name])[field]) == english(OTHER_VOCABULARIES[name, field])


@pytest.mark.parametrize(("name", "field"), COMPOSED_OPTIONS)
def test_options_are_what_core_declares(name, field):
	assert options(fields(doctypes()[name])[field]) == COMPOSED_OPTIONS[name, field]


def test_grades_have_colours_that_an_indicator_can_show():
	assert set(options(fields(PARENTS["Integrity Risk Grade"])["indicator_color"])) <= INDICATOR_COLOURS
