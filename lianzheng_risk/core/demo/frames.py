"""What the parts of the invention share: filling texts, numbering rows, drawing from shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd


def fill(texts: pd.Series, **columns: pd.Series) -> list[str]:
	"""Each text with its placeholders filled from the same row of the columns given by name."""
	rows = zip(*columns.values(), strict=True)
	return [text.format_map(dict(zip(columns, row, strict=True))) for text, row in zip(texts, rows, strict=True)]


def numbered(frame: pd.DataFrame, by: str, letter: str, width: int) -> pd.Series:
	"""Codes such as NJ-01-G03: the group's code, a letter and the number of the row within its group."""
	number = frame.groupby(by, sort=False).cumcount() + 1
	return frame[by] + f"-{letter}" + number.astype(str).str.zfill(width)


def looked_up(frame: pd.DataFrame, by: tuple[str, str], column: str, keys: tuple) -> np.ndarray:
	"""`column` of the first row of `frame` whose two `by` columns hold `keys`, per key; None where there is none."""
	found = (
		frame.drop_duplicates(list(by))
		.set_index(list(by))[column]
		.astype(object)
		.reindex(pd.MultiIndex.from_arrays(keys))
	)
	return found.where(found.notna(), None).to_numpy()


def draw(rng: np.random.Generator, shares: Mapping[object, float], count: int) -> np.ndarray:
	"""`count` keys of `shares`, drawn with these probabilities."""
	picked = rng.choice(len(shares), size=count, p=np.fromiter(shares.values(), float))
	# An index, because numpy would spread keys that are tuples over a second axis.
	return pd.Index(list(shares), dtype=object, tupleize_cols=False).to_numpy()[picked]


def draw_by(
	rng: np.random.Generator, shares: Mapping[str, Mapping[object, float]], groups: Sequence | np.ndarray
) -> np.ndarray:
	"""One draw per row, with the shares of the row's group."""
	groups = np.asarray(groups, dtype=object)
	drawn = np.empty(len(groups), dtype=object)
	for group, group_shares in shares.items():
		of_group = groups == group
		drawn[of_group] = draw(rng, group_shares, int(of_group.sum()))
	return drawn


def some(rng: np.random.Generator, count: int, one_in: int) -> np.ndarray:
	"""Positions of about every `one_in`-th of `count` rows, at least one where there are rows."""
	return rng.choice(count, size=min(count, max(1, count // one_in)), replace=False)
