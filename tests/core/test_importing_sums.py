"""Whatever a file holds and whatever the terms: no traceback, and every row read has exactly one outcome."""

from __future__ import annotations

import pandas as pd
from checks_sample import CLEAN, LEDGERS
from hypothesis import given, settings
from hypothesis import strategies as st
from importing_sample import SITE, planned, workbook

from lianzheng_risk.core.importing.outcome import OUTCOMES
from lianzheng_risk.core.importing.terms import BAD_ROWS, BLANKS, IMPORT_MODE, VOCABULARIES
from lianzheng_risk.core.register import TABLES, Register

ROWS = {**CLEAN, **LEDGERS}
NAMES = list(TABLES)
ODD = [
	None,
	"",
	" ",
	"G1",
	"NJ",
	"NJ-B",
	"R1",
	"F1",
	"F2",
	"Q1",
	"ｇ1",
	"李明",
	"办公室",
	0,
	1,
	2,
	True,
	"？",
	"2026-02-30",
	45000.0,
]
cells = st.sampled_from(ODD)


@st.composite
def files(draw):
	"""The site's own rows, some left out or repeated, with odd cells here and there and columns missing."""
	tables = {}
	for name in draw(st.sets(st.sampled_from(NAMES), min_size=1)):
		rows = [dict(row) for row in ROWS[name].values()]
		picked = draw(st.lists(st.sampled_from(range(len(rows))), min_size=1, max_size=5))
		chosen = [dict(rows[at]) for at in picked]
		for row in chosen:
			for field in draw(st.sets(st.sampled_from(TABLES[name].columns), max_size=2)):
				row[field] = draw(cells)
		missing = draw(st.sets(st.sampled_from(TABLES[name].columns), max_size=1))
		tables[name] = [{field: value for field, value in row.items() if field not in missing} for row in chosen]
	return {name: rows for name, rows in tables.items() if any(rows)}


choices = st.fixed_dictionaries(
	{
		"mode": st.sampled_from(IMPORT_MODE.codes),
		"blanks": st.sampled_from(BLANKS.codes),
		"bad_rows": st.sampled_from(BAD_ROWS.codes),
		"provisional_codes": st.booleans(),
		"within": st.sampled_from([None, frozenset(("NJ", "NJ-B", "NJ-C")), frozenset(("NJ-B",))]),
	}
)


@settings(max_examples=60, deadline=None)
@given(files(), choices, st.sampled_from([SITE, Register()]))
def test_every_row_read_has_one_outcome(tables, terms, site) -> None:
	raw = workbook(**tables)
	result = planned(raw, site, **terms)
	for name in TABLES:
		read = raw.tables[name].frame.index.tolist() if name in raw.tables else []
		told = [row for outcome in OUTCOMES for row in getattr(result.tables[name], outcome)]
		assert sorted(told) == read
		refused = result.tables[name].refused if terms["bad_rows"] == "skip" else ()
		stands = set(read) - set(refused) - set(result.tables[name].left_alone)
		assert set(result.register[name].index) == stands
		assert {finding.place.row for finding in result.findings if finding.place.table == name} <= {0, *read}
	assert_whole(result, site)


def assert_whole(result, site: Register) -> None:
	"""What would be written together with the site holds: no row without its key or required values, no lost reference."""
	for name, table in TABLES.items():
		rows = result.register[name].drop(index=list(result.tables[name].refused), errors="ignore")
		required = [field.name for field in table.fields if field.required]
		assert not rows[required].isna().any(axis=None)
		for field in table.fields:
			if field.reference and result.terms.bad_rows == "skip":
				(key,) = TABLES[field.reference].key
				there = pd.concat([result.register[field.reference][key], site[field.reference][key]])
				assert rows[field.name].dropna().isin(there).all(), (name, field.name)


def test_the_terms_have_both_languages() -> None:
	assert {name: vocabulary.codes for name, vocabulary in VOCABULARIES.items()} == {
		"import_mode": ("both", "new", "update"),
		"blanks": ("keep", "clear"),
		"bad_rows": ("refuse", "skip"),
	}
