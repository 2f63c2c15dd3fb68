"""Everything a person reads on the desk has its Chinese, and the app leaves other apps' Chinese alone."""

import csv
import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import METHODS
from tests.metadata.files import chinese, texts, translated, translation_rows
from tests.metadata.test_doctypes import OTHER_VOCABULARIES

# ERPNext reads “lapsed” as a length of time; a measure or a contract that lapsed has expired. Frappe's orange is the fruit.
BETTER_THAN_THE_PLATFORM = {"Lapsed", "orange"}


def test_every_text_is_translated():
	missing = {f"{text.place}: {text.source}" for text in texts() if not translated(text.source, text.context)}
	assert not missing


def test_texts_are_found_where_people_read_them():
	"""The collection itself works: one sample of each kind of place."""
	found = {text.source for text in texts()}
	assert {
		"Integrity Risk Point",
		"Aggravating Circumstance",
		"Leave empty to have a number given",
		"Very High",
		"Organisation",
		"Integrity Auditor",
		"{} open measures",
		"Daily Work",
		"Risk Points by Grade",
		"This Scheme Cannot Be Used",
		"managed by {0}, reviewed every {1} months",
		"Overdue",
	} <= found


def test_rows_are_a_source_a_translation_and_perhaps_a_context():
	for row in translation_rows():
		assert len(row) in (2, 3), row
		assert all(cell and cell == cell.strip() for cell in row), row


def test_nothing_is_translated_twice():
	keys = Counter((source, "".join(context)) for source, _, *context in translation_rows())
	assert [key for key, count in keys.items() if count > 1] == []


def test_nothing_is_translated_that_nobody_reads():
	read = {text.source for text in texts()}
	assert [source for source, _ in chinese() if source not in read] == []


def test_placeholders_survive_translation():
	for (source, _), zh in chinese().items():
		for placeholder in ("{}", "{0}", "{1}", "{2}"):
			assert source.count(placeholder) == zh.count(placeholder), source


@pytest.mark.parametrize(("doctype", "field"), OTHER_VOCABULARIES)
def test_terms_read_as_the_vocabulary_has_them(doctype, field):
	for term in OTHER_VOCABULARIES[doctype, field].terms:
		assert translated(term.en, doctype) == term.zh


def test_methods_and_axes_read_as_core_has_them():
	for text in METHODS.values():
		assert translated(text.en, "Integrity Grading Scheme") == text.zh
	for axis in (v.PROBABILITY, v.HARM):
		assert translated(axis.text.en, "Integrity Grading Level") == axis.text.zh


@pytest.mark.parametrize("app", ["frappe", "erpnext"])
def test_words_of_the_platform_keep_their_chinese(app):
	"""A translation without a context holds in every app, so it may only say what the platform says already."""
	spec = importlib.util.find_spec(app)
	path = Path(spec.origin or "").parent / "translations" / "zh.csv" if spec else None
	if not path or not path.exists():
		pytest.skip(f"{app} is not installed here")
	with path.open(encoding="utf8", newline="") as file:
		# The third column, where there is one, holds a context.
		platform = {row[0]: row[1].strip() for row in csv.reader(file) if len(row) > 1 and not "".join(row[2:])}
	assert len(platform) > 1000
	changed = {
		source: zh
		for (source, context), zh in chinese().items()
		if not context and source in platform and platform[source] != zh
	}
	assert changed.keys() <= BETTER_THAN_THE_PLATFORM
