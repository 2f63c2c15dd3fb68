"""Which risk points resemble the one being written: like words, like posts, like powers.

Texts are compared by the pairs of neighbouring characters they share, which suits Chinese: no dictionary, and the order of
the clauses does not matter. Thousands of candidates are compared at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks.wording import wordings

# What makes two risk points alike and how much it weighs. Words count by their likeness, everything else by being equal.
WORDS: Mapping[str, float] = {"text": 4.0, "post_name": 2.0}
EQUALS: Mapping[str, float] = {"business_area": 1.5, "power_category": 1.0, "rank": 1.0, "category": 0.5}
# Below this likeness two texts share no more than common words.
LEAST_LIKENESS = 0.2
# More bits than the last Unicode character needs.
_SHIFT = 21


@dataclass(frozen=True)
class Ranked:
	"""A candidate by its position, its score, and the traits (keys of WORDS and EQUALS) that made it."""

	position: int
	score: float
	alike: tuple[str, ...]


def likeness(text: str, others: Sequence[str]) -> np.ndarray:
	"""How much each of `others` shares with `text`: 0.0 (nothing) to 1.0 (the same pairs of characters).

	White space, punctuation and case do not count. The measure is Dice's: twice the pairs in common by the pairs of both.
	"""
	own, *rest = wordings([text, *others])
	pairs = [_pairs(each) for each in rest]
	sizes = np.array([len(each) for each in pairs], dtype=float)
	mine = _pairs(own)
	if not pairs or not len(mine):
		return np.zeros(len(pairs))
	owner = np.repeat(np.arange(len(pairs)), sizes.astype(int))
	shared = np.bincount(owner[np.isin(np.concatenate(pairs), mine)], minlength=len(pairs))
	return 2 * shared / (sizes + len(mine))


def rank(own: Mapping[str, str | None], candidates: pd.DataFrame, most: int = 10) -> list[Ranked]:
	"""The candidates most like `own`, best first, those that say the same only once.

	`own` and the columns of `candidates` are title, manifestation and the traits post_name, rank, power_category,
	business_area, category; a trait unknown on either side says nothing. A candidate that shares no trait is left out.
	"""
	if candidates.empty:
		return []
	candidates = candidates.assign(text=_text(candidates["title"], candidates["manifestation"]))
	words = f"{own.get('title') or ''}{own.get('manifestation') or ''}"
	traits = {
		"text": _like(words, candidates["text"]),
		"post_name": _like(own.get("post_name") or "", candidates["post_name"]),
	}
	traits |= {trait: _equal(own.get(trait), candidates[trait]) for trait in EQUALS}
	weights = {**WORDS, **EQUALS}
	scores = sum(weights[trait] * values for trait, values in traits.items())
	same = pd.Series(wordings(candidates["text"].tolist()))
	best = pd.Series(scores).sort_values(ascending=False, kind="stable")
	best = best[(best > 0) & ~same.loc[best.index].duplicated()].head(most)
	return [
		Ranked(at, float(score), tuple(trait for trait, values in traits.items() if values[at] > 0))
		for at, score in best.items()
	]


def _text(titles: pd.Series, manifestations: pd.Series) -> pd.Series:
	return titles.fillna("").astype(str) + manifestations.fillna("").astype(str)


def _like(own: str, others: pd.Series) -> np.ndarray:
	alike = likeness(own, others.fillna("").astype(str).tolist())
	return np.where(alike >= LEAST_LIKENESS, alike, 0.0)


def _equal(own: str | None, others: pd.Series) -> np.ndarray:
	return (others == own).to_numpy(dtype=float) if own else np.zeros(len(others))


def _pairs(text: str) -> np.ndarray:
	"""The distinct pairs of neighbouring characters, each as one number; a single character stands for itself."""
	codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
	return np.unique(codes[:-1] << np.uint64(_SHIFT) | codes[1:]) if len(codes) > 1 else codes
