"""Texts of core in the language of the session or of whoever is told, and in the words of the site."""

import frappe

from lianzheng_risk.core.bilingual import WORDING, Lang, Text
from lianzheng_risk.core.profile import DEFAULT, PROFILES, Profile, using

_PROFILE_OF = {profile.text.en: profile for profile in PROFILES.values()}


def session_lang() -> Lang:
	"""Chinese for zh and its variants, otherwise English."""
	return "zh" if (frappe.local.lang or "").startswith("zh") else "en"


def lang_of(language: str | None) -> Lang:
	"""Of somebody whose account has this language; without one the site's counts, and without that Chinese."""
	return "zh" if (language or frappe.db.get_default("lang") or "zh").startswith("zh") else "en"


def lang_of_user(user: str) -> Lang:
	"""In which somebody is told who has not asked."""
	return lang_of(frappe.get_cached_value("User", user, "language"))


def lang_of_site() -> Lang:
	"""In which the system itself writes for everybody."""
	return lang_of(None)


def shown(text: Text) -> str:
	with using(OF_THE_SITE):
		return text.label(session_lang())


def site_profile() -> Profile:
	"""The wording profile that the site has chosen."""
	chosen = frappe.db.get_single_value("Integrity Risk Settings", "profile")
	return _PROFILE_OF.get(chosen, DEFAULT)


class _OfTheSite:
	"""The words of whichever site is being served, asked for only where a text is shown."""

	@property
	def code(self) -> str:
		return site_profile().code

	def reword(self, zh: str) -> str:
		return site_profile().reword(zh)


OF_THE_SITE = _OfTheSite()


def speak_as_the_site() -> None:
	"""Before each request and each job: whatever of core is shown in it is in the words of the site."""
	WORDING.set(OF_THE_SITE)
