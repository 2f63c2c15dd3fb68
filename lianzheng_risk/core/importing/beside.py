"""The rows of the site that stay beside those of a file, and those whose place the file's rows take."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import listed
from lianzheng_risk.core.facts import OWNED_THROUGH
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing.around import Around
from lianzheng_risk.core.importing.overlay import positions_on_site
from lianzheng_risk.core.importing.rules import STEP_IN_USE
from lianzheng_risk.core.importing.terms import Terms
from lianzheng_risk.core.register import TABLES, Register

# Tables whose rows are kept in a document, the field that names the document, and the document's own table.
# The tables of which a row is part of a document: the field that names the document, and its table.
CHILDREN = {
	name: (OWNED_THROUGH[name], table[OWNED_THROUGH[name]].reference)
	for name, table in TABLES.items()
	if len(table.key) > 1
}


def replaced(
	frames: Mapping[str, pd.DataFrame], around: Around, terms: Terms, spared: Mapping[str, Collection[str]]
) -> dict[str, pd.DataFrame]:
	"""By child table the rows of the site that go because the file has other rows for their document.

	`spared` are documents, by child table, from which nothing may go.
	"""
	if not terms.replaces_child_rows:
		return {name: around.site[name].iloc[:0] for name in CHILDREN}
	gone = {}
	for name, (owner, _) in CHILDREN.items():
		site = around.site[name]
		owners = frames[name][owner].dropna()
		of_owners = site[owner].isin(owners[~owners.isin(list(spared.get(name, ())))])
		gone[name] = site[of_owners & ~_in_file(name, site, frames[name])]
	return gone


def beside(
	frames: Mapping[str, pd.DataFrame], around: Around, gone: Mapping[str, pd.DataFrame], matched: bool = False
) -> dict[str, pd.DataFrame]:
	"""All rows that are not the file's and can be referred to, without those that go.

	With `matched` also what the site has now of the rows that stand in the file.
	"""
	return {name: beside_in(name, frames, around, gone, matched) for name in TABLES}


def beside_in(
	name: str,
	frames: Mapping[str, pd.DataFrame],
	around: Around,
	gone: Mapping[str, pd.DataFrame],
	matched: bool = False,
) -> pd.DataFrame:
	"""Those of one table."""
	whole = pd.concat([around.site[name], around.others[name]])
	stays = np.ones(len(whole), dtype=bool) if matched else ~_in_file(name, whole, frames[name])
	if name in gone:
		stays &= ~whole.index.isin(gone[name].index)
	return whole[stays]


def _in_file(name: str, rows: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray:
	return positions_on_site(TABLES[name], rows, frame) >= 0


def together(frames: Mapping[str, pd.DataFrame], others: Mapping[str, pd.DataFrame]) -> Register:
	"""One register of the file's rows, which come first, and others."""
	return Register({name: pd.concat([frames[name], others[name]]) for name in TABLES})


def steps_in_use(frames: Mapping[str, pd.DataFrame], around: Around, gone: Mapping[str, pd.DataFrame]) -> list[Finding]:
	"""Steps that would go though a risk point of the site, which the file does not change, is about one of them.

	The finding stands at the first row that the file has of that power.
	"""
	steps = gone["power_steps"][["power", "step_no"]]
	if steps.empty:
		return []
	risks = around.site["risk_points"]
	risks = risks[~_in_file("risk_points", risks, frames["risk_points"])].dropna(subset=["power", "step_no"])
	used = steps.merge(risks[["power", "step_no", "risk"]]).groupby(["power", "step_no"])["risk"].agg(list)
	first = frames["power_steps"].drop_duplicates("power")
	row_of = dict(zip(first["power"], first.index, strict=True))
	names = around.lookup("powers", "power_name")
	return [
		Finding(
			STEP_IN_USE,
			Place("power_steps", row_of[power]),
			{"power": names.get(power) or power, "step": step, "risks": _codes(risk_codes)},
		)
		for (power, step), risk_codes in used.items()
	]


def _codes(codes: list[str]) -> Text:
	return listed(sorted(codes))
