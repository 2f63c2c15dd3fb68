"""How long people wait on the site of a province, against the bare statements that the same figures need.

	python -m benchmarks.province_desk [--scale 0.05]

At scale 1 there are 3,000 units, 200,000 posts, 1,000,000 risk points and 1,500,000 measures, invented, on a throw-away
site on a bench's Frappe (FRAPPE_BENCH, or ~frappe/frappe-bench) with a MariaDB of its own; without a bench nothing is run.
The bare statements are GROUP BYs by unit. Both sides run in fresh processes and take turns.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.throw_away import throw_away_site
from tests.site.bench import find_bench
from tests.site.run import NO_BENCH

SITE = "province.test"
PROMISED_TIMES, PROMISED_GIB = 1.5, 1.0
# Seconds, by how the name of what is waited for begins.
PROMISED = {"report": 0.3, "card": 0.1, "list": 0.2}
_TURNS = 3

Run = Callable[..., dict]


def measure(bench: Path, scale: float) -> dict:
	with throw_away_site(bench, SITE, "lianzheng_risk") as (_folder, run):
		return figures(lambda *side: json.loads(run("benchmarks.province_sides", SITE, *side).splitlines()[-1]), scale)


def figures(run: Run, scale: float) -> dict:
	print(f"generating at scale {scale:g}", flush=True)
	sides = ("bare", "tallies", "whole", "assessment")
	found = {"generated": run("generate", str(scale)), **{side: [] for side in sides}}
	for _ in range(_TURNS):
		for side in sides:
			found[side].append(run(side))
	return found | {"desk": run("desk")}


def report(found: dict) -> bool:
	"""Print the figures and say whether the promises are kept."""
	made = found["generated"]
	print(", ".join(f"{count:,} {name}" for name, count in made.items() if name not in ("seconds", "peak")))
	seconds = {
		side: median(one["seconds"] for one in found[side]) for side in ("bare", "tallies", "whole", "assessment")
	}
	peak = max(one["peak"] for side in ("tallies", "whole", "assessment") for one in found[side])
	bare = seconds.pop("bare")
	print(f"  bare statements {bare:.2f} s")
	said = {
		"tallies": "all units counted anew, as each night",
		"whole": "whole province from kept figures",
		"assessment": "figures of all units frozen, with their risk points",
	}
	kept = [
		_verdict(took / bare <= PROMISED_TIMES, f"{said[side]}: {took:.2f} s, {took / bare:.2f} times")
		for side, took in seconds.items()
	]
	kept.append(_verdict(peak <= PROMISED_GIB, f"{peak:.2f} GiB at the peak"))
	for name, times in found["desk"].items():
		if name == "peak":
			continue
		most = next(seconds for start, seconds in PROMISED.items() if name.startswith(start))
		words = f"{name}: {times['median'] * 1e3:.0f} ms, longest {times['longest'] * 1e3:.0f} ms, promised {most * 1e3:.0f} ms"
		if name.startswith("card") and name.endswith("Administrator"):
			# Cards are promised to those who lead units.
			print(f"  {words}, to leaders")
		else:
			kept.append(_verdict(times["median"] <= most, words))
	return all(kept)


def _verdict(kept: bool, words: str) -> bool:
	print(f"  {'kept' if kept else 'BROKEN'}: {words}")
	return kept


def main() -> int:
	parser = argparse.ArgumentParser(description="Time the desk of a province.")
	parser.add_argument("--scale", type=float, default=1.0)
	options = parser.parse_args()
	bench = find_bench()
	if not bench:
		print(NO_BENCH.replace("site suite", "province benchmark"))
		return 0
	return 0 if report(measure(bench, options.scale)) else 1


if __name__ == "__main__":
	sys.exit(main())
