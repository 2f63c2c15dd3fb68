"""Notices to people: on the desk, by e-mail and over channels, each once however often its job runs.

`send` is what a step or the clock calls, `digest` what a clock calls that has several things, each a `Line`, to tell one
person. Neither
commits. Who may not read a document is told nothing about it. E-mail and channels carry a subject, a deadline and a link;
the text stays on the desk.
"""

from lianzheng_risk.core.notices.digest import Line
from lianzheng_risk.notices.digests import digest
from lianzheng_risk.notices.sending import send

__all__ = ["Line", "digest", "send"]
