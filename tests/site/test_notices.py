"""Notices on a real site: on the desk, by e-mail and over channels, each once, to nobody who may not read what it is about."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from email import message_from_string
from threading import Thread

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, get_datetime, get_url_to_form, now_datetime
from frappe.utils.background_jobs import is_job_enqueued

from lianzheng_risk import notices
from lianzheng_risk.notices import log
from lianzheng_risk.notices.delivering import deliver, deliver_due
from lianzheng_risk.notices.repeating import NotToBeSentAgainError, may_be_sent_again, send_again
from lianzheng_risk.risk_supervision.doctype.integrity_notice_channel.integrity_notice_channel import (
	ChannelAddressError,
)
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.people import create_user, join
from tests.site.receiver import Receiver, receiving
from tests.site.sites import connected
from tests.site.traces import no_trace_left

RECTIFICATION, CHANNEL, DELIVERY = "Integrity Rectification", "Integrity Notice Channel", "Integrity Notice Delivery"
LOG, QUEUE, WISHES = "Notification Log", "Email Queue", "Notification Settings"
TEXT = "采购台账缺三个月"


@pytest.fixture
def notice(county) -> Iterator[Document]:  # noqa: F811
	"""A rectification to be told about. The jobs' commits are kept back, so that the test leaves nothing behind."""
	frappe.db.commit = lambda: None
	# E-mail goes into the platform's queue and, as the site's is muted, no further.
	frappe.conf.update({"lianzheng_risk_insecure_hosts": ["127.0.0.1"], "mail_server": "mail.example"})
	yield records.create(RECTIFICATION, title="补记台账", unit="Y-1", problem="采购无台账")
	del frappe.db.commit


def user(name: str) -> str:
	return f"{name}@example.com"


def send(notice: Document, *names: str, key: str = "k", **values) -> list[str]:
	told = notices.send("整改<逾期>", TEXT, [*map(user, names)], notice.doctype, notice.name, key, **values)
	return [name.partition("@")[0] for name in told]


def on_desk(name: str) -> list[frappe._dict]:
	fields = ["subject", "email_content", "document_type", "document_name"]
	return frappe.get_all(LOG, filters={"for_user": user(name)}, fields=fields, order_by="creation")


def mailed(name: str) -> list[str]:
	"""The e-mails that the platform's queue holds for somebody, as readable text."""
	to = frappe.get_all("Email Queue Recipient", filters={"recipient": user(name)}, pluck="parent")
	return [readable(frappe.db.get_value(QUEUE, parent, "message")) for parent in to]


def readable(message: str) -> str:
	mail = message_from_string(message)
	parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
	return "\n".join(part.decode("utf8", "replace") for part in parts)


def wish(name: str, **values) -> None:
	frappe.db.set_value(WISHES, user(name), values)


class TestPeople:
	def test_are_told_on_the_desk_and_by_mail_without_the_text(self, notice):
		assert send(notice, "liaison", "head", deadline="2026-12-04") == ["liaison", "head"]
		expected = ("整改&lt;逾期&gt;", TEXT, notice.doctype, notice.name)
		assert [tuple(row.values()) for row in on_desk("liaison")] == [expected]
		[mail] = mailed("liaison")
		assert "整改&lt;逾期&gt;" in mail and "2026-12-04" in mail
		assert get_url_to_form(notice.doctype, notice.name) in mail
		assert TEXT not in mail
		assert len(mailed("head")) == 1

	def test_are_told_once_under_a_key(self, notice):
		assert send(notice, "liaison", "liaison") == ["liaison"]
		assert send(notice, "liaison", "head") == ["head"]
		assert send(notice, "liaison", key="other") == ["liaison"]
		assert (len(on_desk("liaison")), len(on_desk("head")), len(mailed("head"))) == (2, 1, 1)

	def test_are_told_of_nothing_that_they_may_not_read(self, notice):
		assert send(notice, "stranger") == []
		assert (on_desk("stranger"), mailed("stranger"), frappe.db.count(DELIVERY)) == ([], [], 0)

	def test_with_a_closed_account_are_told_nothing(self, notice):
		frappe.db.set_value("User", user("head"), "enabled", 0)
		assert send(notice, "head") == []
		assert mailed("head") == []

	def test_are_told_as_their_own_settings_have_it(self, notice):
		wish("liaison", enabled=0)
		wish("head", enable_email_notifications=0)
		send(notice, "liaison", "head")
		assert (on_desk("liaison"), mailed("liaison")) == ([], [])
		assert (len(on_desk("head")), mailed("head")) == (1, [])

	def test_get_no_mail_from_a_site_that_sends_none(self, notice):
		frappe.conf.pop("mail_server")
		send(notice, "liaison")
		assert (len(on_desk("liaison")), mailed("liaison")) == (1, [])


