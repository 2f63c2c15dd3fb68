"""What the daily jobs share: each run is kept with its counts."""
