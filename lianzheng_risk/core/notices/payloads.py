"""What is posted to a channel, by its kind, and what its answer means."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.notices.words import DEADLINE, LINK, VEILED

_LONGEST = 200  # characters of a channel's answer that are kept
# The robots answer every request with 200 and say in the body whether they took it.
_ROBOTS = ("wecom", "dingtalk")

NOT_ACCEPTED = Text("对方答复：{answer}", "The other side answered: {answer}")
NO_ANSWER = Text("对方答复无法识别：{answer}", "The other side's answer cannot be read: {answer}")


@dataclass(frozen=True)
class Message:
	"""One notice. `key` is the same however often it is posted, so that the other side can tell repeats."""

	key: str
	subject: str
	link: str
	users: tuple[str, ...] = ()
	deadline: datetime.date | None = None
	reference_doctype: str | None = None
	reference_name: str | None = None

	def veiled(self, home: str, lang: Lang = "zh") -> Message:
		"""The same without anything of the document; `home` is the address of the site."""
		subject = VEILED.label(lang)
		hidden = {"deadline": None, "reference_doctype": None, "reference_name": None}
		return replace(self, subject=subject, link=home, **hidden)


@dataclass(frozen=True)
class Request:
	"""What is to be posted where. The address may hold a secret, so it is not to be shown."""

	url: str = field(repr=False)
	body: bytes
	headers: Mapping[str, str]


def text_of(message: Message, lang: Lang = "zh") -> str:
	"""The message as a few lines."""
	lines = [message.subject]
	if message.deadline:
		lines.append(DEADLINE.format(lang, deadline=message.deadline.isoformat()))
	return "\n".join([*lines, LINK.format(lang, link=message.link)])


def request_for(kind: str, url: str, secret: str | None, message: Message, at: datetime.datetime) -> Request:
	"""`kind` is a code of KIND, `at` the moment with its time zone."""
	return _KINDS[kind](url, secret, message, at)


def _webhook(url: str, secret: str | None, message: Message, at: datetime.datetime) -> Request:
	body = _json({
		"key": message.key,
		"subject": message.subject,
		"deadline": message.deadline.isoformat() if message.deadline else None,
		"link": message.link,
		"users": list(message.users),
		"reference_doctype": message.reference_doctype,
		"reference_name": message.reference_name,
		"sent_at": at.isoformat(timespec="seconds"),
	})  # fmt: skip
	signature = (
		{"X-Signature": f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"} if secret else {}
	)
	return _request(url, body, signature)


def _wecom(url: str, secret: str | None, message: Message, at: datetime.datetime) -> Request:
	return _request(url, _robot_text(message))


def _dingtalk(url: str, secret: str | None, message: Message, at: datetime.datetime) -> Request:
	return _request(_signed(url, secret, at) if secret else url, _robot_text(message))


_KINDS: Mapping[str, Callable[[str, str | None, Message, datetime.datetime], Request]] = {
	"webhook": _webhook,
	"wecom": _wecom,
	"dingtalk": _dingtalk,
}


def _signed(url: str, secret: str, at: datetime.datetime) -> str:
	"""With the time and the signature that a DingTalk robot asks for."""
	timestamp = str(int(at.timestamp() * 1000))
	digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
	parts = urlsplit(url)
	query = [*parse_qsl(parts.query), ("timestamp", timestamp), ("sign", base64.b64encode(digest).decode())]
	return urlunsplit(parts._replace(query=urlencode(query)))


def _robot_text(message: Message) -> bytes:
	return _json({"msgtype": "text", "text": {"content": text_of(message)}})


def _json(content: object) -> bytes:
	return json.dumps(content, ensure_ascii=False).encode()


def _request(url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Request:
	return Request(url, body, {"Content-Type": "application/json; charset=utf-8", **(headers or {})})


def refused(kind: str, status: int, answer: str) -> Text | None:
	"""Why the answer does not mean that the message was taken, or None. A redirection is not followed, so it is a no."""
	shown = " ".join(f"{status} {answer}".split())[:_LONGEST]
	if not 200 <= status < 300:
		return _said(NOT_ACCEPTED, shown)
	if kind not in _ROBOTS:
		return None
	try:
		code = json.loads(answer)["errcode"]
	except (ValueError, KeyError, TypeError):
		return _said(NO_ANSWER, shown)
	return _said(NOT_ACCEPTED, shown) if code else None


def _said(text: Text, answer: str) -> Text:
	return Text(text.format("zh", answer=answer), text.format("en", answer=answer), quoted=True)
