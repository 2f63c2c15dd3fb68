"""What stands above a list and between its rows: whose it is, how many risk points it claims, and what is no risk point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lianzheng_risk.core.vocabulary import GRADE, RISK_CATEGORY

# What the name of a unit ends in, and what a title goes on with behind it.
_ORGANISATION = (
	"局|委员会|委|政府|街道办事处|街道|办事处|镇|乡|公司|集团|厂|医院|保健院|法院|检察院|学院|研究院|院|大学|中学|小学|学校|幼儿园|校|中心|"
	"管委会|联合会|总工会|协会|学会|工会|会|银行|联社|馆|所|站|厅|署|支队|总队|大队|队|办公室|办|社|处|部|科|室|[一二三四五六七八九十\\d]中"
)
_TOPIC = (
	"廉政|廉洁|党风|风险|行政职权|行政权力|职权|权力|权责|岗位|重点|关键|业务|内设机构|机关|单位|系统|科室|部门|各|本级|领导|干部|班子|"
	"20\\d\\d|二〇|防控|排查|职责|的|[（(]|开展|清单|一览|目录|台账|汇总"
)
_YEAR = r"(?:20\d\d|二[〇○零]..)\s*年?度?"
_UNIT = re.compile(
	rf"^(?:附件\s*\d*\s*[:：]?)?(?:{_YEAR})?(?P<unit>[^：:，。；、（）()《》\s]{{1,38}}?(?:{_ORGANISATION}))(?=(?:{_TOPIC}))"
)
_WHOLE = re.compile(rf"^[^：:，。；、《》\s]{{2,38}}(?:{_ORGANISATION})$")
_LABELLED = re.compile(
	r"(?:填报|填表|报送|编制|制表|公布|上报)?单位\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s*(?P<unit>[^：:，。；\s]{2,40})"
)
_NO_UNIT = re.compile(r"[(（](?:盖章|公章|章)[)）]")
_TITLE = re.compile(r"(?:表|清单|目录|台账|汇总|风险库|手册|明细|情况)(?:[(（][^()（）]*[)）])?$")

# Counts in a heading: “共查找风险点32个，其中一级5个、二级10个”.
_ALL = re.compile(
	r"(?:共|合计|总计|计)(?:有|计|排查|查找|梳理|确定|识别|列出|出|了)*[^，,。；;、：:\d一二三]{0,12}?(?P<number>\d{1,6})\s*(?:个|条|项|处|点)"
)
_OF_GRADE = re.compile(
	r"(?P<word>[一二三]级|[ⅠⅡⅢ]级?|I{1,3}级|[高中低](?=风险|级|度|\d|的|等)级?|一般(?=风险))(?:廉政|廉洁)?(?:风险)?(?:等级)?(?:点|的)?(?:有|为|共)?\s*(?P<number>\d{1,6})\s*(?:个|条|项|处|点)?"
)
_NUMBER_BEFORE = re.compile(
	r"(?P<number>\d{1,6})\s*(?:个|条|项|处)(?:为|是)?(?P<word>[一二三]级|[ⅠⅡⅢ]级?|[高中低](?=风险|级))(?:风险)"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(r"^[-—]?\s*第?\s*\d+\s*页?\s*(?:[，,/]?\s*共\s*\d+\s*页)?\s*[-—]?$")
_LABEL = re.compile(
	r"^(?:(?:填表|填报|制表|经办|审核|复核|审批|审定|审签|批准|签发|联系|报送|编制|统计|记录|填写|主管|分管|单位|部门|科室)(?:人员?|主要负责人|分管负责人|领导|负责人|单位|部门|科室)?"
	r"(?:[(（]?(?:签[字名章]|盖章|公章|签章)[)）]?)?|(?:主要|单位|部门|科室)?(?:负责人|领导)(?:[(（]?(?:签[字名章]|盖章)[)）]?)?|"
	r"(?:填表|填报|报送|制表|审核|审定)?(?:日期|时间)|(?:联系)?电话|(?:盖章|公章|签字|签章))\s*[:：]"
)
# Where somebody signs or seals, whoever it is: “单位主要负责人（签字）：”.
_SIGNED = re.compile(
	r"^[^：:，,。；;]{0,20}[(（]?(?:签字|签名|盖章|公章|签章)[^：:，,。；;()（）]{0,4}[)）]?\s*(?:[:：]|$)"
)
_NOTE = re.compile(r"^(?:备注|注|说明|填表说明|填写说明|附注|附)\s*\d*\s*[:：]|^[※*]\s*\S")
_DATE = re.compile(
	r"^(?:20\d\d|二[〇○零OＯ0]..)\s*(?:[年./-]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:月|[./-])?\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?)$"
)
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*数)(?:\s*[(（][^()（）]*[)）])?\s*[:：]?")
_SUBTOTAL = re.compile(r"^小\s*计")
# “一、办公室”, “（二）建设局”, “1.办公室”, “第一部分 …”.
_NUMBERING = re.compile(
	r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]+|[(（]\d{1,2}[)）]|\d{1,2}[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|类)[:：、]?|[★●■◆▲*])\s*"
)
# “办公室（5个）”, “人事科（共2个风险点）”, “三级风险 1个”.
_COUNTED = re.compile(
	r"(?:[(（]\D{0,8}|[\s：:，,]+共?|(?<=风险点)共?|(?<=风险)共?)(?P<number>\d{1,6})\s*(?:个|条|项|处)[^()（）]{0,10}[)）]?$"
)
_GRADED = re.compile(r"(?:廉政|廉洁)?(?:风险)?(?:等级)?(?:点|事项)?$")
_LONGEST_NAME = 30
_PLACE = re.compile(r"^.{1,8}?(?:省|市|县|区|州|盟|旗|镇|乡|街道|新区|管委会)")
_ALWAYS_UNIT = re.compile(
	r"(?:公司|集团|学校|中学|小学|大学|学院|幼儿园|医院|保健院|法院|检察院|政府|管委会|街道办事处|委员会|卫生院|街道|[镇乡局])$"
)
_DEPARTMENT = re.compile(r"(?:科|室|处|股|部|组|办|办公室|大队|中队|窗口)$")
_POST = re.compile(r"(?:岗|岗位)(?:[(（][^()（）]*[)）])?$")
_NAMED = re.compile(
	rf"(?:{_ORGANISATION}|机构|班子|党组|党委|党支部|窗口|中队|股|组|车间|分局|分公司)(?:[(（][^()（）]*[)）])?$"
)


@lru_cache(maxsize=1024)
def unit_in_title(text: str) -> str:
	"""The unit that a title names, "" where it names none for certain."""
	folded = "".join(text.split())
	if labelled := _LABELLED.search(folded):
		return _NO_UNIT.sub("", labelled["unit"])
	named = _UNIT.match(folded)
	return named["unit"] if named else ""


def is_organisation(text: str) -> bool:
	"""Whether a line is nothing but the name of a unit, as on a cover or below a list."""
	return bool(_WHOLE.match("".join(text.split())))


def is_title(text: str) -> bool:
	return bool(_TITLE.search("".join(text.split())))


@dataclass(frozen=True)
class Claim:
	"""A number of risk points that a list claims: all of them (grade ""), or those of one grade."""

	number: str
	grade: str = ""


@lru_cache(maxsize=1024)
def claims(text: str) -> tuple[Claim, ...]:
	"""What a heading says about the number of risk points."""
	folded = text.translate(_FULL_WIDTH)
	found = [Claim(match["number"]) for match in [_ALL.search(folded)] if match]
	if found or "风险" in folded:
		pattern = _OF_GRADE if _OF_GRADE.search(folded) else _NUMBER_BEFORE
		graded = ((match["number"], GRADE.find(match["word"])) for match in pattern.finditer(folded))
		found += [Claim(number, term.code) for number, term in graded if term]
	return tuple(found)


def is_page(text: str) -> bool:
	return not _NUMBER.fullmatch(text) and bool(_PAGE.match(text))


def is_footer(text: str) -> bool:
	"""Who filled in or approved a list, and the like."""
	folded = "".join(text.split())
	return len(text) < 200 and bool(_LABEL.match(folded) or _SIGNED.match(folded))


def is_note(text: str) -> bool:
	return bool(_NOTE.match(text))


def is_date(text: str) -> bool:
	return len(text) < 20 and bool(_DATE.match("".join(text.split())))


def is_total(text: str) -> bool:
	return len(text) < 60 and bool(_TOTAL.match(text))


def is_subtotal(text: str) -> bool:
	return bool(_SUBTOTAL.match(text))


def bare_section(text: str) -> str:
	"""The name in a heading across the list, without its number."""
	return _COUNTED.sub("", _NUMBERING.sub("", text)).strip("：: 　")


def counted(text: str) -> str:
	"""The number of risk points that a heading across the list states behind its name, "" where it states none."""
	stated = _COUNTED.search(text.translate(_FULL_WIDTH))
	return stated["number"] if stated else ""


def has_numbering(text: str) -> bool:
	return bool(_NUMBERING.match(text))


def bare_grade(name: str) -> str:
	"""The grade in a heading such as “一级风险点”."""
	return _GRADED.sub("", name)


@lru_cache(maxsize=4096)
def section_field(name: str) -> str:
	"""What a heading across the list is about: unit, department, post, category or grade; "" where it is no such name."""
	if not name or len(name) > _LONGEST_NAME:
		return ""
	if RISK_CATEGORY.find(name):
		return "category"
	if GRADE.find(bare_grade(name)):
		return "grade"
	if _POST.search(name):
		return "post"
	if not _NAMED.search(name):
		return ""
	return "unit" if is_whole_unit(name) else "department"


@lru_cache(maxsize=4096)
def is_whole_unit(name: str) -> bool:
	"""Whether a name is that of a unit of its own rather than of an internal department."""
	return bool(_ALWAYS_UNIT.search(name) or (_PLACE.match(name) and not _DEPARTMENT.search(name)))


@lru_cache(maxsize=4096)
def is_always_unit(name: str) -> bool:
	"""Whether a name is that of a unit of its own even where internal departments are expected."""
	return bool(_ALWAYS_UNIT.search(name)) and not name.endswith("委员会")
