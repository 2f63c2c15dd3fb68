"""Units' own lists of risk points, read as they are: the ten layouts of DOMAIN §6 and mixtures of them."""

from lianzheng_risk.core.lists.converting import Converted, convert, is_register, recognise
from lianzheng_risk.core.lists.fields import LIST_FIELDS
from lianzheng_risk.core.lists.filling import UnknownChoice
from lianzheng_risk.core.lists.model import Account, Choices, ListTable, SavedLayout
from lianzheng_risk.core.lists.writing import asked_about, write_converted

__all__ = [
	"LIST_FIELDS",
	"Account",
	"Choices",
	"Converted",
	"ListTable",
	"SavedLayout",
	"UnknownChoice",
	"asked_about",
	"convert",
	"is_register",
	"recognise",
	"write_converted",
]
