"""What holds for each row of a register on one day: derived once, then counted, ranked and shown.

A fact is an aligned column, by position: whether a post has been screened, the grade of a risk point, whether a measure
is overdue. References are followed by row positions, never by merging text.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lianzheng_risk.core import ledger_facts
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.expectations import USUAL, Expectations
from lianzheng_risk.core.grading import GRADE_OF, Scheme, codes, severities
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.workdays import add_workdays

Facts = dict[str, pd.DataFrame]

EFFECTIVE = ("planned", "in_progress", "implemented", "verified")
IN_PLACE = ("implemented", "verified")
HIGH = ("I", "II")

# These rows are of no unit of their own: they belong where the row they refer to belongs.
OWNED_THROUGH = {
	"tenures": "post",
	"power_steps": "power",
	"measures": "risk",
	"activity_posts": "activity",
	"inspection_inspectors": "inspection",
	"inspection_findings": "inspection",
	"waivers": "post",
	"decision_members": "decision",
}

_GRADE_POSITIONS = np.array([-1, *(v.GRADE.codes.index(GRADE_OF[severity]) for severity in sorted(GRADE_OF))])


@dataclass(frozen=True)
class Links:
	"""Where the references of a register point, each looked up once."""

	register: Register
	_rows: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)

	def rows(self, table: str, column: str) -> np.ndarray:
		"""The row, by position, that each reference in the column points to; -1 where it is empty or points nowhere."""
		if (table, column) not in self._rows:
			other = TABLES[TABLES[table][column].reference]
			self._rows[table, column] = codes(self.register[table][column], self.register[other.name][other.key[0]])
		return self._rows[table, column]

	def owners(self, units: Sequence[str]) -> dict[str, np.ndarray]:
		"""For each table the position in `units` of the unit that each row belongs to, -1 where it is none of them."""
		owners = {name: codes(self.register[name]["unit"], units) for name in TABLES if name not in OWNED_THROUGH}
		for name, column in OWNED_THROUGH.items():
			owners[name] = _at(owners[TABLES[name][column].reference], self.rows(name, column), missing=-1)
		return owners

	def severities(self, scheme: Scheme) -> np.ndarray:
		"""The severity of each risk point, floors by the business area of its power included; 0 where it has none."""
		area_of_power = codes(self.register["powers"]["business_area"], v.BUSINESS_AREA.codes)
		areas = pd.Categorical.from_codes(
			_at(area_of_power, self.rows("risk_points", "power"), missing=-1),
			categories=pd.Index(v.BUSINESS_AREA.codes, dtype=object),
		)
		return severities(scheme, self.register["risk_points"], pd.Series(areas))


def derive(
	register: Register, tree: Tree, scheme: Scheme, as_of: datetime.date, expected: Expectations = USUAL
) -> Facts:
	"""The facts of each table that is counted, a frame per table with one row per row of the register's.

	`required_activities` is no table of the register: it has a row for each activity that is required of a post.

	Every frame has `unit`, the position in the tree of the unit that the row belongs to (-1 outside the tree). Rows
	outside the tree still count as evidence: a post is screened, or a floor applies, wherever the other row belongs.
	The keys of the register are taken to be unique and its references to resolve, as `checks` sees to.
	"""
	links = Links(register)
	day = pd.Timestamp(as_of)
	owners = links.owners(tree.codes)
	grade = _GRADE_POSITIONS[links.severities(scheme)]
	in_office = _in_office(register["tenures"], day)
	measures = _measures(register["measures"], day, _at(grade, links.rows("measures", "risk"), missing=-1))
	posts = _posts(links, in_office)
	of_tenure = links.rows("tenures", "post")
	in_key_post = _at(posts["key"], of_tenure, missing=False)
	tenures = ledger_facts.rotation(register["tenures"], in_office, in_key_post, register["waivers"], day, expected)
	posts |= {name: _pointed_at(of_tenure[hit], register["posts"]) for name, hit in tenures.items()}
	required = ledger_facts.activities(
		register, posts, grade, links.rows("risk_points", "post"), as_of, expected.activities
	)
	owing = required["post"].to_numpy()[required["overdue"].to_numpy()]
	posts["activity_overdue"] = _pointed_at(owing, register["posts"])
	inspections = ledger_facts.inspections(register["inspections"], day)
	of_inspection = _at(inspections["held"], links.rows("inspection_findings", "inspection"), missing=False)
	columns: dict[str, Mapping[str, np.ndarray]] = {
		"units": {"screened": np.isin(owners["units"], owners["risk_points"])},
		"people": _people(links, in_office, posts["screened"]),
		"posts": posts,
		"powers": _powers(links),
		"power_steps": {},
		"risk_points": _risk_points(links, scheme, grade, measures)
		| _approvals(register["risk_points"], grade, as_of, expected.filing_days),
		"measures": measures,
		"inspections": inspections,
		"inspection_findings": ledger_facts.findings(register["inspection_findings"], of_inspection),
		"rectifications": ledger_facts.rectifications(register["rectifications"], day),
		"warnings": ledger_facts.warnings(register["warnings"], day),
		"decisions": ledger_facts.decisions(register["decisions"], day),
	}
	facts = {name: pd.DataFrame({"unit": owners[name], **found}, copy=False) for name, found in columns.items()}
	of_posts = _at(owners["posts"], required["post"].to_numpy(), missing=-1)
	return {**facts, "required_activities": required.assign(unit=of_posts)}


def _at(values: np.ndarray, rows: np.ndarray, missing) -> np.ndarray:
	"""The values at these rows, `missing` at row -1."""
	return np.append(values, np.asarray(missing, dtype=values.dtype))[rows]


def _pointed_at(rows: np.ndarray, frame: pd.DataFrame) -> np.ndarray:
	"""Which rows of a frame occur in `rows`; -1 is nowhere."""
	found = np.zeros(len(frame) + 1, dtype=bool)
	found[rows] = True
	return found[:-1]


def _given(values: pd.Series) -> np.ndarray:
	return values.notna().to_numpy()


def _is_one_of(positions: np.ndarray, vocabulary: v.Vocabulary, wanted: Sequence[str]) -> np.ndarray:
	"""Whether a term's position in its vocabulary is that of one of the wanted terms; -1 never is."""
	return np.array([*(code in wanted for code in vocabulary.codes), False])[positions]


