"""What the deeds come to, worked out by hand from the table of deeds and docs/indicators.md, quarter by quarter.

Figures are taken five working days before the 26th of a quarter's last month, in the night, before that day's deeds. Those of
the third quarter of 2025 are of the night in which the clock came back. What is not named for a unit is nothing in all quarters.
"""

from __future__ import annotations

QUARTERS = ("2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4")
TAKEN_ON = (
	"2024-03-19", "2024-06-19", "2024-09-19", "2024-12-19",
	"2025-03-19", "2025-06-19", "2025-09-22", "2025-12-19",
)  # fmt: skip

NEVER = (0, 0, 0, 0, 0, 0, 0, 0)
ALWAYS = (1, 1, 1, 1, 1, 1, 1, 1)
Counts = dict[str, tuple[int, ...]]

# 工程科, by itself: it has nothing below it.
SECTION: Counts = {
	"units": ALWAYS,
	"units_screened": ALWAYS,
	# head, holder, peer; from 27 May 2024 the successor too.
	"people": (3, 4, 4, 4, 4, 4, 4, 4),
	# Who holds a post with a risk point: P1 always has R1; P2 has R2 until 5 November 2024 and R7 from 2 July 2025.
	"people_screened": (2, 2, 2, 1, 1, 1, 2, 2),
	"posts": (2, 2, 2, 2, 2, 2, 2, 2),
	"posts_held": (2, 2, 2, 2, 2, 2, 2, 2),
	"posts_screened": (2, 2, 2, 1, 1, 1, 2, 2),
	"key_posts": ALWAYS,
	"key_posts_screened": ALWAYS,
	# R1 and R2; R1 alone; R1 and R7. R6 came and went between two quarters.
	"risk_points": (2, 2, 2, 1, 1, 1, 2, 2),
	# R1 is under revision from 12 March to 15 April 2024 and counts as approved before, II, on 19 March; lowered in force
	# on 10 February 2025.
	"grade_I": (0, 1, 1, 1, 0, 0, 0, 0),
	"grade_II": (1, 0, 0, 0, 1, 1, 2, 2),
	"grade_III": (1, 1, 1, 0, 0, 0, 0, 0),
	"category_post_duty": (2, 2, 2, 1, 1, 1, 2, 2),
	# R1 (11 January 2024, made public until the 18th), R2 (12 January, until the 19th), R7 (7 July 2025, until the 14th).
	"risks_approved": (2, 2, 2, 1, 1, 1, 2, 2),
	"risks_to_publicise": (2, 2, 2, 1, 1, 1, 2, 2),
	"risks_publicised": (2, 2, 2, 1, 1, 1, 2, 2),
	# R1 as Grade I: approved 2 April, public until 10 April 2024 (three days of Qingming between), filed on the 15th. It was
	# lowered by the level that manages Grade I, so that revision is filed too, on 10 February 2025.
	"filings_due": (0, 1, 1, 1, 1, 1, 1, 1),
	"filings_done": (0, 1, 1, 1, 1, 1, 1, 1),
	"high_risks": (1, 1, 1, 1, 1, 1, 2, 2),
	# R1 has M1 to M4, R2 has M6, R7 has M7.
	"risks_with_measure": (2, 2, 2, 1, 1, 1, 2, 2),
	"high_risks_with_measure": (1, 1, 1, 1, 1, 1, 2, 2),
	# M4 of 15 October 2024 is the first against late disposal; from 2025 on R1 is no Grade I.
	"grade_I_three_phases": (0, 0, 0, 1, 0, 0, 0, 0),
	# M1 M2 M6; with M3 (20 April); M6 goes with R2, M4 comes; with M7 (16 July 2025).
	"measures": (3, 4, 4, 4, 4, 4, 5, 5),
	"measures_effective": (3, 4, 4, 4, 4, 4, 5, 5),
	# Q1 M2 (round 1 verified). Q2 M1, M6, M2 between rounds. Q3 M1, M6: M2's round of 1 July and M3 are overdue.
	# 2024Q4 to 2025Q2 M1 to M4. 2025Q3 with M7. 2025Q4 without M2: its round of 29 September is overdue.
	"measures_in_place": (1, 3, 2, 4, 4, 4, 5, 4),
	# M6 and M4 are never verified. Q1 M2. Q2 M1 M2. Q3 M1. 2024Q4, 2025Q1 M1 M2 M3. 2025Q2: M2 is reported only.
	# 2025Q3 M1 M2 M3; M7 is verified on 13 October. 2025Q4 M1 M3 M7.
	"measures_verified": (1, 2, 1, 3, 3, 2, 3, 3),
	"measures_evidenced": (1, 3, 2, 4, 4, 4, 5, 4),
	# Q2 M1 M6. Q3 M1 M6 M2 M3. 2024Q4, 2025Q1 M1 M3 M4. 2025Q2 with M2 (31 March). 2025Q3 M1 M3 M4 M7. 2025Q4 with M2.
	"measures_due": (0, 2, 4, 3, 3, 4, 4, 5),
	# M1 (28 March for 31 March), M6 (its day), M4 (5 for 10 December); 2025Q2 M2 (20 for 31 March). M3 and M7 were late.
	"measures_on_time": (0, 2, 2, 2, 2, 3, 2, 2),
	# Q3 M2 and M3; 2025Q4 M2. M7, due on 10 September 2025, was done on the 18th, while the clock stood still.
	"measures_overdue": (0, 0, 2, 0, 0, 0, 0, 1),
	# P1 and P2. P1 was full on 1 March 2024 (5 years), P2 on 1 September 2025 (10 years), waived from 10 October on.
	"posts_rotating": (2, 2, 2, 2, 2, 2, 2, 2),
	"posts_rotation_overdue": (1, 0, 0, 0, 0, 0, 1, 0),
	# P1: a talk each half-year and a pledge each year; P2: a pledge.
	"activities_required": (3, 3, 3, 3, 3, 3, 3, 3),
	# Q1 talk of 5 March, pledges of 15 January. Q2 P2's pledge: those of P1 were the former holder's. Q3, Q4 P2's pledge and
	# the talk of 12 September. 2025Q1 to Q3 the pledges of 18 February. 2025Q4 with the talk of 20 October.
	"activities_done": (3, 1, 2, 2, 2, 2, 2, 3),
	# The talk with P1: none in the first half of 2025, nor in the second by 22 September.
	"activities_overdue": (0, 0, 0, 0, 0, 0, 1, 0),
	# X1 (20 May 2024, closed 11 June) and X3 (3 December, closed 10 January), each for a year. X3 is X1 come back.
	"rectifications": (0, 1, 1, 2, 2, 1, 1, 0),
	"rectifications_closed": (0, 1, 1, 1, 2, 1, 1, 0),
	"rectifications_judged": (0, 1, 1, 1, 2, 1, 1, 0),
	"rectifications_in_time": (0, 1, 1, 1, 2, 1, 1, 0),
	"rectifications_recurring": (0, 0, 0, 1, 1, 1, 1, 0),
	# a rotation of P1 (2 March 2024; muted on 19 March; settled on 1 June, in time)
	# b M2, round of 1 July 2024 (2 July; climbs three times; settled 11 October)
	# c M3 (31 August 2024; climbs 14 September; settled 11 October)
	# d talk with P1 (1 July 2025; climbs three times; settled 21 October)
	# e rotation of P2 (2 September 2025; climbs twice; settled 11 October)
	# f M7 (11 September 2025; settled on its last day, the 18th)
	# g M2, round of 29 September 2025 (30 September; handled 13 October, in time; not lifted)
	# Q2 a. Q3, Q4 a b c. 2025Q1, Q2 b c. 2025Q3 d e f. 2025Q4 d e f g.
	"warnings": (0, 1, 3, 3, 2, 2, 3, 4),
	"warnings_open": (0, 0, 2, 0, 0, 0, 3, 1),
	# On 19 September 2024 b has time until the 23rd and c until 12 October; on 22 September 2025 e has until the 24th, but
	# the last day of d was the 5th.
	"warnings_judged": (0, 1, 1, 3, 2, 2, 2, 4),
	"warnings_in_time": (0, 1, 1, 1, 0, 0, 1, 2),
	"warnings_overdue": (0, 0, 0, 0, 0, 0, 1, 0),
	"warnings_escalated": (0, 0, 2, 2, 2, 2, 2, 2),
}

