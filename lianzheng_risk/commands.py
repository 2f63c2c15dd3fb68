"""`bench --site SITE lianzheng-risk …`. bench imports this for each of its commands, so the rest is loaded on demand."""

from __future__ import annotations

import click


class OnDemand(click.Command):
	"""Stands in for the real group until it is called."""

	def make_context(self, info_name, args, parent=None, **extra) -> click.Context:
		from lianzheng_risk.cli.on_site import on_site

		return on_site.make_context(info_name, args, parent, **extra)


commands = [OnDemand("lianzheng-risk", short_help="廉政风险防控: import, export, assess, demo")]
