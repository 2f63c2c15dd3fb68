"""Saying on stderr what is being done, once a command has taken longer than two seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from lianzheng_risk.core.bilingual import Lang, Text

from .speech import spoken

PATIENCE = 2.0

READING = Text("正在读取“{file}”", "reading “{file}”")
CHECKING = Text("正在检查", "checking")
ASSESSING = Text("正在评估", "assessing")
WRITING = Text("正在写入文件", "writing files")
INVENTING = Text("正在编制示例登记簿", "inventing a register")
ELAPSED = Text("{step}……（已用 {seconds} 秒）", "{step} … ({seconds} s so far)")


class Progress:
	"""The steps of one command. A step is named when it begins, or when the two seconds are over during it."""

	def __init__(self, patience: float = PATIENCE) -> None:
		self.patience = patience
		self.started = time.monotonic()

	@contextmanager
	def step(self, text: Text, **values) -> Iterator[None]:
		lang = spoken()
		step = text.format(lang, **values)
		timer = threading.Timer(max(0.0, self.patience - self._elapsed()), self._say, (step, lang))
		timer.daemon = True
		timer.start()
		try:
			yield
		finally:
			timer.cancel()

	def _elapsed(self) -> float:
		return time.monotonic() - self.started

	def _say(self, step: str, lang: Lang) -> None:
		click.echo(ELAPSED.format(lang, step=step, seconds=round(self._elapsed())), err=True)
