"""A request to a channel, over the network, and what came of it. Never within a user's own request."""

from __future__ import annotations

import socket
from typing import NamedTuple
from urllib.parse import urlsplit

import frappe
import requests
from urllib3.exceptions import HTTPError

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.notices.addresses import refusal, refusal_of_addresses
from lianzheng_risk.core.notices.payloads import Request, refused

_PATIENCE = (5, 15)  # seconds to connect, and between two pieces of the answer
_READ_AT_MOST = 4096  # bytes of the answer

UNKNOWN_HOST = Text("找不到该主机", "This host cannot be found.")
NO_CONNECTION = Text("连接失败：{kind}", "No connection: {kind}")


class Outcome(NamedTuple):
	"""`refusal` says why it was not taken, None where it was. `reached`: whether the other side answered at all."""

	refusal: Text | None
	reached: bool


def trusted_hosts() -> list[str]:
	"""Hosts that need no https and may lie inside, as the system administrator has listed them."""
	return list(frappe.conf.get("lianzheng_risk_insecure_hosts") or [])


def post(kind: str, request: Request) -> Outcome:
	"""Post it. No redirection is followed, for it could lead inside."""
	if told := _refusal_of_host(request.url):
		return Outcome(told, reached=False)
	try:
		with requests.post(
			request.url,
			data=request.body,
			headers=request.headers,
			timeout=_PATIENCE,
			allow_redirects=False,
			stream=True,
		) as answer:
			said = answer.raw.read(_READ_AT_MOST, decode_content=True).decode("utf-8", "replace")
			return Outcome(refused(kind, answer.status_code, said), reached=True)
	except (requests.RequestException, OSError, HTTPError) as error:
		# Only of which kind it was: the error's own words hold the address, and that may hold a key.
		kind_of_error = type(error).__name__
		told = Text(NO_CONNECTION.format("zh", kind=kind_of_error), NO_CONNECTION.format("en", kind=kind_of_error))
		return Outcome(told, reached=False)


def _refusal_of_host(url: str) -> Text | None:
	listed = trusted_hosts()
	if told := refusal(url, listed):
		return told
	host = urlsplit(url.strip()).hostname
	try:
		addresses = [found[4][0] for found in socket.getaddrinfo(host, None)]
	except OSError:
		return UNKNOWN_HOST
	return refusal_of_addresses(host, addresses, listed)