# 水务局 without its section.
BUREAU: Counts = {
	"units": ALWAYS,
	# R3, drafted on 6 May 2024, in force from 3 June.
	"units_screened": (0, 1, 1, 1, 1, 1, 1, 1),
	"people": (2, 2, 2, 2, 2, 2, 2, 2),
	"people_screened": (0, 1, 1, 1, 1, 1, 1, 1),
	"posts": ALWAYS,
	"posts_held": ALWAYS,
	"posts_screened": (0, 1, 1, 1, 1, 1, 1, 1),
	"risk_points": (0, 1, 1, 1, 1, 1, 1, 1),
	"grade_III": (0, 1, 1, 1, 1, 1, 1, 1),
	"category_post_duty": (0, 1, 1, 1, 1, 1, 1, 1),
	# R3, a leader's own: decided collectively on 20 May 2024, public until the 27th, filed on 3 June.
	"risks_approved": (0, 1, 1, 1, 1, 1, 1, 1),
	"risks_to_publicise": (0, 1, 1, 1, 1, 1, 1, 1),
	"risks_publicised": (0, 1, 1, 1, 1, 1, 1, 1),
	"filings_due": (0, 1, 1, 1, 1, 1, 1, 1),
	"filings_done": (0, 1, 1, 1, 1, 1, 1, 1),
	"posts_rotating": ALWAYS,
	# P3's pledge: none in 2023, though the post was held; given on 10 July 2024 and on 18 February 2025.
	"activities_required": ALWAYS,
	"activities_done": (0, 0, 1, 1, 1, 1, 1, 1),
	"activities_overdue": (1, 1, 0, 0, 0, 0, 0, 0),
	# To be held on 15 May and 15 November: I1 on 16 May 2024, I2 on 2 December 2024, I3 on 30 June 2025, I4 on 17 November 2025,
	# each counted for a year from the day planned, or held. On 19 June 2025 I3 is not held yet.
	"inspections_planned": (0, 1, 1, 2, 2, 2, 2, 2),
	"inspections_held_to_plan": (0, 1, 1, 2, 2, 1, 2, 2),
	"inspections_held": (0, 1, 1, 2, 2, 1, 2, 2),
	"inspections_concluded": (0, 1, 1, 2, 2, 1, 2, 2),
	# X1 and X2 with I1, X3 with I2.
	"findings": (0, 2, 2, 3, 3, 1, 1, 0),
	"findings_ordered": (0, 2, 2, 3, 3, 1, 1, 0),
	# X2: to be reported by 11 June 2024, reported on 3 July, closed on the 8th.
	"rectifications": (0, 1, 1, 1, 1, 0, 0, 0),
	"rectifications_closed": (0, 0, 1, 1, 1, 0, 0, 0),
	"rectifications_judged": (0, 1, 1, 1, 1, 0, 0, 0),
	"rectifications_overdue": (0, 1, 0, 0, 0, 0, 0, 0),
	# Of X2, on 12 June 2024, until the 19th; climbs on the 20th.
	"warnings": (0, 1, 1, 1, 1, 0, 0, 0),
	"warnings_open": (0, 1, 0, 0, 0, 0, 0, 0),
	"warnings_judged": (0, 0, 1, 1, 1, 0, 0, 0),
	"warnings_escalated": (0, 0, 1, 1, 1, 0, 0, 0),
	# D1 of 20 May 2024, D2 of 20 February 2025, each for a year; D1 to be carried out by 10 September 2024, done on 5 November.
	"decisions": (0, 1, 1, 1, 2, 1, 1, 1),
	"decisions_collective": (0, 1, 1, 1, 2, 1, 1, 1),
	"decision_funds": (0, 1, 1, 1, 1, 0, 0, 0),
	"decision_matter": (0, 0, 0, 0, 1, 1, 1, 1),
	"decisions_due": (0, 0, 1, 1, 1, 1, 0, 0),
	"decisions_carried_out": (0, 0, 0, 1, 1, 1, 0, 0),
	"decisions_overdue": (0, 0, 1, 0, 0, 0, 0, 0),
}

