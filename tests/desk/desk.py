"""The desk, as a person moves about on it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # milliseconds; the first page of a cold site compiles its templates


class Desk:
	"""One signed-in person's page. `errors` collects what the browser's console complained of."""

	def __init__(self, page: Page) -> None:
		self.page = page
		self.errors: list[str] = []
		page.set_default_timeout(PATIENCE)
		page.on("pageerror", lambda error: self.errors.append(str(error)))

	def open(self, route: str) -> None:
		"""Go to a route of the desk, such as `integrity-risk-point/LZ-1`, and wait until it has settled."""
		self.page.goto(f"/app/{route}")
		self.page.wait_for_function("window.cur_page && !document.querySelector('#freeze.in')")
		self.settle()

	def form(self, doctype: str, name: str) -> None:
		self.open(f"{doctype.lower().replace(' ', '-')}/{name}")
		self.page.wait_for_function("name => window.cur_frm?.docname === name", arg=name)

	def new(self, doctype: str, **values: str) -> None:
		"""A new document's form, filled in as a link from another document would."""
		query = "&".join(f"{field}={value}" for field, value in values.items())
		self.open(f"{doctype.lower().replace(' ', '-')}/new?{query}")
		self.page.wait_for_function("doctype => window.cur_frm?.doctype === doctype && cur_frm.is_new()", arg=doctype)

	def docname(self) -> str:
		return self.page.evaluate("cur_frm.docname")

	def settle(self) -> None:
		"""Wait until no request of the desk is under way."""
		self.page.wait_for_function(
			"window.frappe?.request && !frappe.request.ajax_count && !document.querySelector('#freeze')"
		)

	def call(self, method: str, **arguments) -> dict:
		"""What the server answers to a call from this person's page."""
		return self.page.evaluate("([method, args]) => frappe.xcall(method, args)", [method, arguments])

	def field(self, name: str) -> Locator:
		return self.page.locator(f"[data-fieldname='{name}']:visible").first

	def choose(self, field: str, value: str) -> None:
		self.field(field).locator("select").select_option(value)

	def fill(self, field: str, text: str) -> None:
		self.field(field).locator("input, textarea").first.fill(text)

	def save(self) -> None:
		self.page.keyboard.press("Control+s")
		self.page.wait_for_function("window.cur_frm && !cur_frm.is_dirty() && !cur_frm.is_new()")
		self.settle()

	def actions(self) -> list[str]:
		"""What the menu of actions offers, without the platform's own help."""
		self.settle()
		items = self.page.locator(".page-head:visible .actions-btn-group .dropdown-menu li.user-action a")
		return [text.strip() for text in items.all_text_contents()]

	def act(self, label: str, reason: str | None = None, asked: bool = True) -> None:
		"""Take a step on the approval path; `asked` where a dialog wants a reason or offers room for an opinion."""
		self.settle()
		self.page.locator(".page-head:visible .actions-btn-group > button").click()
		item = self.page.locator(".actions-btn-group .dropdown-menu:visible").get_by_text(label, exact=True)
		if asked:
			item.click()
			if reason:
				self.dialog.locator("textarea").fill(reason)
			item = self.dialog.locator(".btn-primary:visible")
		with self.page.expect_response(lambda response: "approval.take" in response.url):
			item.click()
		self.settle()

	def buttons(self) -> list[str]:
		"""The steps that the form offers now."""
		self.settle()
		shown = self.page.locator(".page-head:visible .custom-actions button:visible")
		return [text.strip() for text in shown.all_text_contents()]

	def step(self, label: str, **given: str) -> None:
		"""Take a step on a document's course by its button; `given` is what the dialog asks for."""
		self.settle()
		with self.page.expect_response(lambda response: "courses.steps.take_step" in response.url):
			self.page.locator(".page-head:visible .custom-actions").get_by_role(
				"button", name=label, exact=True
			).click()
			for field, text in given.items():
				self.dialog.locator(f"[data-fieldname='{field}']").locator("input, textarea").first.fill(text)
			if given:
				self.dialog.locator(".btn-primary:visible").click()
		self.settle()

	@property
	def dialog(self) -> Locator:
		return self.page.locator(".modal.show .modal-dialog:visible").last

	def expect_text(self, text: str) -> None:
		expect(self.page.locator("body")).to_contain_text(text, timeout=PATIENCE)