class TestDigest:
	def lines(self, *names: str) -> list[notices.Line]:
		return [notices.Line(f"逾期{number}", RECTIFICATION, name, None) for number, name in enumerate(names)]

	def test_is_one_notice_and_one_mail_of_what_the_person_may_read(self, notice):
		other = records.create(RECTIFICATION, title="签字", unit="Y-1", problem="无签字").name
		foreign = records.create(RECTIFICATION, title="别处", unit="Z", problem="无").name
		with receiving() as receiver:
			beside = channel(receiver)
			assert notices.digest(user("head"), self.lines(notice.name, foreign, other), "day")
			assert deliveries(beside) == []
		[row] = on_desk("head")
		assert row.subject == "廉政风险防控：有2项通知"
		assert row.email_content == "<ul><li>逾期0</li><li>逾期2</li></ul>"
		[mail] = mailed("head")
		assert get_url_to_form(RECTIFICATION, other) in mail and foreign not in mail

	def test_is_told_once_under_its_key(self, notice):
		lines = self.lines(notice.name)
		assert [notices.digest(user("head"), lines, key) for key in ("a", "a", "b")] == [True, False, True]
		assert len(on_desk("head")) == 2

	def test_of_nothing_readable_is_not_told(self, notice):
		assert not notices.digest(user("stranger"), self.lines(notice.name), "day")
		assert not notices.digest(user("head"), [], "day")


def channel(receiver: Receiver, unit: str = "Y", kind: str = "Webhook", **values) -> Document:
	return records.create(CHANNEL, title="工作群", unit=unit, kind=kind, url=receiver.url, **values)


def deliveries(to: Document) -> list[frappe._dict]:
	fields = ["name", "status", "attempts", "last_error", "next_attempt_on", "sent_on", "users", "unit"]
	return frappe.get_all(DELIVERY, filters={"channel": to.name}, fields=fields, order_by="creation, name")


def time_goes_by(to: Document) -> None:
	"""As if the next attempt were due."""
	past = add_days(now_datetime(), -1)
	frappe.db.set_value(DELIVERY, {"channel": to.name, "status": "Waiting"}, "next_attempt_on", past)