# 粮食局: on the site since 5 August 2024, so there is none for the first two quarters.
GRAIN: Counts = {
	"units": (0, 0, 1, 1, 1, 1, 1, 1),
	"units_screened": (0, 0, 1, 1, 1, 1, 1, 1),
	# The keeper, in P4 since 8 October 2024.
	"people": (0, 0, 0, 1, 1, 1, 1, 1),
	"people_screened": (0, 0, 0, 1, 1, 1, 1, 1),
	# P4, and from 10 April 2025 P5, which nobody ever holds.
	"posts": (0, 0, 1, 1, 1, 2, 2, 2),
	"posts_held": (0, 0, 0, 1, 1, 1, 1, 1),
	"posts_screened": (0, 0, 1, 1, 1, 1, 1, 1),
	"key_posts": (0, 0, 1, 1, 1, 1, 1, 1),
	"key_posts_screened": (0, 0, 1, 1, 1, 1, 1, 1),
	# R4; from 12 May 2025 R5, about no post, which nobody approves.
	"risk_points": (0, 0, 1, 1, 1, 2, 2, 2),
	"grade_II": (0, 0, 1, 1, 1, 1, 1, 1),
	"grade_III": (0, 0, 0, 0, 0, 1, 1, 1),
	"category_post_duty": (0, 0, 1, 1, 1, 2, 2, 2),
	# R4 (23 August 2024, public until the 30th); Grade II is not filed.
	"risks_approved": (0, 0, 1, 1, 1, 1, 1, 1),
	"risks_to_publicise": (0, 0, 1, 1, 1, 1, 1, 1),
	"risks_publicised": (0, 0, 1, 1, 1, 1, 1, 1),
	"high_risks": (0, 0, 1, 1, 1, 1, 1, 1),
	# M5: planned 2 December 2024, done 20 February 2025 for the 28th, verified on the 25th, valid until 31 October.
	"risks_with_measure": (0, 0, 0, 1, 1, 1, 1, 0),
	"high_risks_with_measure": (0, 0, 0, 1, 1, 1, 1, 0),
	"measures": (0, 0, 0, 1, 1, 1, 1, 1),
	"measures_effective": (0, 0, 0, 1, 1, 1, 1, 0),
	"measures_in_place": (0, 0, 0, 0, 1, 1, 1, 0),
	"measures_verified": (0, 0, 0, 0, 1, 1, 1, 0),
	"measures_evidenced": (0, 0, 0, 0, 1, 1, 1, 0),
	"measures_due": (0, 0, 0, 0, 1, 1, 1, 0),
	"measures_on_time": (0, 0, 0, 0, 1, 1, 1, 0),
	"posts_rotating": (0, 0, 0, 1, 1, 1, 1, 1),
	# P4: talk and pledge; P5: pledge. Talk of 4 March 2025, pledge of 1 December 2025.
	"activities_required": (0, 0, 2, 2, 2, 3, 3, 3),
	"activities_done": (0, 0, 0, 0, 1, 1, 0, 1),
	# A post of which no holder is on record is taken for one that was always held: P4 at first, P5 from the day it is there.
	# The keeper was not there throughout any period that was missed.
	"activities_overdue": (0, 0, 2, 0, 0, 1, 1, 1),
	# I5, planned for 15 August 2025 and held on the 20th, found X4: reported on 10 September, the day before its last,
	# closed on 28 November.
	"inspections_planned": (0, 0, 0, 0, 0, 0, 1, 1),
	"inspections_held_to_plan": (0, 0, 0, 0, 0, 0, 1, 1),
	"inspections_held": (0, 0, 0, 0, 0, 0, 1, 1),
	"inspections_concluded": (0, 0, 0, 0, 0, 0, 1, 1),
	"findings": (0, 0, 0, 0, 0, 0, 1, 1),
	"findings_ordered": (0, 0, 0, 0, 0, 0, 1, 1),
	"rectifications": (0, 0, 0, 0, 0, 0, 1, 1),
	"rectifications_closed": (0, 0, 0, 0, 0, 0, 0, 1),
	"rectifications_judged": (0, 0, 0, 0, 0, 0, 1, 1),
	"rectifications_in_time": (0, 0, 0, 0, 0, 0, 1, 1),
	# That M5 has lapsed, on 1 November 2025. Nobody stands between the bureau and the county, so it turns red where it is.
	"warnings": (0, 0, 0, 0, 0, 0, 0, 1),
	"warnings_open": (0, 0, 0, 0, 0, 0, 0, 1),
	"warnings_judged": (0, 0, 0, 0, 0, 0, 0, 1),
	"warnings_overdue": (0, 0, 0, 0, 0, 0, 0, 1),
}

