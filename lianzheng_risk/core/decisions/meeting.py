"""A meeting that decides: who counts, whether enough are there, who speaks when, and what follows from the opinions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.decisions.words import OPINION
from lianzheng_risk.core.findings import Finding, Place, Rule

TABLE = "members"
# Where nothing else is laid down.
MORE_THAN_HALF = "more_than_half"
# Whether so many of so many are enough.
ENOUGH: Mapping[str, Callable[[int, int], bool]] = {
	"more_than_half": lambda count, whole: 2 * count > whole,
	"two_thirds": lambda count, whole: whole > 0 and 3 * count >= 2 * whole,
}

NO_MEMBERS = Rule("no_members", "error", Text("请列出参加决策的成员", "Please list the members who decide."))
TWICE = Rule("twice", "error", Text(
	"第{row}行：{member}与第{other}行重复", "Row {row}: {member} is in row {other} already.",
))  # fmt: skip
NO_CHIEF = Rule("no_chief", "error", Text(
	"请在成员中勾选主要负责人；主要负责人缺席或回避的也要列出",
	"Please mark the chief among the members, also where the chief is absent or recused.",
))  # fmt: skip
TWO_CHIEFS = Rule("two_chiefs", "error", Text(
	"第{row}行：主要负责人只能有一名，第{other}行已勾选", "Row {row}: there is one chief; row {other} has one already.",
))  # fmt: skip
CHIEF_NOT_LAST = Rule("chief_not_last", "error", Text(
	"主要负责人应当末位表态：第{row}行{member}之后还有第{other}行{follower}，请把主要负责人移到最后",
	"The chief speaks last: after {member} in row {row} comes {follower} in row {other}. Please move the chief to the end.",
))  # fmt: skip
NO_REASON = Rule("no_reason", "error", Text(
	"第{row}行：请填写{member}回避的理由", "Row {row}: please give the reason why {member} is recused.",
))  # fmt: skip
MAY_NOT_SPEAK = Rule("may_not_speak", "error", Text(
	"第{row}行：{member}没有到会或已回避，不能表态；书面意见可写入发言要点，不计入票数",
	"Row {row}: {member} is absent or recused and has no vote. A written opinion goes into the remarks and is not counted.",
))  # fmt: skip
SILENT = Rule("silent", "error", Text(
	"第{row}行：请记录{member}的表态", "Row {row}: please record the opinion of {member}."
))  # fmt: skip
NO_QUORUM = Rule("no_quorum", "error", Text(
	"到会人数不足：应参加决策{entitled}人（回避的不计），到会{present}人，须{share}方可表决",
	"Too few are present: {present} of {entitled} members (recused ones not counted); it takes {share}.",
))  # fmt: skip
TALLY = Text("同意{agree}，不同意{disagree}，建议缓议{defer}，弃权{abstain}；应参加{entitled}人，到会{present}人", (
	"For {agree}, against {disagree}, to put off {defer}, abstaining {abstain}; {present} present of {entitled} entitled"
))  # fmt: skip


@dataclass(frozen=True)
class Member:
	"""One member in the order of speaking; `reason` says why somebody is recused."""

	person: str
	name: str
	attendance: str
	opinion: str | None = None
	is_chief: bool = False
	reason: str = ""


@dataclass(frozen=True)
class Meeting:
	"""`quorum` is the share of those entitled who have to be there, `majority` the share who have to agree.

	Recused members count nowhere. Absent ones count among those entitled, so that a small turnout decides nothing: as the rules
	of party groups have it, 赞成票超过应到会成员的半数.
	"""

	members: tuple[Member, ...]
	quorum: str = MORE_THAN_HALF
	majority: str = MORE_THAN_HALF

	@property
	def entitled(self) -> int:
		return sum(member.attendance != "recused" for member in self.members)

	@property
	def present(self) -> int:
		return sum(member.attendance == "present" for member in self.members)

	@property
	def votes(self) -> Counter[str]:
		"""What is recorded for whoever is absent or recused is no vote."""
		return Counter(member.opinion for member in self.members if member.attendance == "present" and member.opinion)

	def has_quorum(self) -> bool:
		return ENOUGH[self.quorum](self.present, self.entitled)

	def result(self) -> str:
		"""Carried where enough agree; put off where those who would wait tip the balance; otherwise not carried."""
		votes, enough = self.votes, ENOUGH[self.majority]
		if enough(votes["agree"], self.entitled):
			return "approved"
		return "deferred" if enough(votes["agree"] + votes["defer"], self.entitled) else "not_approved"

	def tally(self) -> Text:
		counted = {code: self.votes[code] for code in OPINION.codes}
		counted |= {"entitled": self.entitled, "present": self.present}
		return Text(TALLY.format("zh", **counted), TALLY.format("en", **counted))

	def contradictions(self) -> list[Finding]:
		"""What can never be right, however far the record has come."""
		return [*self._repeated(), *self._chiefs(), *self._out_of_order(), *self._not_heard()]

	def gaps(self, share: Mapping[str, Text]) -> list[Finding]:
		"""What is missing before the record is final; `share` names the shares."""
		if not self.members:
			return [Finding(NO_MEMBERS, Place(TABLE))]
		found = [] if any(member.is_chief for member in self.members) else [Finding(NO_CHIEF, Place(TABLE))]
		for row, member in self._rows():
			if member.attendance == "present" and not member.opinion:
				found.append(_at(SILENT, row, "opinion", member=member.name))
		if not self.has_quorum():
			values = {"entitled": self.entitled, "present": self.present, "share": share[self.quorum]}
			found.append(Finding(NO_QUORUM, Place(TABLE), values))
		return found

	def _rows(self) -> Iterator[tuple[int, Member]]:
		return iter(enumerate(self.members, 1))

	def _repeated(self) -> Iterator[Finding]:
		first: dict[str, int] = {}
		for row, member in self._rows():
			other = first.setdefault(member.person, row)
			if other != row:
				yield _at(TWICE, row, "person", member=member.name, other=other)

	def _chiefs(self) -> Iterator[Finding]:
		rows = [row for row, member in self._rows() if member.is_chief]
		for row in rows[1:]:
			yield _at(TWO_CHIEFS, row, "is_chief", other=rows[0])

	def _out_of_order(self) -> Iterator[Finding]:
		speaking = [(row, member) for row, member in self._rows() if member.attendance == "present"]
		for place, (row, member) in enumerate(speaking[:-1]):
			if member.is_chief:
				other, follower = speaking[place + 1]
				yield _at(CHIEF_NOT_LAST, row, "is_chief", member=member.name, other=other, follower=follower.name)

	def _not_heard(self) -> Iterator[Finding]:
		for row, member in self._rows():
			if member.attendance == "recused" and not member.reason.strip():
				yield _at(NO_REASON, row, "reason", member=member.name)
			if member.attendance != "present" and member.opinion:
				yield _at(MAY_NOT_SPEAK, row, "opinion", member=member.name)


def _at(rule: Rule, row: int, field: str, **values) -> Finding:
	return Finding(rule, Place(TABLE, row, field), {"row": row, **values})
