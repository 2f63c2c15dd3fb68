"""How grave the invented risks are. Together the shares come to about I 15 %, II 35 %, III 50 %."""

# Shares of the grades by the usual weight of a risk.
GRADE_SHARES: dict[str, dict[str, float]] = {
	"light": {"I": 0.04, "II": 0.29, "III": 0.67},
	"middle": {"I": 0.13, "II": 0.43, "III": 0.44},
	"heavy": {"I": 0.33, "II": 0.45, "III": 0.22},
}

# Pairs of (probability, harm) that give each grade under the regulation's rule, and how often they are met.
LEVEL_SHARES: dict[str, dict[tuple[str, str], float]] = {
	"I": {
		("high", "serious"): 0.12,
		("fairly_high", "serious"): 0.24,
		("small", "serious"): 0.38,
		("high", "fairly_serious"): 0.16,
		("high", "limited"): 0.10,
	},
	"II": {
		("fairly_high", "fairly_serious"): 0.36,
		("small", "fairly_serious"): 0.36,
		("fairly_high", "limited"): 0.28,
	},
	"III": {("small", "limited"): 1.0},
}

# Aggravating circumstances are rare; the empty key stands for none.
CIRCUMSTANCES: dict[str, float] = {
	"": 0.965,
	"decisive_influence": 0.015,
	"unlimited_discretion": 0.012,
	"prior_misconduct": 0.008,
}

NEXT_MILDER = {"I": "II", "II": "III", "III": "II"}

# What a risk was judged to be last year, where that differed.
CHANGED_LEVELS: dict[tuple[str, str], float] = {
	("high", "serious"): 0.2,
	("fairly_high", "fairly_serious"): 0.4,
	("small", "limited"): 0.4,
}