# 县 without what is below it: two people and no post.
COUNTY: Counts = {"units": ALWAYS, "people": (2, 2, 2, 2, 2, 2, 2, 2)}

OWN: dict[str, Counts] = {"YX": COUNTY, "YX-W": BUREAU, "YX-W-1": SECTION, "YX-G": GRAIN}
BELOW = {"YX": ("YX", "YX-W", "YX-W-1", "YX-G"), "YX-W": ("YX-W", "YX-W-1"), "YX-W-1": ("YX-W-1",), "YX-G": ("YX-G",)}
# What these name is all that is compared; of the rest the deeds say nothing that a hand would count.
COMPARED = sorted({name for own in OWN.values() for name in own})

# The sums of the whole county that matter most, added up by hand as well.
WHOLE: Counts = {
	"units": (3, 3, 4, 4, 4, 4, 4, 4),
	"posts": (3, 3, 4, 4, 4, 5, 5, 5),
	"posts_screened": (2, 3, 4, 3, 3, 3, 4, 4),
	"people_screened": (2, 3, 3, 3, 3, 3, 4, 4),
	"risk_points": (2, 3, 4, 3, 3, 4, 5, 5),
	"grade_I": (0, 1, 1, 1, 0, 0, 0, 0),
	"grade_II": (1, 0, 1, 1, 2, 2, 3, 3),
	"grade_III": (1, 2, 2, 1, 1, 2, 2, 2),
	"risks_approved": (2, 3, 4, 3, 3, 3, 4, 4),
	"risks_publicised": (2, 3, 4, 3, 3, 3, 4, 4),
	"filings_due": (0, 2, 2, 2, 2, 2, 2, 2),
	"filings_done": (0, 2, 2, 2, 2, 2, 2, 2),
	"measures_in_place": (1, 3, 2, 4, 5, 5, 6, 4),
	"measures_due": (0, 2, 4, 3, 4, 5, 5, 5),
	"measures_on_time": (0, 2, 2, 2, 3, 4, 3, 2),
	"measures_overdue": (0, 0, 2, 0, 0, 0, 0, 1),
	"posts_rotation_overdue": (1, 0, 0, 0, 0, 0, 1, 0),
	"activities_required": (4, 4, 6, 6, 6, 7, 7, 7),
	"activities_done": (3, 1, 3, 3, 4, 4, 3, 5),
	"activities_overdue": (1, 1, 2, 0, 0, 1, 2, 1),
	"inspections_planned": (0, 1, 1, 2, 2, 2, 3, 3),
	"inspections_held_to_plan": (0, 1, 1, 2, 2, 1, 3, 3),
	"rectifications": (0, 2, 2, 3, 3, 1, 2, 1),
	"rectifications_closed": (0, 1, 2, 2, 3, 1, 1, 1),
	"rectifications_in_time": (0, 1, 1, 1, 2, 1, 2, 1),
	"warnings": (0, 2, 4, 4, 3, 2, 3, 5),
	"warnings_judged": (0, 1, 2, 4, 3, 2, 2, 5),
	"warnings_in_time": (0, 1, 1, 1, 0, 0, 1, 2),
	"decisions": (0, 1, 1, 1, 2, 1, 1, 1),
	"decisions_overdue": (0, 0, 1, 0, 0, 0, 0, 0),
}