class TestChannels:
	def test_are_those_of_the_unit_and_above_that_are_in_use(self, notice):
		with receiving() as receiver:
			own, above = channel(receiver, "Y-1"), channel(receiver, "X")
			off, beside = channel(receiver, enabled=0), channel(receiver, "Z")
			send(notice, "liaison")
			assert [len(deliveries(each)) for each in (own, above, off, beside)] == [1, 1, 0, 0]
			assert receiver.requests == []  # never in the request itself

	def test_are_served_by_a_job(self, notice):
		with receiving() as receiver:
			served = channel(receiver)
			send(notice, "liaison")
			assert not is_job_enqueued(f"integrity-notices:{served.name}")
			frappe.db.after_commit.run()
			assert is_job_enqueued(f"integrity-notices:{served.name}")

	def test_get_what_failed_twice_at_the_third_attempt(self, notice):
		with receiving(503, 500, 200, answer="busy") as receiver:
			tried = channel(receiver, secret="SEC")
			send(notice, "liaison", deadline="2026-12-04")
			assert deliver(tried.name) == 0
			[row] = deliveries(tried)
			assert (row.status, row.attempts, row.last_error) == ("Waiting", 1, "对方答复：503 busy")
			assert 4 <= (row.next_attempt_on - now_datetime()).total_seconds() / 60 <= 5
			assert deliver(tried.name) == 0  # not yet due
			assert len(receiver.requests) == 1
			time_goes_by(tried)
			deliver(tried.name)
			assert 14 <= (deliveries(tried)[0].next_attempt_on - now_datetime()).total_seconds() / 60 <= 15
			time_goes_by(tried)
			assert deliver(tried.name) == 1
			[row] = deliveries(tried)
			assert (row.status, row.attempts, row.last_error, row.next_attempt_on) == ("Sent", 3, None, None)
			assert get_datetime(row.sent_on) <= now_datetime()
			assert deliver(tried.name) == 0
			assert [body["key"] for body in receiver.bodies] == ["k", "k", "k"]
			assert receiver.bodies[0]["users"] == [user("liaison")]
			assert TEXT not in str(receiver.bodies)
			_, headers, body = receiver.requests[0]
			assert headers["X-Signature"] == f"sha256={hmac.new(b'SEC', body, hashlib.sha256).hexdigest()}"

	def test_are_given_up_with_the_reason(self, notice):
		with receiving(404) as receiver:
			gone = channel(receiver, retries=2)
			send(notice, "liaison")
			for _ in range(3):
				deliver(gone.name)
				time_goes_by(gone)
			[row] = deliveries(gone)
			assert (row.status, row.attempts, row.next_attempt_on) == ("Failed", 2, None)
			assert "404" in row.last_error
			assert len(receiver.requests) == 2

	def test_a_robot_that_answers_with_an_error_has_not_taken_it(self, notice):
		with receiving(answer='{"errcode":93000,"errmsg":"invalid webhook url"}') as receiver:
			robot = channel(receiver, kind="WeCom")
			send(notice, "liaison")
			assert deliver(robot.name) == 0
			assert "invalid webhook url" in deliveries(robot)[0].last_error
			assert receiver.bodies[0]["text"]["content"].startswith("整改<逾期>\n")

	def test_redirections_lead_nowhere(self, notice):
		with receiving(302, 200) as receiver:
			led = channel(receiver)
			send(notice, "liaison")
			assert deliver(led.name) == 0
			assert [path for path, _, _ in receiver.requests] == ["/in"]

	def test_one_that_cannot_be_reached_is_left_alone_until_its_next_turn(self, notice):
		with receiving() as receiver:
			dead = channel(receiver)
		send(notice, "liaison", key="first")
		send(notice, "liaison", key="second")
		deliver(dead.name)
		rows = deliveries(dead)
		assert sorted(row.attempts for row in rows) == [0, 1]
		assert "127.0.0.1" not in next(row.last_error for row in rows if row.attempts)

	def test_that_are_switched_off_meanwhile_get_nothing_more(self, notice):
		with receiving() as receiver:
			off = channel(receiver)
			send(notice, "liaison")
			off.update({"enabled": 0}).save()
			deliver(off.name)
			assert (deliveries(off)[0].status, receiver.requests) == ("Failed", [])
			assert "停用" in deliveries(off)[0].last_error

	def test_the_clock_finds_what_is_due(self, notice):
		with receiving() as receiver:
			due, later = channel(receiver), channel(receiver, "X")
			send(notice, "liaison")
			frappe.db.set_value(DELIVERY, {"channel": later.name}, "next_attempt_on", add_days(now_datetime(), 1))
			frappe.db.after_commit.reset()
			deliver_due()
			frappe.db.after_commit.run()
			queued = [is_job_enqueued(f"integrity-notices:{each.name}") for each in (due, later)]
			assert queued == [True, False]


