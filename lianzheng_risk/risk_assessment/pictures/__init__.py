"""Pictures on the desk: what reports show of the tallies of those units that the session's user may see."""
