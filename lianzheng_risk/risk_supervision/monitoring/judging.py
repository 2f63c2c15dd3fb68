"""A document that meets a rule by itself, judged by what lies around it: figures, or a probe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianzheng_risk.core.monitoring.rule import Found, MonitoringRule, found_by_document, found_by_figures
from lianzheng_risk.risk_supervision.monitoring import probes
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment
from lianzheng_risk.risk_supervision.monitoring.figures import figures_of


def judge(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""What the rule finds. Where it has both, figures have to be met before the probe is asked."""
	by_figures = found_by_figures(rule, values["name"], list(figures_of(rule, values))) if rule.aggregates else []
	if rule.aggregates and not by_figures:
		return []
	if rule.probe:
		return probes.run(rule, values, moment)
	return by_figures or [found_by_document(rule, values["name"])]
