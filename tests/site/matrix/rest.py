"""Sessions over HTTP, as a client outside the desk has them."""

from __future__ import annotations

import json

import requests

PASSWORD = "lianzheng-2026"


class Client:
	"""Somebody who is logged in. Answers are status codes or what the site sent."""

	def __init__(self, address: str, user: str):
		self.address = address
		self.session = requests.Session()
		answer = self.session.post(f"{address}/api/method/login", {"usr": user, "pwd": PASSWORD}, timeout=60)
		answer.raise_for_status()
		# The platform wants its token with whatever writes.
		page = self.session.post(f"{address}/api/method/frappe.auth.get_logged_user", timeout=60)
		assert page.json()["message"] == user

	def names(self, doctype: str) -> set[str]:
		return {row["name"] for row in self._rows(f"/api/resource/{doctype}", {"limit_page_length": 0})}

	def names_v2(self, doctype: str) -> set[str]:
		answer = self._get(f"/api/v2/document/{doctype}", {"fields": '["name"]', "limit": 1000})
		return {row["name"] for row in answer.json()["data"]} if answer.ok else set()

	def names_by_client(self, doctype: str) -> set[str]:
		asked = {"doctype": doctype, "fields": '["name"]', "limit_page_length": 0}
		answer = self._get("/api/method/frappe.client.get_list", asked)
		return {row["name"] for row in answer.json()["message"]} if answer.ok else set()

	def count(self, doctype: str, names: list[str]) -> int:
		filters = json.dumps([[doctype, "name", "in", names]])
		answer = self._get("/api/method/frappe.desk.reportview.get_count", {"doctype": doctype, "filters": filters})
		return answer.json()["message"] if answer.ok else 0

	def read(self, doctype: str, name: str) -> int:
		return self._get(f"/api/resource/{doctype}/{name}").status_code

	def read_v2(self, doctype: str, name: str) -> int:
		return self._get(f"/api/v2/document/{doctype}/{name}").status_code

	def change(self, doctype: str, name: str, values: dict) -> int:
		return self.session.put(f"{self.address}/api/resource/{doctype}/{name}", json=values, timeout=60).status_code

	def create(self, doctype: str, values: dict) -> tuple[int, str | None]:
		answer = self.session.post(f"{self.address}/api/resource/{doctype}", json=values, timeout=60)
		return answer.status_code, answer.json()["data"]["name"] if answer.ok else None

	def delete(self, doctype: str, name: str) -> int:
		return self.session.delete(f"{self.address}/api/resource/{doctype}/{name}", timeout=60).status_code

	def call(self, method: str, **values) -> requests.Response:
		return self.session.post(f"{self.address}/api/method/{method}", json=values, timeout=60)

	def _rows(self, path: str, asked: dict) -> list[dict]:
		answer = self._get(path, asked)
		return answer.json()["data"] if answer.ok else []

	def _get(self, path: str, asked: dict | None = None) -> requests.Response:
		return self.session.get(f"{self.address}{path}", params=asked, timeout=60)
