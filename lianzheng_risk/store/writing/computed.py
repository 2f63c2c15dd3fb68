"""What controllers work out for a new document, for many at once. `tests/site/test_bulk_writing.py` holds both equal."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import RANK_OF, STATE, Route
from lianzheng_risk.core.grading import grades
from lianzheng_risk.risk_screening.approving import moves
from lianzheng_risk.risk_screening.approving.case import managing_ranks
from lianzheng_risk.risk_screening.approving.guard import OF_THE_SYSTEM
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import document_in_force
from lianzheng_risk.store.terms import english
from lianzheng_risk.store.writing.batch import Batch
from lianzheng_risk.store.writing.values import Rows


def complete(table: str, rows: Rows, frame: pd.DataFrame, batch: Batch) -> None:
	"""Put in the columns that the register does not have."""
	if work := _WORK.get(table):
		work(rows, frame, batch)


def _unit(rows: Rows, frame: pd.DataFrame, batch: Batch) -> None:
	rows.put("is_group", 1)
	rows.put("old_parent", [parent or "" for parent in rows["parent_integrity_unit"]])


def _risk_point(rows: Rows, frame: pd.DataFrame, batch: Batch) -> None:
	"""A new risk point starts with self-screening; its proposed grade counts at once."""
	for field in OF_THE_SYSTEM:
		rows.put(field, None)
	scheme = document_in_force()
	rules = scheme.to_core()
	grade = grades(rules, frame, batch.looked_up("powers", frame["power"], "business_area"))
	rows.put("grade", grade.tolist())
	rows.put("proposed_grade", grade.tolist())
	rows.put("base_grade", grades(rules, frame[["probability", "harm"]]).tolist())
	rows.put("approving_level", _approving_levels(grade, batch.looked_up("posts", frame["post"], "rank")))
	started = {"scheme": scheme.name, "revision": 0, "drafted_by": frappe.session.user}
	started |= {"workflow_state": english(STATE, "screening"), "step_due": moves.due_of("screening")}
	for field, value in started.items():
		rows.put(field, value)


def _approving_levels(grade: pd.Series, post_rank: pd.Series) -> list[str]:
	managing, levels = managing_ranks(), {}
	ranks = post_rank.astype(object).where(post_rank.notna(), None)
	for facts in set(zip(grade, ranks, strict=True)):
		levels[facts] = english(v.RANK, RANK_OF[Route(facts[0], managing, facts[1]).approving_level])
	return [levels[facts] for facts in zip(grade, ranks, strict=True)]


def _measure(rows: Rows, frame: pd.DataFrame, batch: Batch) -> None:
	"""A measure belongs to the unit of its risk point."""
	rows.put("unit", batch.looked_up("risk_points", frame["risk"], "unit").tolist())


_WORK: dict[str, Callable[[Rows, pd.DataFrame, Batch], None]] = {
	"units": _unit,
	"risk_points": _risk_point,
	"measures": _measure,
}
