"""Notices: what is posted to each kind of channel, what an answer means, where to, and how often."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from lianzheng_risk.core.notices import mail
from lianzheng_risk.core.notices.addresses import (
	INSIDE,
	NO_ADDRESS,
	NO_LOGIN,
	NOT_SECURE,
	refusal,
	refusal_of_addresses,
)
from lianzheng_risk.core.notices.digest import NAMED_AT_MOST, Line, gather, subject_of, texts_of
from lianzheng_risk.core.notices.payloads import Message, refused, request_for
from lianzheng_risk.core.notices.retrying import ATTEMPTS, WAITS, next_attempt

AT = datetime.datetime(2026, 11, 28, 8, 30, tzinfo=datetime.timezone.utc)
MESSAGE = Message(
	"warning:W-1:red",
	"整改逾期预警",
	"https://site.example/app/integrity-rectification/Z-1",
	("li@example.com",),
	datetime.date(2026, 12, 4),
	"Integrity Rectification",
	"Z-1",
)


class TestRequests:
	def test_a_wecom_robot_is_told_in_plain_text(self):
		request = request_for("wecom", "https://qyapi.example/send?key=K", None, MESSAGE, AT)
		assert request.url == "https://qyapi.example/send?key=K"
		assert json.loads(request.body) == {
			"msgtype": "text",
			"text": {
				"content": "整改逾期预警\n办理期限：2026-12-04\n查看：https://site.example/app/integrity-rectification/Z-1"
			},
		}

	def test_a_dingtalk_robot_gets_time_and_signature_in_the_address(self):
		request = request_for("dingtalk", "https://oapi.example/send?access_token=T", "SEC", MESSAGE, AT)
		query = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
		expected = hmac.new(b"SEC", b"1795854600000\nSEC", hashlib.sha256).digest()
		assert query == {
			"access_token": "T",
			"timestamp": "1795854600000",
			"sign": base64.b64encode(expected).decode(),
		}
		assert json.loads(request.body)["text"]["content"].startswith("整改逾期预警")

	def test_without_a_secret_nothing_is_signed(self):
		assert (
			request_for("dingtalk", "https://oapi.example/send", None, MESSAGE, AT).url == "https://oapi.example/send"
		)
		assert "X-Signature" not in request_for("webhook", "https://a.example", None, MESSAGE, AT).headers

	def test_a_webhook_gets_the_facts_and_a_signature_of_the_body(self):
		request = request_for("webhook", "https://a.example/in", "钥匙", MESSAGE, AT)
		assert json.loads(request.body) == {
			"key": "warning:W-1:red",
			"subject": "整改逾期预警",
			"deadline": "2026-12-04",
			"link": MESSAGE.link,
			"users": ["li@example.com"],
			"reference_doctype": "Integrity Rectification",
			"reference_name": "Z-1",
			"sent_at": "2026-11-28T08:30:00+00:00",
		}
		expected = hmac.new("钥匙".encode(), request.body, hashlib.sha256).hexdigest()
		assert request.headers["X-Signature"] == f"sha256={expected}"

	def test_a_request_does_not_show_its_address(self):
		assert "key=K" not in repr(request_for("wecom", "https://qyapi.example/send?key=K", None, MESSAGE, AT))

	@pytest.mark.parametrize("kind", ["webhook", "wecom", "dingtalk"])
	def test_what_is_veiled_tells_nothing_of_the_document(self, kind):
		veiled = MESSAGE.veiled("https://site.example")
		body = request_for(kind, "https://a.example", None, veiled, AT).body.decode()
		assert not any(word in body for word in ("整改", "Z-1", "Rectification", "2026-12-04"))
		assert "https://site.example" in body


class TestAnswers:
	@pytest.mark.parametrize("kind", ["wecom", "dingtalk"])
	def test_a_robot_says_in_the_body_whether_it_took_it(self, kind):
		assert refused(kind, 200, '{"errcode":0,"errmsg":"ok"}') is None
		said = refused(kind, 200, '{"errcode":310000,"errmsg":"sign not match"}')
		assert "310000" in said.zh and "sign not match" in said.zh
		assert "无法识别" in refused(kind, 200, "<html>").zh
		assert "无法识别" in refused(kind, 200, "[]").zh

	@pytest.mark.parametrize("status", [301, 302, 400, 404, 500, 503])
	def test_any_other_status_than_success_is_a_no(self, status):
		assert str(status) in refused("webhook", status, "").zh

	def test_a_webhook_needs_to_say_nothing(self):
		assert refused("webhook", 204, "") is None

	def test_long_answers_are_cut(self):
		assert len(refused("webhook", 500, "x" * 5000).zh) < 250


class TestAddresses:
	@pytest.mark.parametrize(
		("url", "reason"),
		[
			("", NO_ADDRESS),
			("qyapi.weixin.qq.com/send", NO_ADDRESS),
			("ftp://a.example/x", NO_ADDRESS),
			("file:///etc/passwd", NO_ADDRESS),
			("https://a.example:port/", NO_ADDRESS),
			("https://u:p@a.example/", NO_LOGIN),
			("http://a.example/", NOT_SECURE),
			("https://127.0.0.1/", INSIDE),
			("https://localhost/", INSIDE),
			("https://10.0.0.7/", INSIDE),
			("https://169.254.169.254/latest", INSIDE),
			("https://[::1]/", INSIDE),
			("https://[::ffff:10.0.0.7]/", INSIDE),
			("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K", None),
			("https://8.8.8.8/", None),
		],
	)
	def test_only_secure_addresses_outside_are_taken(self, url, reason):
		assert refusal(url) == reason

	def test_a_listed_host_is_trusted_and_no_other(self):
		listed = ["127.0.0.1", "oa.local"]
		assert refusal("http://127.0.0.1:8000/in", listed) is None
		assert refusal("http://oa.local/in", listed) is None
		assert refusal("http://oa.local.evil.example/in", listed) == NOT_SECURE
		assert refusal("http://oa.local@evil.example/in", listed) == NO_LOGIN

	def test_a_name_that_stands_for_a_host_inside_is_refused(self):
		assert refusal_of_addresses("a.example", ["8.8.8.8"]) is None
		assert refusal_of_addresses("a.example", ["8.8.8.8", "10.1.2.3"]) == INSIDE
		assert refusal_of_addresses("a.example", ["fe80::1%eth0"]) == INSIDE
		assert refusal_of_addresses("a.example", ["10.1.2.3"], ["a.example"]) is None


class TestRepeats:
	def test_waits_grow_and_end(self):
		waits = [next_attempt(failures, AT) for failures in range(1, ATTEMPTS + 1)]
		assert [(at - AT).total_seconds() / 60 for at in waits[:-1]] == list(WAITS)
		assert waits[-1] is None

	def test_a_channel_may_try_more_often_or_less(self):
		assert next_attempt(1, AT, most=1) is None
		assert next_attempt(9, AT, most=10) - AT == datetime.timedelta(minutes=WAITS[-1])


def test_an_e_mail_holds_subject_deadline_and_link_and_is_escaped():
	item = mail.Item("<b>整改</b>", "https://site.example/app/x?a=1&b=2", datetime.date(2026, 12, 4))
	html = mail.html_of([item])
	assert "&lt;b&gt;整改&lt;/b&gt;" in html
	assert "办理期限：2026-12-04" in html
	assert 'href="https://site.example/app/x?a=1&amp;b=2"' in html
	assert "Deadline: 2026-12-04" in mail.html_of([item], "en")


class TestDigest:
	def lines(self, count: int) -> list[Line]:
		return [Line(f"第{n}项", "Integrity Rectification", f"Z-{n}", AT.date()) for n in range(count)]

	def test_names_each_thing_once_the_most_urgent_first(self):
		late = Line("甲", "Integrity Rectification", "Z-1", datetime.date(2026, 11, 2))
		later = Line("乙", "Integrity Rectification", "Z-2", datetime.date(2026, 12, 2))
		some_time = Line("丙", "Integrity Rectification", "Z-3")
		gathered = gather([some_time, later, late, later])
		assert texts_of(gathered) == ["甲（期限：2026-11-02）", "乙（期限：2026-12-02）", "丙"]
		assert subject_of(gathered) == "廉政风险防控：有3项通知"

	def test_of_one_thing_is_called_after_it(self):
		assert subject_of(gather(self.lines(1))) == "第0项"

	def test_of_nothing_is_none(self):
		assert gather([]) is None

	def test_is_short_enough_to_read(self):
		gathered = gather(self.lines(NAMED_AT_MOST + 12))
		assert len(texts_of(gathered)) == NAMED_AT_MOST + 1
		assert texts_of(gathered)[-1] == "另有12项，请登录系统查看"
		assert subject_of(gathered, "en") == f"Integrity risks: {NAMED_AT_MOST + 12} notices"
