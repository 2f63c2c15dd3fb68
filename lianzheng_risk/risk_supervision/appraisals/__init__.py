"""社会评议: the door by which anybody may appraise a unit, and the sums that come of it."""
