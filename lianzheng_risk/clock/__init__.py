"""What the daily jobs share: their work is queued in parts, and each run is kept with its counts."""