# unit, quarter → what became of its risk points since the quarter before; what is not named is nothing.
MOVES = {
	("YX-W-1", "2024Q2"): {"raised": 1},  # R1
	("YX-W", "2024Q2"): {"new": 1},  # R3
	("YX-G", "2024Q3"): {"new": 1},  # R4
	("YX-W-1", "2024Q4"): {"removed": 1},  # R2
	("YX-W-1", "2025Q1"): {"lowered": 1},  # R1
	("YX-G", "2025Q2"): {"new": 1},  # R5
	("YX-W-1", "2025Q3"): {"new": 1},  # R7
}
LISTED_MOVES = {
	("YX-W-1", "2024Q2"): ("regraded", [["YX-R1", "招标条件量身定做", "II", "I"]]),
	("YX-W-1", "2024Q4"): ("removed", [["YX-R2", "III"]]),
	("YX-W-1", "2025Q1"): ("regraded", [["YX-R1", "招标条件量身定做", "I", "II"]]),
	("YX-W-1", "2025Q3"): ("new", [["YX-R7", "监管人员与企业往来", "II"]]),
}

# unit, period, indicator → numerator, denominator, now, the period before, the same period last year
COMPARISONS = {
	("YX-W-1", "2024Q1", "on_time_share"): (0, 0, "—", "—", "—"),
	("YX-W-1", "2025Q1", "post_coverage"): (1, 2, "50.0%", "50.0%", "100.0%"),
	("YX-W-1", "2025Q2", "on_time_share"): (3, 4, "75.0%", "66.7%", "100.0%"),
	("YX-W-1", "2025Q3", "warning_in_time_share"): (1, 2, "50.0%", "0.0%", "100.0%"),
	("YX-W-1", "2025Q3", "three_phases_share"): (0, 0, "—", "—", "0.0%"),
	("YX-W", "2024Q3", "rectification_in_time_share"): (1, 2, "50.0%", "50.0%", "—"),
	("YX-W", "2025Q2", "inspection_plan_share"): (1, 2, "50.0%", "100.0%", "100.0%"),
	("YX-G", "2024Q3", "post_coverage"): (1, 1, "100.0%", "—", "—"),
	("YX-G", "2025Q3", "measure_coverage"): (1, 2, "50.0%", "50.0%", "0.0%"),
	("YX", "2025Q4", "activity_done_share"): (5, 7, "71.4%", "42.9%", "50.0%"),
	# As of 18 November 2024, and of the same day a year on: 水务局 with its section.
	# Posts with risk points: P1 P3 of three; P1 P2 P3.
	("YX-W", "2024", "post_coverage"): (2, 3, "66.7%", "—", "—"),
	("YX-W", "2025", "post_coverage"): (3, 3, "100.0%", "66.7%", "66.7%"),
	# Halves: 18 June, 18 November. Before I2 was held; I3 was not held on 18 June 2025.
	("YX-W", "2024H2", "inspection_plan_share"): (1, 2, "50.0%", "100.0%", "—"),
	("YX-W", "2025H1", "inspection_plan_share"): (1, 2, "50.0%", "50.0%", "100.0%"),
}

