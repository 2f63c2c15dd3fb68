"""Comments in boxes large enough to be read."""

from __future__ import annotations

from openpyxl.comments import Comment

from lianzheng_risk.core.workbook.text import lines_needed

# In pixels; a box of this width shows that many narrow characters a line.
_WIDTH, _CHARACTERS, _LINE = 300, 40, 20


def comment(text: str, author: str) -> Comment:
	"""A comment whose box fits its text."""
	made = Comment(text, author)
	fit(made)
	return made


def fit(existing: Comment) -> None:
	"""Make the box of a comment fit its text; openpyxl forgets the size when it reads a file."""
	existing.width = _WIDTH
	existing.height = _LINE * (1 + lines_needed(existing.text, _CHARACTERS))
