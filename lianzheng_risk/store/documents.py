"""Register frames → documents: what is new is inserted, what differs is saved, as the caller.

The caller owns the transaction: nothing is committed here, so a refusal half-way can be rolled back whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from frappe.utils import getdate

from lianzheng_risk.core.comparison import difference
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.importing.decided import without_claims
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.importing import authority
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing import Batch, RowRefused, write_batch
from lianzheng_risk.store.writing.acceptance import errors, problems
from lianzheng_risk.store.writing.batch import DOCUMENTS, children_of, key_of
from lianzheng_risk.store.writing.outcome import Progress

__all__ = ["RowRefused", "Written", "write_register"]


@dataclass(frozen=True)
class Written:
	"""How many documents of a DocType were new, changed, or already as the register has them."""

	new: int
	changed: int
	unchanged: int


def write_register(register: Register, progress: Progress | None = None) -> dict[str, Written]:
	"""Bring the site's documents to what the register says, matched by key; what the register lacks stays.

	The rows of a child table (tenures, steps) replace those of their document where the register has any for it. What the
	site alone decides (approvals, filings) stays as the site has it.
	`progress` is called with DocType, documents done and documents to do. Returns what was written, by DocType.

	Raises RowRefused for the first row that cannot be used, that the user may not write or that the platform does not
	accept, UnitTreeError where the units are no tree.
	"""
	Tree.of(register["units"])
	_refuse(errors(register, scheme_in_force(), getdate()))
	site = read_register()
	batch = _batch(without_claims(register, site), site)
	_refuse([*authority.refused(batch), *problems(batch)])
	write_batch(batch, progress=progress)
	return {MAPPINGS[table].doctype: _written(batch, table) for table in DOCUMENTS}


def _refuse(findings: list[Finding]) -> None:
	for finding in findings:
		raise RowRefused(finding.place, finding.message(session_lang()))


def _batch(register: Register, site: Register) -> Batch:
	new, changed = {}, {}
	for table in DOCUMENTS:
		index = register[table].index
		rows = difference(TABLES[table], site[table], register[table])
		of_children = _with_changed_children(register, site, table)
		new[table] = index[rows.new]
		changed[table] = index[np.union1d(rows.changed, np.setdiff1d(of_children, rows.new)).astype(int)]
	children = {child: register[child] for table in DOCUMENTS for child, _ in children_of(table)}
	return Batch(register, new, changed, children)


def _with_changed_children(register: Register, site: Register, table: str) -> np.ndarray:
	"""The rows whose document has other rows in one of its child tables."""
	changed: set[str] = set()
	for child, parent in children_of(table):
		rows = difference(TABLES[child], site[child], register[child])
		owners, owners_before = register[child][parent], site[child][parent]
		changed |= set(owners.iloc[np.union1d(rows.new, rows.changed)])
		changed |= set(owners_before.iloc[rows.removed]) & set(owners)
	return np.flatnonzero(pd.Series(register[table][key_of(table)]).isin(list(changed)))


def _written(batch: Batch, table: str) -> Written:
	new, changed = len(batch.new[table]), len(batch.changed[table])
	return Written(new, changed, len(batch.register[table]) - new - changed)
