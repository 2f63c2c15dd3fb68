"""Lists and reports of ours as Excel and CSV files, through the writer of the register."""
