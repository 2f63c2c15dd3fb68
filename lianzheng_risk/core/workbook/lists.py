"""What the drop-downs offer: the vocabularies on a hidden sheet, and the codes in other sheets by defined names."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import TABLES, Table
from lianzheng_risk.core.vocabulary import HARM, PROBABILITY, Term, Vocabulary
from lianzheng_risk.core.workbook.names import EXAMPLE, LISTS
from lianzheng_risk.core.workbook.styles import OPTIONAL, data_style, styled_cell

# The codes from the first row below header and examples to the last one filled in, however many there are.
_CODES = "OFFSET({sheet}!$A$1,1+{examples},0,MAX(1,COUNTA({sheet}!$A:$A)-1-{examples}),1)"
_EXAMPLES = 'COUNTIF({sheet}!$A:$A,"{mark}*")'


def used_vocabularies() -> list[Vocabulary]:
	"""The vocabularies of the register's fields, in the order in which a reader of the tables meets them."""
	fields = [column for table in TABLES.values() for column in table.fields if column.vocabulary]
	return list({column.vocabulary.name: column.vocabulary for column in fields}.values())


def offered_terms(vocabulary: Vocabulary, scheme: Scheme) -> list[Term]:
	"""The terms to choose from; of probability and harm only the levels that the scheme uses."""
	levels = {PROBABILITY.name: scheme.probability, HARM.name: scheme.harm}.get(vocabulary.name)
	return [vocabulary.by_code[level.code] for level in levels] if levels else list(vocabulary.terms)


def list_formulas(lang: Lang, scheme: Scheme) -> dict[str, str]:
	"""The cells of the hidden sheet that hold a vocabulary's terms, by the vocabulary's name."""
	sheet = quote_sheetname(LISTS.label(lang))
	return {
		vocabulary.name: f"{sheet}!${letter}$2:${letter}${len(offered_terms(vocabulary, scheme)) + 1}"
		for letter, vocabulary in zip(map(get_column_letter, range(1, 100)), used_vocabularies(), strict=False)
	}


def codes_name(table: str) -> str:
	"""The defined name of the codes in a table's sheet."""
	return f"codes_{table}"


def add_code_names(workbook: Workbook, lang: Lang) -> None:
	"""Define, for every table that others refer to, the name of the list of its codes."""
	referred = {column.reference for table in TABLES.values() for column in table.fields}
	for table in TABLES.values():
		if table.name in referred:
			name = codes_name(table.name)
			workbook.defined_names[name] = DefinedName(name, attr_text=_codes_formula(table, lang))


def _codes_formula(table: Table, lang: Lang) -> str:
	sheet = quote_sheetname(table.text.label(lang))
	return _CODES.format(sheet=sheet, examples=_EXAMPLES.format(sheet=sheet, mark=EXAMPLE.label(lang)))


def add_lists_sheet(workbook: Workbook, lang: Lang, scheme: Scheme) -> None:
	"""The hidden sheet: one vocabulary per column, its name on top."""
	sheet = workbook.create_sheet(LISTS.label(lang))
	sheet.sheet_state = "hidden"
	vocabularies = used_vocabularies()
	columns = [[term.text.label(lang) for term in offered_terms(vocabulary, scheme)] for vocabulary in vocabularies]
	sheet.append([styled_cell(sheet, OPTIONAL, vocabulary.text.label(lang)) for vocabulary in vocabularies])
	for row in range(max(map(len, columns))):
		sheet.append(
			[styled_cell(sheet, data_style("text"), terms[row]) if row < len(terms) else None for terms in columns]
		)
