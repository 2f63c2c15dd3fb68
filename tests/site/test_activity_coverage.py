"""Which activities are required of which posts on a real site, and who is told of whose."""

from __future__ import annotations

from datetime import date

import frappe
import pytest
from frappe.desk import query_report

from lianzheng_risk.core.activities.coverage import Requirement
from lianzheng_risk.core.activities.requirements import DEFAULT_REQUIREMENTS
from lianzheng_risk.store.activities import read_activities, read_posts, requirements_of_site
from tests.site import records
from tests.site.approving import II, I, acting, county, post_of  # noqa: F401
from tests.site.test_activities import talk

REPORT, SETTINGS, RISK = "Integrity Activity Coverage", "Integrity Risk Settings", "Integrity Risk Point"
AS_OF = date(2026, 8, 15)


def require(*rows: dict) -> None:
	settings = frappe.get_doc(SETTINGS)
	settings.set("activity_requirements", rows)
	settings.save()


TALK = {"kind": "Integrity Talk", "every": "Every Half-Year"}


class TestRequirements:
	def test_are_the_usual_ones_until_others_are_set(self, county):  # noqa: F811
		assert requirements_of_site() == DEFAULT_REQUIREMENTS
		require(
			{**TALK, "rank": "Staff", "grade": "Grade II", "key_posts_only": 1}, {**TALK, "kind": "Integrity Pledge"}
		)
		assert requirements_of_site() == (
			Requirement("integrity_talk", "half_yearly", ("staff",), "II", True),
			Requirement("pledge", "half_yearly"),
		)


class TestPosts:
	def test_have_the_worst_grade_of_their_living_risks(self, county):  # noqa: F811
		posts = [records.create_post("Y-1").name for _ in range(3)]
		for values in (II, I):
			records.create_risk_point("Y-1", post=posts[0], **values)
		retired = records.create_risk_point("Y-1", post=posts[1], **I)
		frappe.db.set_value(RISK, retired.name, "workflow_state", "Retired")
		records.create_risk_point("Y-1", post=posts[1], **II)
		grades = read_posts(AS_OF, "Y-1").set_index("post")["grade"]
		assert grades[posts[:2]].tolist() == ["I", "II"]
		assert grades.isna()[posts[2]]

	def test_are_held_since_their_present_holder_came(self, county):  # noqa: F811
		before, after = (records.create_person("Y-1").name for _ in range(2))
		past = {"person": before, "start_date": "2020-01-01", "end_date": "2026-03-31"}
		vacant = records.create_post("Y-1", tenures=[past]).name
		held = records.create_post("Y-1", tenures=[past, {"person": after, "start_date": "2026-04-01"}]).name
		unrecorded = records.create_post("Y-1").name
		posts = read_posts(AS_OF, "Y-1").set_index("post")
		assert vacant not in posts.index
		assert (str(posts["since"][held].date()), posts["holders"][held]) == ("2026-04-01", (after,))
		assert posts["since"].isna()[unrecorded]

	def test_take_the_same_queries_however_many_there_are(self, county, monkeypatch):  # noqa: F811
		asked, sql = [], frappe.db.sql
		monkeypatch.setattr(frappe.db, "sql", lambda *given, **more: (asked.append(given), sql(*given, **more))[1])

		def queries() -> int:
			for _ in range(2):  # the second time whatever is remembered has been remembered
				asked.clear()
				read_activities(read_posts(AS_OF)["post"], AS_OF)
			return len(asked)

		talk(post_of("holder"))
		few = queries()
		for _ in range(4):
			records.create_risk_point("Y-1", post=records.create_post("Y-1").name)
		assert queries() == few > 0


class TestActivities:
	def told(self, *posts: str, unit: str | None = None) -> dict[str, str]:
		found = read_activities(posts, AS_OF, unit)
		return {row.post: f"{row.kind} {row.date.date()}" for row in found.itertuples()}

	def test_count_the_last_that_was_held_and_attended(self, county):  # noqa: F811
		post = post_of("holder")
		talk(post, held_on="2026-01-05")
		talk(post, held_on="2026-03-02")
		talk(post, held_on="2026-09-01", status="Planned")
		talk(post, held_on="2026-04-01", status="Cancelled")
		absent = talk(post, held_on="2026-05-01", status="Planned")
		absent.participants[0].attended = 0
		absent.save()
		frappe.db.set_value("Integrity Activity", absent.name, "status", "Held")
		assert self.told(post) == {post: "integrity_talk 2026-03-02"}

	def test_of_a_unit_above_count_for_the_posts_below(self, county):  # noqa: F811
		post = post_of("holder")
		talk(post, unit="Y", by="chief")
		with acting("liaison"):
			assert not frappe.get_list("Integrity Activity")
			assert self.told(post, unit="Y-1") == {post: "integrity_talk 2026-03-02"}
		assert self.told(post, unit="Z") == {}


class TestReport:
	@pytest.fixture
	def posts(self, county) -> dict[str, str]:  # noqa: F811
		require(TALK)
		posts = {name: post_of(name) for name in ("holder", "peer")}
		posts["stranger"] = post_of("stranger", "Z")
		talk(posts["holder"], held_on="2026-08-01")
		return posts

	def run(self, user: str, **filters) -> dict:
		with acting(user):
			return query_report.run(REPORT, filters={"as_of": "2026-08-15", **filters}, ignore_prepared_report=True)

	def rows(self, user: str, **filters) -> dict[str, tuple[str, str]]:
		found = [row for row in self.run(user, **filters)["result"] if isinstance(row, dict)]
		return {row["post"]: (row["state"], str(row["due"])) for row in found}

	def test_tells_done_and_overdue(self, posts):
		rows = self.rows("liaison")
		assert rows == {posts["peer"]: ("overdue", "2026-06-30"), posts["holder"]: ("done", "2026-12-31")}
		assert list(rows) == [posts["peer"], posts["holder"]]
		assert set(self.rows("liaison", overdue_only=1)) == {posts["peer"]}

	def test_sums_up(self, posts):
		answer = self.run("liaison", overdue_only=1)
		assert [number["value"] for number in answer["report_summary"]] == [2, "50.0%", 1, 1]
		assert answer["chart"]["data"]["labels"] == ["廉政谈话"]
		assert [part["values"] for part in answer["chart"]["data"]["datasets"]] == [[1], [0], [1]]

	@pytest.mark.parametrize(
		("user", "seen"),
		[
			("liaison", {"holder", "peer"}),
			("chief", {"holder", "peer"}),
			("stranger", {"stranger"}),
			("supervisor", {"holder", "peer", "stranger"}),
			("holder", {"holder"}),
		],
	)
	def test_shows_a_member_the_own_posts_alone(self, posts, user, seen):
		assert set(self.rows(user)) == {posts[name] for name in seen}
		assert set(self.rows(user, unit="X")) == {posts[name] for name in seen}

	def test_of_a_branch_and_a_kind(self, posts):
		assert set(self.rows("supervisor", unit="Z")) == {posts["stranger"]}
		assert self.rows("supervisor", kind="Integrity Pledge") == {}
		assert len(self.rows("supervisor", kind="Integrity Talk")) == 3

	def test_names_holder_and_requirement(self, posts):
		row = next(row for row in self.run("liaison")["result"] if row["post"] == posts["holder"])
		assert (row["holder"], row["requirement"], row["kind_label"]) == ("Y-1的人", "每半年", "廉政谈话")
		assert (str(row["last"]), row["state_label"], row["unit_name"]) == ("2026-08-01", "本期已开展", "单位Y-1")
