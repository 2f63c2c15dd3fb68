"""The units, posts, people and tenures of the invented bureau."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from lianzheng_risk.core.demo.catalogue import names
from lianzheng_risk.core.demo.catalogue.organisation import UNITS
from lianzheng_risk.core.demo.catalogue.posts import POSTS
from lianzheng_risk.core.demo.frames import fill, looked_up, numbered, some

CODE = "NJ"
# About one post in so many stands vacant; about so many units have a head who came up from one of their posts.
VACANT_POSTS = 70
PROMOTED_HEADS = 0.6


def invent_units(count: int) -> pd.DataFrame:
	"""The first `count` units: one county bureau, then a city's bureau with the bureaus of its counties below.

	Beside the declared columns: kind, field, bureau (its code), leader_unit and leader_role.
	"""
	template = pd.DataFrame(UNITS)
	rows = _bureaus(math.ceil(count / len(template))).merge(template, how="cross").head(count)
	inside = rows["bureau"] + rows["parent"]
	return rows.assign(
		unit=rows["bureau"] + rows["suffix"],
		unit_name=fill(rows["name"], place=rows["place"]),
		parent_unit=inside.where(rows["parent"].notna(), rows["above"]),
		leader_unit=rows["bureau"] + rows["leader_suffix"],
	)


def _bureaus(count: int) -> pd.DataFrame:
	places = [first + second + "县" for second in names.PLACE_SECOND for first in names.PLACE_FIRST]
	counties = range(1, count)
	return pd.DataFrame(
		{
			"bureau": [CODE, *(f"{CODE}{number:02d}" for number in counties)],
			"place": [
				names.CITY if count > 1 else names.COUNTY,
				*(places[number % len(places)] for number in counties),
			],
			"above": pd.Series([None, *(CODE for _ in counties)], dtype=object),
		}
	)


def invent_posts(units: pd.DataFrame) -> pd.DataFrame:
	"""The posts of every unit. Beside the declared columns: kind, role and headcount."""
	posts = units[["unit", "kind", "field", "bureau"]].merge(pd.DataFrame(POSTS), on="kind")
	return posts.assign(
		post=numbered(posts, "unit", "G", 2),
		post_name=posts["name"],
		duties=fill(posts["duties"], field=posts["field"]),
	)


def invent_staff(
	posts: pd.DataFrame, rng: np.random.Generator, as_of: np.datetime64
) -> tuple[pd.DataFrame, pd.DataFrame]:
	"""People, one for every seat that is not vacant, and tenures: those in office and some before them."""
	seats = posts.loc[posts.index.repeat(posts["headcount"])].reset_index(drop=True)
	spare = seats.index[(seats["headcount"] == 1) & ~seats["key_post"] & (seats["role"] != "head")]
	vacant = np.isin(seats.index, spare[some(rng, len(spare), VACANT_POSTS)])
	seats["start_date"] = as_of - rng.integers(90, 2200, len(seats)).astype("timedelta64[D]")

	people = seats[~vacant].reset_index(drop=True)
	people["person"] = numbered(people, "unit", "R", 2)
	people["person_name"] = _people_names(rng, len(people))
	people["job_title"] = people["post_name"]

	former = _former_tenures(seats, vacant, people, rng, as_of)
	return people, pd.concat([people[["post", "person", "start_date"]], former], ignore_index=True)


def _former_tenures(
	seats: pd.DataFrame, vacant: np.ndarray, people: pd.DataFrame, rng: np.random.Generator, as_of: np.datetime64
) -> pd.DataFrame:
	"""The post a unit's head held before promotion: a vacant one if there is one, else any other of the unit."""
	before = seats.assign(vacant=vacant, order=rng.random(len(seats)))
	before = before[before["role"] != "head"].sort_values(["vacant", "order"], ascending=[False, True])
	before = before.drop_duplicates("unit").sort_index()
	before = before[before["vacant"] | (rng.random(len(before)) < PROMOTED_HEADS)]
	heads = people[people["role"] == "head"].set_index("unit")
	# Seats still vacant were left some time ago; a vacant seat's own start date means nothing.
	left = np.where(before["vacant"], as_of - np.timedelta64(120, "D"), before["start_date"])
	ended = np.minimum(left, heads["start_date"].reindex(before["unit"]).to_numpy()) - np.timedelta64(1, "D")
	served = rng.integers(400, 1800, len(before)).astype("timedelta64[D]")
	return pd.DataFrame(
		{
			"post": before["post"].to_numpy(),
			"person": heads["person"].reindex(before["unit"]).to_numpy(),
			"start_date": ended - served,
			"end_date": ended,
		}
	)


def _people_names(rng: np.random.Generator, count: int) -> np.ndarray:
	"""Invented names, no two alike as long as there are many more names than people."""
	given = [*names.GIVEN_SINGLE, *(a + b for a in names.GIVEN_FIRST for b in names.GIVEN_SECOND)]
	frequency = np.repeat(np.fromiter(names.SURNAMES.values(), float), len(given))
	every = np.array([surname + name for surname in names.SURNAMES for name in given], dtype=object)
	many = count > len(every) // 4
	return every[rng.choice(len(every), size=count, replace=many, p=frequency / frequency.sum())]


def with_leaders(units: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
	"""The units with their leader in charge, head and liaison (the last of their people)."""
	heads = people[people["role"] == "head"].set_index("unit")["person"]
	return units.assign(
		responsible_leader=looked_up(people, ("unit", "role"), "person", (units["leader_unit"], units["leader_role"])),
		head=heads.reindex(units["unit"]).to_numpy(),
		liaison=people.groupby("unit")["person"].last().reindex(units["unit"]).to_numpy(),
	)
