"""Columns of which a site alone decides: approvals and filings are made there, and no file can claim them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lianzheng_risk.core.comparison import differs
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing.overlay import aligned, positions_on_site
from lianzheng_risk.core.importing.rules import DECIDED_ON_SITE
from lianzheng_risk.core.register import TABLES, Field, Register, Table, typed

Frames = Mapping[str, pd.DataFrame]


def decided(table: Table) -> tuple[Field, ...]:
	return tuple(column for column in table.fields if column.decided_on_site)


def as_decided(frames: Frames, site: Frames, positions: Mapping[str, np.ndarray]) -> dict[str, pd.DataFrame]:
	"""The frames with what the site has in such columns, and nothing in rows that are new to it."""
	return {name: _as_decided(TABLES[name], frame, site[name], positions[name]) for name, frame in frames.items()}


def left_out(frames: Frames, site: Frames, positions: Mapping[str, np.ndarray]) -> Iterator[Finding]:
	"""One finding for each such column in which the file says something else than the site."""
	for name, frame in frames.items():
		own = _as_decided(TABLES[name], frame, site[name], positions[name])
		for column in decided(TABLES[name]):
			claimed = differs(own[column.name], frame[column.name]) & frame[column.name].notna().to_numpy()
			if count := int(claimed.sum()):
				told = {"field": column.text, "count": count}
				yield Finding(DECIDED_ON_SITE, Place(name, field=column.name), told)


def without_claims(register: Register, site: Register) -> Register:
	"""The register with the site's own approvals in place of what it claims."""
	positions = {name: positions_on_site(TABLES[name], frame, site[name]) for name, frame in register.items()}
	return Register(as_decided(register, site, positions))


def _as_decided(table: Table, frame: pd.DataFrame, site: pd.DataFrame, positions: np.ndarray) -> pd.DataFrame:
	columns = decided(table)
	if not columns or frame.empty:
		return frame
	stored, known = aligned(site, positions, frame.index), positions >= 0
	own = {column.name: typed(stored[column.name].where(known), column, frame.index) for column in columns}
	return frame.assign(**own)
