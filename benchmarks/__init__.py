"""How fast the project is, as ratios taken in one run on one machine; `make bench` runs every one of them."""
