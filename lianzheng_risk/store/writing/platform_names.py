"""Texts of a register that name documents of the platform's own: a decision's currency and company.

What the platform would refuse while writing, or put right in silence, is told beforehand with its place.
"""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.writing.batch import stored

UNKNOWN_ON_SITE = Rule(
	"unknown_on_site", "error",
	Text("本站点没有{field}“{value}”，请改正或者留空", "There is no {field} “{value}” on this site; correct it or leave it empty"),
)  # fmt: skip
CURRENCY_OF_COMPANY = Rule(
	"currency_of_company", "error",
	Text(
		"公司“{company}”的金额以{right}计，不能填“{value}”；请改正金额和币种，或不填公司",
		"Amounts of the company “{company}” are in {right}, not in “{value}”; correct amount and currency, or leave out the company",
	),
)  # fmt: skip
_TABLE = "decisions"
_COMPANY, _CURRENCY = "Company", "Currency"


def problems(table: str, rows: pd.DataFrame) -> Iterator[Finding]:
	if table != _TABLE:
		return
	currencies = {row.name: row.name for row in _there(_CURRENCY, rows["currency"])}
	companies = {row.name: row.currency for row in _there(_COMPANY, rows["company"], "default_currency as currency")}
	yield from _unknown("currency", rows["currency"], currencies)
	yield from _unknown("company", rows["company"], companies)
	right = rows["company"].map(companies)
	other = rows[right.notna() & rows["currency"].notna() & (rows["currency"] != right)]
	told = {name: other[column].tolist() for name, column in (("company", "company"), ("value", "currency"))}
	yield from found(CURRENCY_OF_COMPANY, table, other.index, "currency", right=right[other.index].tolist(), **told)


def _there(doctype: str, names: pd.Series, *fields: str) -> list[frappe._dict]:
	"""Those of the named that the site has; a site without ERPNext has no companies."""
	if not frappe.db.exists("DocType", doctype, cache=True):
		return []
	return stored(doctype, names.dropna().unique().tolist(), ["name", *fields])


def _unknown(column: str, names: pd.Series, known: dict[str, str]) -> list[Finding]:
	bad = names[names.notna() & ~names.isin(list(known))]
	return found(UNKNOWN_ON_SITE, _TABLE, bad.index, column, field=TABLES[_TABLE][column].text, value=bad.tolist())