def _in_office(tenures: pd.DataFrame, day: pd.Timestamp) -> np.ndarray:
	"""Which tenures run on that day, the first and the last day included."""
	begun = tenures["start_date"] <= day
	open_end = tenures["end_date"].isna() | (tenures["end_date"] >= day)
	return (begun & open_end).to_numpy()


def _posts(links: Links, in_office: np.ndarray) -> dict[str, np.ndarray]:
	posts = links.register["posts"]
	key = posts["key_post"].to_numpy(dtype=bool)
	screened = _pointed_at(links.rows("risk_points", "post"), posts)
	of_tenure, tenures = links.rows("tenures", "post"), links.register["tenures"]
	return {
		"key": key,
		"held": _pointed_at(of_tenure[in_office], posts),
		"ever_held": _pointed_at(of_tenure, posts),
		"since": tenures["start_date"][in_office]
		.groupby(of_tenure[in_office])
		.min()
		.reindex(range(len(posts)))
		.to_numpy(),
		"screened": screened,
		"key_screened": key & screened,
		"key_unscreened": key & ~screened,
	}


def _people(links: Links, in_office: np.ndarray, post_screened: np.ndarray) -> dict[str, np.ndarray]:
	holds_screened_post = in_office & _at(post_screened, links.rows("tenures", "post"), missing=False)
	holders = links.rows("tenures", "person")[holds_screened_post]
	return {"screened": _pointed_at(holders, links.register["people"])}


def _powers(links: Links) -> dict[str, np.ndarray]:
	powers = links.register["powers"]
	return {
		"mapped": _pointed_at(links.rows("power_steps", "power"), powers),
		"screened": _pointed_at(links.rows("risk_points", "power"), powers),
		"based": _given(powers["legal_basis"]),
		"open": _given(powers["openness"]),
	}


