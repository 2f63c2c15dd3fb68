"""The written summary of an assessment: official Chinese composed from the frozen figures, the same for the same figures."""

from lianzheng_risk.core.summary.composing import compose

__all__ = ["compose"]