class TestSendingAgain:
	@pytest.fixture
	def failed(self, notice) -> Iterator[tuple[Document, str]]:
		"""A channel that takes nothing the first time, and what was to be delivered over it."""
		with receiving(404, 200) as receiver:
			mended = channel(receiver, retries=1)
			send(notice, "liaison")
			deliver(mended.name)
			[row] = deliveries(mended)
			assert row.status == "Failed"
			join("Y", create_user(user("manager")), "Integrity Manager")
			yield mended, row.name

	def test_is_for_the_manager_of_the_unit(self, failed):
		mended, name = failed
		for other in ("supervisor", "liaison", "stranger"):
			with acting(other), pytest.raises(frappe.PermissionError):
				send_again(name)
		assert deliveries(mended)[0].status == "Failed"
		with acting("supervisor"):
			assert not may_be_sent_again(frappe.get_doc(DELIVERY, name))
		with acting("manager"):
			assert may_be_sent_again(frappe.get_doc(DELIVERY, name))
			send_again(name)
		assert deliver(mended.name) == 1
		[row] = deliveries(mended)
		assert (row.status, row.attempts, row.last_error) == ("Sent", 1, None)
		with acting("manager"), pytest.raises(NotToBeSentAgainError):
			send_again(name)

	def test_needs_a_channel_in_use(self, failed):
		mended, name = failed
		mended.reload().update({"enabled": 0}).save()
		with acting("manager"), pytest.raises(NotToBeSentAgainError, match="停用"):
			send_again(name)

	def test_is_for_no_manager_of_another_unit(self, failed):
		join("Z", create_user(user("elsewhere")), "Integrity Manager")
		with acting("elsewhere"), pytest.raises(frappe.PermissionError):
			send_again(failed[1])


class TestAddresses:
	@pytest.mark.parametrize("url", ["http://oa.example/in", "https://10.0.0.7/in", "https://u:p@oa.example/", "oa"])
	def test_of_hosts_inside_or_without_encryption_are_refused(self, notice, url):
		with pytest.raises(ChannelAddressError):
			records.create(CHANNEL, title="工作群", unit="Y", kind="Webhook", url=url)

	def test_that_are_no_longer_listed_get_nothing(self, notice):
		with receiving() as receiver:
			inside = channel(receiver)
			send(notice, "liaison")
			frappe.conf.lianzheng_risk_insecure_hosts = []
			deliver(inside.name)
			assert receiver.requests == []
			assert "lianzheng_risk_insecure_hosts" in deliveries(inside)[0].last_error


class TestLog:
	def test_is_seen_by_who_looks_after_it_and_sees_the_document(self, notice):
		with receiving() as receiver:
			channel(receiver)
			send(notice, "liaison")

		def seen(name: str) -> int | None:
			with acting(name):
				return len(frappe.get_list(DELIVERY)) if frappe.has_permission(DELIVERY, "read") else None

		assert (seen("supervisor"), seen("liaison"), seen("stranger")) == (2, None, None)
		notice.delete(ignore_permissions=True)
		assert seen("supervisor") == 0

	def test_forgets_after_a_long_time_what_is_settled(self, notice):
		with receiving() as receiver:
			channel(receiver)
			send(notice, "liaison")
			long_ago = add_days(now_datetime(), -log.KEPT_DAYS - 1)
			frappe.db.set_value(DELIVERY, {"unit": "Y-1"}, "creation", long_ago, update_modified=False)
			log.remove_old()
			assert frappe.get_all(DELIVERY, pluck="status") == ["Waiting"]


def test_two_workers_post_a_notice_once(erp_site):
	with no_trace_left(erp_site), receiving(pause=2) as receiver, connected(erp_site):
		frappe.conf.lianzheng_risk_insecure_hosts = ["127.0.0.1"]
		unit = records.create_unit("W").name
		about = records.create(RECTIFICATION, title="补记台账", unit=unit, problem="采购无台账")
		posted = channel(receiver, unit)
		notices.send("整改逾期", "", ["Administrator"], about.doctype, about.name, "two workers")
		frappe.db.commit()
		workers = [Thread(target=_work, args=(erp_site, posted.name)) for _ in range(2)]
		for worker in workers:
			worker.start()
		for worker in workers:
			worker.join()
		frappe.db.rollback()
		assert len(receiver.requests) == 1
		assert deliveries(posted)[0].status == "Sent"


def _work(site: str, name: str) -> None:
	with connected(site):
		frappe.conf.lianzheng_risk_insecure_hosts = ["127.0.0.1"]
		deliver(name)