def _risk_points(
	links: Links, scheme: Scheme, grade: np.ndarray, measures: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
	risks = links.register["risk_points"]
	risk_of_measure = links.rows("measures", "risk")
	high = _is_one_of(grade, v.GRADE, HIGH)
	measured = _pointed_at(risk_of_measure[measures["effective"]], risks)
	in_phase = [
		_pointed_at(risk_of_measure[measures["effective"] & (measures["phase"] == phase)], risks)
		for phase in range(len(v.MEASURE_PHASE.codes))
	]
	three_phases = np.logical_and.reduce(in_phase)
	grade_I = _is_one_of(grade, v.GRADE, ("I",))
	power_category = codes(links.register["powers"]["category"], v.POWER_CATEGORY.codes)
	return {
		"grade": grade,
		"category": codes(risks["category"], v.RISK_CATEGORY.codes),
		"power_category": _at(power_category, links.rows("risk_points", "power"), missing=-1),
		"probability": codes(risks["probability"], [level.code for level in scheme.probability]),
		"harm": codes(risks["harm"], [level.code for level in scheme.harm]),
		"measured": measured,
		"high": high,
		"high_measured": high & measured,
		"high_overdue": high & _pointed_at(risk_of_measure[measures["overdue"]], risks),
		"grade_I_unmeasured": grade_I & ~measured,
		"grade_II_unmeasured": high & ~grade_I & ~measured,
		"grade_I_three_phases": grade_I & three_phases,
		"grade_I_phase_missing": grade_I & measured & ~three_phases,
	}


def _approvals(risks: pd.DataFrame, grade: np.ndarray, as_of: datetime.date, filing_days: int) -> dict[str, np.ndarray]:
	"""Approved, publicised, filed. Nobody is blamed while publicity, or the time for filing after it, still runs.

	What was never publicised is to be filed so many days after its approval.
	"""
	day = pd.Timestamp(as_of)
	approved = (risks["approved_on"] <= day).to_numpy()
	over = approved & (risks["publicised_until"] < day).to_numpy()
	running = approved & (risks["publicised_until"] >= day).to_numpy()
	given = _given(risks["filing"]) | _given(risks["filed_on"])
	filed = approved & given & ~(risks["filed_on"] > day).to_numpy()
	since = risks["publicised_until"].fillna(risks["approved_on"])
	late = (since <= pd.Timestamp(_last_day_before(as_of, filing_days))).to_numpy()
	owing = approved & ~filed & late & _is_one_of(grade, v.GRADE, ("I",))
	return {
		"approved": approved,
		"to_publicise": approved & ~running,
		"publicised": over,
		"filing_due": filed | owing,
		"filed": filed,
		"grade_I_not_filed": owing,
	}


def _last_day_before(as_of: datetime.date, working_days: int) -> datetime.date:
	"""The last day after which so many working days have passed, the present one not counted."""
	day = as_of - datetime.timedelta(days=1)
	while add_workdays(day, working_days) >= as_of:
		day -= datetime.timedelta(days=1)
	return day


def _measures(measures: pd.DataFrame, day: pd.Timestamp, grade: np.ndarray) -> dict[str, np.ndarray]:
	"""A measure that recurs stays in place between two rounds, until the present one is overdue. It is verified where
	there is evidence and somebody verified it, whatever its status says.
	"""
	status = codes(measures["status"], v.MEASURE_STATUS.codes)
	out_of_date = (measures["valid_until"] < day).to_numpy()
	effective = _is_one_of(status, v.MEASURE_STATUS, EFFECTIVE) & ~out_of_date
	done = effective & _is_one_of(status, v.MEASURE_STATUS, IN_PLACE)
	due = effective & (measures["due_date"] <= day).to_numpy()
	overdue = effective & ~done & (measures["due_date"] < day).to_numpy()
	between_rounds = effective & ~done & ~overdue & _given(measures["recurrence"]) & _given(measures["completed_on"])
	in_place = done | between_rounds
	evidenced = in_place & _given(measures["evidence"])
	last_round_verified = between_rounds & _given(measures["verified_on"])
	has_person = _given(measures["responsible_person"])
	has_all_parties = has_person & _given(measures["responsible_leader"]) & _given(measures["responsible_unit"])
	return {
		"grade": grade,
		"layer": codes(measures["layer"], v.MEASURE_LAYER.codes),
		"phase": codes(measures["phase"], v.MEASURE_PHASE.codes),
		"status": status,
		"effective": effective,
		"in_place": in_place,
		"verified": evidenced & (_is_one_of(status, v.MEASURE_STATUS, ("verified",)) | last_round_verified),
		"due": due,
		"on_time": due & done & (measures["completed_on"] <= measures["due_date"]).to_numpy(),
		"overdue": overdue,
		"parties_named": effective & has_all_parties,
		"evidenced": evidenced,
		"high_without_person": effective & ~has_person & _is_one_of(grade, v.GRADE, HIGH),
	}
