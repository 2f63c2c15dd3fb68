"""Where notices may be posted to: a channel must not become a way into the network behind the site."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from lianzheng_risk.core.bilingual import Text

NO_ADDRESS = Text("请填写完整的网址，如 https://…", "Please give the whole address, such as https://…")
NO_LOGIN = Text("网址中不能带用户名和密码", "The address may not hold a user and a password.")
NOT_SECURE = Text(
	"网址须以 https:// 开头；内部网络的主机须由系统管理员列入站点配置 lianzheng_risk_insecure_hosts",
	"The address must begin with https://. Hosts inside one's own network have to be listed by the system administrator"
	" in the site's configuration, lianzheng_risk_insecure_hosts.",
)
INSIDE = Text(
	"该主机在内部网络中，须由系统管理员列入站点配置 lianzheng_risk_insecure_hosts",
	"This host lies inside the network. The system administrator has to list it in the site's configuration,"
	" lianzheng_risk_insecure_hosts.",
)


def refusal(url: str, listed: Collection[str] = ()) -> Text | None:
	"""Why notices may not be posted to the address, as far as it tells by itself. `listed` hosts are trusted."""
	try:
		parts = urlsplit(url.strip())
		host, _port = parts.hostname, parts.port
	except ValueError:
		return NO_ADDRESS
	if parts.scheme not in ("https", "http") or not host:
		return NO_ADDRESS
	if parts.username is not None or parts.password is not None:
		return NO_LOGIN
	if host in listed:
		return None
	if parts.scheme != "https":
		return NOT_SECURE
	return INSIDE if _is_inside(host) else None


def refusal_of_addresses(host: str, addresses: Iterable[str], listed: Collection[str] = ()) -> Text | None:
	"""The same for what the host's name stands for at the moment; one address inside is enough to refuse."""
	return INSIDE if host not in listed and any(map(_is_inside, addresses)) else None


def _is_inside(host: str) -> bool:
	"""Whether it is an IP address that is not one of the public internet; a name is not."""
	if host == "localhost":
		return True
	try:
		address = ipaddress.ip_address(host.partition("%")[0])
	except ValueError:
		return False
	mapped = getattr(address, "ipv4_mapped", None)
	return not (mapped or address).is_global or address.is_multicast