# unit, period → score and rating if people give all they can give: 20 of the marks.
SCORES = {
	# Applicable 65 + 20: no powers (10 and 2), no inspection of its own (3). Screened 4 + 10 + 6, measures 6, three phases 0,
	# parties 0, on time (M1, M6) 6, warnings (a) 6, activities 3, rotation 3, rectified (X1) 6, none came back 4, publicised
	# (R1 R2) 1, filed (R1) 2: 57 + 20.
	("YX-W-1", "2024H1"): (90.59, "excellent"),
	# Posts 1 of 2: 0; M4 against late disposal: 4; on time M1 of M1 M3: 0; warnings a of a b c: 0. Publicised
	# and filed (R1) 1+2. 4+0+6+6+4+0+0+0+3+3+6+4+1+2 = 39.
	("YX-W-1", "2024"): (69.41, "below_standard"),
	# No Grade I: 4 less to give. On time M1 M4 of M1 M2 M3 M4 M7: 0; warnings f g of d e f g: 0; X3 came back: 0.
	# Publicised (R1 R7) 1, filed (R1) 2. 4+10+6+6+0+0+0+3+3+6+0+1+2 = 41, and 41 + 20 of 61 + 20.
	("YX-W-1", "2025"): (75.31, "below_standard"),
}

# 工程科 on 5 January 2026, when a post without a risk point (P6) was added: beside that, neither the talk of the half-year
# nor a pledge of the year has taken place, and P6, of which no holder is on record, owes its pledge since last year.
REISSUED = [
	"数据截至日：2025-12-19 → 2026-01-05",
	"岗位排查覆盖率：100.0% → 66.7%",
	"廉政活动本期开展率：100.0% → 0.0%",
	"廉政活动逾期率：0.0% → 25.0%",
]
