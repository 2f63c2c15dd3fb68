"""The units of one invented bureau, in the order in which they appear as the register grows.

`suffix` continues the code of the bureau; `parent` is the suffix of the unit above (None: the bureau itself).
`leader` names the post of the leader in charge as (suffix of its unit, role); `field` is what the unit works on and
fills the placeholder of that name in the names of powers and the duties of posts.
"""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
	suffix: str
	parent: str | None
	kind: str
	unit_type: str
	name: str
	leader_suffix: str
	leader_role: str
	field: str


BUREAU = Unit("", None, "bureau", "unit", "{place}公共资源与建设局", "", "head", "公共资源与建设")

DEPARTMENTS = (
	Unit("-01", "", "office", "department", "办公室", "", "deputy_affairs", "综合政务"),
	Unit("-02", "", "personnel", "department", "组织人事科", "", "head", "组织人事"),
	Unit("-03", "", "finance", "department", "财务科", "", "deputy_affairs", "财务"),
	Unit("-04", "", "approval", "department", "行政审批科", "", "deputy_law", "行政审批"),
	Unit("-05", "", "enforcement", "department", "综合执法大队", "", "deputy_law", "综合执法"),
	Unit("-06", "", "procurement", "department", "采购中心", "", "deputy_works", "采购"),
	Unit("-07", "", "engineering", "department", "工程建设科", "", "deputy_works", "工程建设"),
	Unit("-08", "", "assets", "department", "资产管理科", "", "deputy_affairs", "资产管理"),
	Unit("-09", "", "legal", "department", "法规科", "", "deputy_law", "法治建设"),
	Unit("-10", "", "planning", "department", "规划统计科", "", "deputy_works", "规划统计"),
	Unit("-11", "", "party", "department", "机关党委", "", "head", "机关党建"),
)

# Name, short name, field, and the bureau leader in charge of each institution below the bureau.
_INSTITUTIONS = (
	("工程质量安全服务中心", "质安中心", "工程质量监督", "deputy_works"),
	("公共资源交易服务中心", "交易中心", "公共资源交易", "deputy_law"),
	("政府投资项目建设中心", "建设中心", "政府投资项目代建", "deputy_works"),
	("住房保障服务中心", "住保中心", "保障性住房分配", "deputy_affairs"),
	("市政设施养护中心", "养护中心", "市政设施养护", "deputy_works"),
	("国有资产运营服务中心", "资产中心", "国有资产运营", "deputy_affairs"),
	("村镇建设指导中心", "村镇中心", "农村危房改造", "deputy_works"),
	("城市建设档案馆", "档案馆", "工程档案归集", "deputy_law"),
)
_SECTIONS = (("inst_general", "综合股"), ("inst_business", "业务股"), ("inst_finance", "财务资产股"))
_TOWNS = (
	"城关镇", "东岭镇", "柳泽镇", "石屏镇", "南浦镇", "松岗镇", "云台镇", "青泽镇",
	"双溪乡", "白岭乡", "竹原乡", "河湾乡", "新桥乡", "大坪乡", "长塘乡", "望山乡",
)  # fmt: skip


def _institution(number: int) -> list[Unit]:
	name, short, field, leader = _INSTITUTIONS[number]
	suffix = f"-{21 + number}"
	sections = [
		Unit(f"{suffix}-{place}", suffix, kind, "department", f"{short}{section}", suffix, "head", field)
		for place, (kind, section) in enumerate(_SECTIONS, start=1)
	]
	return [Unit(suffix, "", "institution", "unit", f"{{place}}{name}", "", leader, field), *sections]


def _station(number: int) -> Unit:
	return Unit(f"-{41 + number}", "", "station", "unit", f"{_TOWNS[number]}建设管理所", "", "deputy_works", "村镇建设")


def _below_the_bureau() -> list[Unit]:
	"""Every institution is followed by two township stations, so that a small register has both."""
	return [
		unit
		for number in range(len(_INSTITUTIONS))
		for unit in (*_institution(number), _station(2 * number), _station(2 * number + 1))
	]


UNITS: tuple[Unit, ...] = (BUREAU, *DEPARTMENTS, *_below_the_bureau())
