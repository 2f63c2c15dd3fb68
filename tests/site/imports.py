"""A register as a workbook, planned and written as the desk's import does it."""

from __future__ import annotations

from io import BytesIO

from lianzheng_risk.core.importing import Plan, Terms
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.workbook import write_register
from lianzheng_risk.store.importing.journal import Journal
from lianzheng_risk.store.importing.preparing import Prepared, prepare
from lianzheng_risk.store.importing.writing import Provenance, write

FILE = "登记簿.xlsx"


def workbook(register: Register) -> bytes:
	target = BytesIO()
	write_register(register, target)
	return target.getvalue()


def prepared(register: Register, unit: str | None = None, **terms) -> Prepared:
	return prepare(workbook(register), Terms(**terms), unit)


def planned(register: Register, unit: str | None = None, **terms) -> Plan:
	return prepared(register, unit, **terms).plan


def imported(register: Register, name: str = "IMPORT-1", unit: str | None = None, **terms) -> Journal:
	"""Written as import `name`; any document will do as the one that brought it."""
	ready = prepared(register, unit, **terms)
	assert ready.plan.ready, [finding.message("en") for finding in ready.plan.findings if finding.severity == "error"]
	return write(ready.plan, Provenance("User", name, FILE, ready.origin))
