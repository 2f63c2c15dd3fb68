"""What is wrong with a score scheme: each fault in words, none of it repaired in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import pairwise

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.core.scoring.scheme import KNOWN_INDICATORS, Item, ScoreScheme
from lianzheng_risk.core.scoring.words import ITEM_KIND

_TOLERANCE = 1e-9

NO_ITEMS = Text("考核方案没有计分项目", "The scheme has no item that gives points.")
NOT_FULL = Text(
	"自动计分和人工评分项目的分值合计{sum}分，应为{full}分",
	"The marks of all items scored from indicators or by people make {sum}; they should make {full}.",
)
TWICE = Text("项目编码“{item}”重复", "The item code “{item}” is used twice.")
UNKNOWN_KIND = Text("项目“{item}”的计分方式不明", "It is not known how the item “{item}” is scored.")
NO_MARKS = Text("项目“{item}”的分值应大于0", "The marks of “{item}” have to be more than 0.")
NO_INDICATOR = Text(
	"自动计分项目“{item}”没有选择指标", "The item “{item}” is scored from an indicator, but names none."
)
UNKNOWN_INDICATOR = Text(
	"项目“{item}”引用的指标“{indicator}”不存在",
	"The item “{item}” names an indicator that does not exist: “{indicator}”.",
)
NOT_AUTOMATIC = Text(
	"项目“{item}”不是自动计分，不应有指标和分档",
	"The item “{item}” is not scored from an indicator and should have no indicator and no bands.",
)
NO_BANDS = Text("自动计分项目“{item}”没有分档", "The item “{item}” has no bands.")
OVERLAPPING = Text(
	"项目“{item}”有两档的界限同为{limit}，分档重叠", "Two bands of “{item}” overlap: both begin at {limit}."
)
CONTRARY = Text(
	"项目“{item}”的分档矛盾：界限{better}优于{worse}，得分却不高于后者",
	"The bands of “{item}” contradict each other: {better} is better than {worse}, but does not give more points.",
)
TOO_MANY_POINTS = Text(
	"项目“{item}”的分档得分{points}不在0到{marks}之间",
	"A band of “{item}” gives {points} points, which is not between 0 and {marks}.",
)
OUT_OF_REACH = Text(
	"项目“{item}”最高一档只得{points}分，达不到分值{marks}",
	"The best band of “{item}” gives {points} points; its {marks} marks can never be reached.",
)
NO_RATINGS = Text("考核方案没有评定等次", "The scheme has no ratings.")
UNKNOWN_RATING = Text("评定等次“{rating}”不明", "There is no rating “{rating}”.")
RATING_TWICE = Text("评定等次或其分数线重复", "A rating, or its line, is given twice.")
RATINGS_CONTRARY = Text("评定等次的分数线次序颠倒", "The lines of the ratings are the wrong way round.")
NO_LOWEST = Text("最低的评定等次应从0分起", "The lowest rating has to begin at 0 points.")


def faults(scheme: ScoreScheme, indicators: Collection[str] = KNOWN_INDICATORS) -> list[Text]:
	"""Everything that is wrong with the scheme; empty where it can be used."""
	return [
		*_of_the_whole(scheme),
		*(fault for item in scheme.items for fault in _of_item(item, indicators)),
		*_of_ratings(scheme),
	]


def _of_the_whole(scheme: ScoreScheme) -> Iterator[Text]:
	weighed = [item for item in scheme.items if item.is_weighed]
	if not weighed:
		yield NO_ITEMS
	elif abs((total := sum(item.marks for item in weighed)) - scheme.full) > _TOLERANCE:
		yield _filled(NOT_FULL, sum=total, full=scheme.full)
	for code, times in Counter(item.code for item in scheme.items).items():
		if times > 1:
			yield _filled(TWICE, item=code)


def _of_item(item: Item, indicators: Collection[str]) -> Iterator[Text]:
	if item.kind not in ITEM_KIND.codes:
		yield _filled(UNKNOWN_KIND, item=item.name)
		return
	if item.kind != "veto" and item.marks <= 0:
		yield _filled(NO_MARKS, item=item.name)
	if item.kind != "automatic":
		if item.indicator or item.bands:
			yield _filled(NOT_AUTOMATIC, item=item.name)
		return
	if not item.indicator:
		yield _filled(NO_INDICATOR, item=item.name)
	elif item.indicator not in indicators:
		yield _filled(UNKNOWN_INDICATOR, item=item.name, indicator=item.indicator)
	yield from _of_bands(item)


def _of_bands(item: Item) -> Iterator[Text]:
	if not item.bands:
		yield _filled(NO_BANDS, item=item.name)
		return
	for band in item.ordered_bands:
		if not 0 <= band.points <= item.marks:
			yield _filled(TOO_MANY_POINTS, item=item.name, points=band.points, marks=item.marks)
	for better, worse in pairwise(item.ordered_bands):
		if better.limit == worse.limit:
			yield _filled(OVERLAPPING, item=item.name, limit=better.limit)
		elif better.points <= worse.points:
			yield _filled(CONTRARY, item=item.name, better=better.limit, worse=worse.limit)
	if item.ordered_bands[0].points < item.marks:
		yield _filled(OUT_OF_REACH, item=item.name, points=item.ordered_bands[0].points, marks=item.marks)


def _of_ratings(scheme: ScoreScheme) -> Iterator[Text]:
	lines = sorted(scheme.ratings, key=lambda line: line.least, reverse=True)
	if not lines:
		yield NO_RATINGS
		return
	unknown = [line.rating for line in lines if line.rating not in RATING.codes]
	for rating in unknown:
		yield _filled(UNKNOWN_RATING, rating=rating)
	if unknown:
		return
	if len({line.rating for line in lines}) < len(lines) or len({line.least for line in lines}) < len(lines):
		yield RATING_TWICE
	elif [RATING.codes.index(line.rating) for line in lines] != sorted(
		RATING.codes.index(line.rating) for line in lines
	):
		yield RATINGS_CONTRARY
	if lines[-1].least != 0:
		yield NO_LOWEST


def _filled(text: Text, **values: object) -> Text:
	shown = {name: f"{value:g}" if isinstance(value, int | float) else value for name, value in values.items()}
	return Text(text.zh.format(**shown), text.en.format(**shown))
