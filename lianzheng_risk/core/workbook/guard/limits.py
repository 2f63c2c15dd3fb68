"""How much of a file is read, and why so much and no more.

A province's register, 100,000 risk points with their measures, takes 180 MB unpacked, 2.4 million cells in rectangles of
3 million, and 60 MB of text: each limit leaves it room to double. Together they keep the whole reading, whatever the
file, below 1 GiB.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

# Excel's own packages have some hundred parts; zipfile takes about half a kilobyte for each.
MOST_PARTS = 10_000
# All parts unpacked, and one of them.
MOST_UNPACKED = 400 * MEGABYTE
MOST_IN_A_PART = 192 * MEGABYTE
# Directories, relations and styles, which the parsers hold as objects many times their size.
MOST_IN_A_SMALL_PART = 32 * MEGABYTE
# calamine holds a sheet's whole rectangle, 32 bytes a cell, and Python's lists 8 bytes each of the few made of it; of the
# sheets read before there is one list left.
MOST_CELLS = 6_000_000
MOST_CELLS_OF_ALL_SHEETS = 16_000_000
# Cells looked at one by one because they are spelled as no known program does it; a few seconds.
MOST_ODD_CELLS = 500_000
# Text of all sheets read, counted as often as it is shown: it is held twice, by calamine and by Python.
MOST_TEXT = 384 * MEGABYTE
# calamine reads all sheets of an .xls or .ods at once and holds each twice while it gives it out, every text on its own.
MOST_CELLS_READ_AT_ONCE = 2_000_000
MOST_TEXT_READ_AT_ONCE = MOST_TEXT // 2
# The widest table of a register has 30 columns, the widest published list 20.
MOST_COLUMNS = 100
# Cells with an error, or with a formula that was never calculated, listed per sheet.
MOST_TROUBLES = 10_000

# Beyond these openpyxl, which makes an object of each cell (about 0.5 KB), takes too much time and memory to change a copy.
MOST_EDITABLE_CELLS = 400_000
MOST_EDITABLE_OTHER_PARTS = 12 * MEGABYTE
# Cells that are merged or share a link: openpyxl makes every one of them.
MOST_EDITABLE_COVERED = 200_000
