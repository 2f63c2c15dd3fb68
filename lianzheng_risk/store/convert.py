"""Values between the two sides: frames hold codes and missing values, documents hold English terms, zeros and blanks."""

from __future__ import annotations

import pandas as pd

from lianzheng_risk.core.register import Field


def to_frame(values: pd.Series, column: Field) -> pd.Series:
	"""A column as the database gives it, in the register's terms. Raises ValueError for a term the vocabulary lacks."""
	return _TO_FRAME.get(column.kind, _text_to_frame)(values, column)


def to_document(value: object, column: Field) -> object:
	"""One value of a frame as its document stores it."""
	if column.kind == "boolean":
		return int(bool(value))
	if pd.isna(value):
		return None
	if column.kind == "term":
		return column.vocabulary.by_code[value].en
	if column.kind == "integer":
		return int(value)
	if column.kind == "amount":
		return float(value)
	if column.kind == "date":
		return value.date()
	return value


def _text_to_frame(values: pd.Series, column: Field) -> pd.Series:
	values = values.astype(object)
	return values.where(values.notna() & (values != ""), None)


def _term_to_frame(values: pd.Series, column: Field) -> pd.Series:
	codes = {term.en: term.code for term in column.vocabulary.terms}
	blank = values.isna() | (values == "")
	found = values.map(codes)
	unknown = found.isna() & ~blank
	if unknown.any():
		raise ValueError(f"{column.name}: {values[unknown].iloc[0]!r} is not a term of {column.vocabulary.name}")
	return found.astype(object).where(~blank, None)


def _integer_to_frame(values: pd.Series, column: Field) -> pd.Series:
	# Every number of the register starts at 1, so the platform's 0 can only mean that none was given.
	numbers = pd.to_numeric(values).astype("Int64")
	return numbers.where(numbers != 0, pd.NA)


def _amount_to_frame(values: pd.Series, column: Field) -> pd.Series:
	# An amount that nobody gave is 0 on the platform.
	amounts = pd.to_numeric(values).astype("Float64").round(2)
	return amounts.where(amounts != 0, pd.NA)


def _date_to_frame(values: pd.Series, column: Field) -> pd.Series:
	return pd.to_datetime(values).astype("datetime64[s]")


def _boolean_to_frame(values: pd.Series, column: Field) -> pd.Series:
	return pd.to_numeric(values).fillna(0).astype(bool)


_TO_FRAME = {
	"term": _term_to_frame,
	"integer": _integer_to_frame,
	"amount": _amount_to_frame,
	"date": _date_to_frame,
	"boolean": _boolean_to_frame,
}
