"""The diagram in words: for screen readers, and as the tooltip of each step."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.flow import boxes, words
from lianzheng_risk.core.flow.graph import Graph, Node
from lianzheng_risk.core.flow.model import Looks
from lianzheng_risk.core.flow.text import clean


def description(graph: Graph, looks: Looks, lang: Lang) -> str:
	"""Every step, who handles it, and what is wrong with the flow."""
	steps = [node for node in graph.nodes if node.kind == "step"]
	problems = [problem.label(lang) for problem in graph.problems]
	if not steps:
		return " ".join(problems)
	told = words.DESCRIPTION.format(
		lang,
		steps=len(steps),
		lanes=words.LISTED.label(lang).join(lane.label(lang) for lane in graph.lanes),
		each=words.SENTENCES.label(lang).join(step_told(node, graph, looks, lang) for node in steps),
	)
	return " ".join([told, *problems])


def step_told(node: Node, graph: Graph, looks: Looks, lang: Lang) -> str:
	"""A step with all that its box shows, nothing shortened."""
	step = node.step
	facts = [graph.lanes[node.lane].label(lang)]
	if step.external and step.post:
		facts.append(words.EXTERNAL_STEP.label(lang))
	if step.time_limit_days:
		facts.append(boxes.days(step, lang))
	if discretion := clean(step.discretion):
		facts.append(words.DISCRETION.format(lang, text=discretion))
	if onward := boxes.ways_on(node, graph, lang):
		facts.append(onward)
	facts += [text for text, _ in boxes.risks_by_grade(step, looks, lang)]
	return words.STEP_TOLD.format(
		lang, step=boxes.number(step, lang), name=clean(step.name), facts=words.SENTENCES.label(lang).join(facts)
	)
