"""What risk control puts on paper, on the forms of the register."""
