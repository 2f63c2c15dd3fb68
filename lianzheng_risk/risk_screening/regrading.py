"""Grades follow the rules: when another scheme comes into force, or a power moves to another business area.

Two grades of each risk point follow: the proposed one, from its values as they are now, and the one that counts, from the
values that were approved. Nothing is clamped: a level that the scheme does not use keeps its grade until a person has
chosen another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import frappe
import pandas as pd
from frappe import _

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import PENDING, RANK_OF, STATE, Route
from lianzheng_risk.core.grading import Scheme, grades
from lianzheng_risk.risk_screening.approving.case import managing_ranks
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import (
	find_in_force,
)
from lianzheng_risk.store import grades as stored
from lianzheng_risk.store.terms import code, english

# More risk points of one power than that are regraded by a job, not while somebody waits for the power to be saved.
_WHILE_WAITING = 200
_PENDING = {english(STATE, state) for state in PENDING}


class Told(NamedTuple):
	"""How many risk points were graded anew, and how many of them count as another grade now."""

	graded: int
	changed: int


def regrade_all() -> None:
	"""Bring every risk point under the scheme in force. Also runs daily, because a scheme comes into force by its date."""
	scheme = find_in_force()
	if not scheme:
		return
	told = _regrade(stored.of_other_schemes(scheme.name), scheme)
	if told.graded:
		# A job has no language of its own.
		text = _("{0} risk points graded anew, {1} of them differently", lang=frappe.db.get_default("lang"))
		scheme.add_comment("Info", text.format(*told))


def regrade_power(power: str) -> None:
	"""Grade the risk points of one power anew, after its business area changed."""
	if stored.count_of_power(power) <= _WHILE_WAITING:
		regrade_power_now(power)
		return
	frappe.enqueue(
		"lianzheng_risk.risk_screening.regrading.regrade_power_now",
		queue="long",
		enqueue_after_commit=True,
		job_id=f"lianzheng_risk.regrade_power.{power}",
		deduplicate=True,
		power=power,
	)


def regrade_power_now(power: str) -> None:
	scheme = find_in_force()
	if scheme:
		_regrade(stored.of_power(power), scheme)


def preview(scheme: Scheme, names: Iterable[str]) -> Iterator[pd.DataFrame]:
	"""What the scheme would make of those of the risk points named that are not retired, some thousand at a time.

	The columns of `store.grades`, and new_grade: None for a level that the scheme does not use.
	"""
	wanted = frozenset(names)
	for risks in stored.of_all():
		yield _counted(scheme, risks[risks["name"].isin(wanted)])


def _regrade(chunks: Iterable[pd.DataFrame], scheme) -> Told:
	rules, managing = scheme.to_core(), managing_ranks()
	graded = changed = 0
	for risks in chunks:
		working = _worked_out(rules, risks)
		counted = _counted(rules, risks)
		others = counted[counted["new_grade"].notna() & (counted["new_grade"] != counted["grade"])]
		stored.write_working(working, scheme.name)
		stored.write_counting(others, scheme.name)
		stored.write_levels(_levels(risks, working, counted, managing))
		graded += len(working)
		changed += len(others)
	if graded:
		frappe.clear_document_cache(stored.RISK)
	return Told(graded, changed)


def _worked_out(scheme: Scheme, risks: pd.DataFrame) -> pd.DataFrame:
	"""The risks whose present values the scheme can grade: name, proposed_grade, base_grade, and whether either changes."""
	after = pd.DataFrame(
		{
			"name": risks["name"],
			"proposed_grade": grades(scheme, risks, risks["business_area"]),
			"base_grade": grades(scheme, risks[["probability", "harm"]]),
		}
	)
	after["changed"] = (after["proposed_grade"] != risks["proposed_grade"]) | (
		after["base_grade"] != risks["base_grade"]
	)
	return after[after["proposed_grade"].notna()]


def _counted(scheme: Scheme, risks: pd.DataFrame) -> pd.DataFrame:
	"""All the risks, with the grade that would count: by the values approved, where there is an approval."""
	values = stored.approved_levels(risks)
	area = risks["approved_area"].where(risks["approved"].notna(), risks["business_area"])
	return risks.assign(
		new_grade=grades(scheme, values, area), new_base_grade=grades(scheme, values[["probability", "harm"]])
	)


def _levels(risks: pd.DataFrame, working: pd.DataFrame, counted: pd.DataFrame, managing: dict) -> pd.DataFrame:
	"""Who has to approve by the new grades, where that changes. A pending approval stays with whoever gave it."""
	open_ = risks[~risks["workflow_state"].isin(_PENDING) & risks["proposed_grade"].notna()]
	proposed = working.set_index("name")["proposed_grade"].reindex(open_["name"]).to_numpy()
	counting = counted["new_grade"].where(counted["new_grade"].notna(), counted["grade"]).loc[open_.index]
	facts = pd.DataFrame(
		{
			"proposed": pd.Series(proposed, index=open_.index, dtype=object).fillna(open_["proposed_grade"]),
			"approved": counting.where(open_["approved"].notna(), None),
			"rank": open_["post_rank"],
		}
	)
	known: dict[tuple, str] = {}
	levels = []
	for fact in facts.itertuples(index=False):
		if fact not in known:
			route = Route(fact.proposed, managing, code(v.RANK, fact.rank), fact.approved)
			known[fact] = english(v.RANK, RANK_OF[route.approving_level])
		levels.append(known[fact])
	found = pd.DataFrame({"name": open_["name"], "approving_level": levels})
	return found[found["approving_level"] != open_["approving_level"]]
