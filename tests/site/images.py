"""Sites with the platform's own apps, as images of their databases: made once for the apps as they are, from then on copied."""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.site.bench import CACHE
from tests.site.servers import ROOT_PASSWORD, program

_FOLDERS = ("locks", "logs", "private/files", "public/files")


def site_from_image(sites: Path, name: str, apps: Sequence[str], make: Callable[[], object]) -> None:
	"""A site with Frappe and `apps`; `make` makes it the long way where there is no image of it yet.

	Whoever comes while an image is being made waits for it: that is shorter than making a second one at the same time.
	"""
	label = "-".join(("frappe", *apps))
	image = CACHE / f"site-{label}-{_stamp(sites, ('frappe', *apps))}.sql"
	CACHE.mkdir(exist_ok=True)
	with _alone(CACHE / f"site-{label}.lock"):
		if not image.exists():
			make()
			take_image(image, sites, name)
			for old in CACHE.glob(f"site-{label}-*.sql"):
				if old != image:
					old.unlink()
			return
	copy_site(image, sites, name)


def _stamp(sites: Path, apps: Sequence[str]) -> str:
	"""Another one as soon as anything of the apps changes that a site is made of."""
	digest = hashlib.sha256()
	for app in apps:
		folder = (sites.parent / "apps" / app / app).resolve()
		made_of = [folder / "__init__.py", folder / "hooks.py", folder / "patches.txt", *sorted(folder.rglob("*.json"))]
		for file in made_of:
			state = file.stat()
			digest.update(f"{file} {state.st_size} {state.st_mtime_ns}\n".encode())
	return digest.hexdigest()[:12]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
	with lock.open("w") as held:
		fcntl.flock(held, fcntl.LOCK_EX)
		yield


def take_image(image: Path, sites: Path, name: str) -> None:
	config = json.loads((sites / name / "site_config.json").read_text())
	unfinished = image.with_suffix(".part")
	command = [program("mariadb-dump", "mysqldump"), *_login(sites), "--single-transaction", config["db_name"]]
	with unfinished.open("wb") as output:
		subprocess.run(command, stdout=output, check=True)
	unfinished.rename(image)


def copy_site(image: Path, sites: Path, name: str) -> None:
	"""What `new-site` does with a database of its own, with the image as its content."""
	database, password = f"_{hashlib.sha1(name.encode()).hexdigest()[:16]}", secrets.token_hex(8)
	for folder in _FOLDERS:
		(sites / name / folder).mkdir(parents=True)
	config = {"db_name": database, "db_password": password, "db_type": "mariadb"}
	(sites / name / "site_config.json").write_text(json.dumps(config, indent=1))
	client = [program("mariadb", "mysql"), *_login(sites)]
	create = (
		f"CREATE DATABASE `{database}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;"
		f"CREATE USER '{database}'@'%' IDENTIFIED BY '{password}';"
		f"GRANT ALL PRIVILEGES ON `{database}`.* TO '{database}'@'%';"
	)
	subprocess.run([*client, "--execute", create], check=True)
	with image.open("rb") as content:
		subprocess.run([*client, database], stdin=content, check=True)


def _login(sites: Path) -> list[str]:
	config = json.loads((sites / "common_site_config.json").read_text())
	return ["--host=127.0.0.1", f"--port={config['db_port']}", "--user=root", f"--password={ROOT_PASSWORD}"]
