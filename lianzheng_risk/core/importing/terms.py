"""The terms of an import: what people may choose before a file is written into the site.

What a choice means for the rows of a document's own table (the tenures of a post, the steps of a power), which have no
code of their own: a row is known by its document and the rest of its key. With “keep” the rows of the file are put
beside those that the document has. With “clear” they take their place, so a row that the file lacks goes; but not where
only new rows are taken, and not from a document of which a row of the file is refused, for it might be that very row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lianzheng_risk.core.vocabulary import Vocabulary, vocabulary_of

IMPORT_MODE = vocabulary_of(
	"import_mode", "导入方式", "Import Mode",
	("both", "新增和更新", "Add and Update"),
	("new", "只新增", "Add Only"),
	("update", "只更新", "Update Only"),
)  # fmt: skip

BLANKS = vocabulary_of(
	"blanks", "空白单元格", "Blank Cells",
	("keep", "空白保留原值", "Keep What Is There"),
	("clear", "空白清除原值", "Clear What Is There"),
)  # fmt: skip

BAD_ROWS = vocabulary_of(
	"bad_rows", "有错误的行", "Rows with Errors",
	("refuse", "有错全不写", "Write Nothing"),
	("skip", "写入正确的行", "Write the Good Rows"),
)  # fmt: skip

VOCABULARIES: dict[str, Vocabulary] = {it.name: it for it in (IMPORT_MODE, BLANKS, BAD_ROWS)}


@dataclass(frozen=True)
class Terms:
	"""One choice from each vocabulary, as codes.

	`mode` "new" leaves alone what the site has already, "update" what it has not. `blanks` says what a blank cell does to
	a value that the site has; a column or sheet that the file lacks never does anything. `bad_rows` "skip" writes the
	good rows where others have errors.
	"""

	mode: Literal["both", "new", "update"] = "both"
	blanks: Literal["keep", "clear"] = "keep"
	bad_rows: Literal["refuse", "skip"] = "refuse"

	@property
	def replaces_child_rows(self) -> bool:
		return self.blanks == "clear" and self.mode != "new"
