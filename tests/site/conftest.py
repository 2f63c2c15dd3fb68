"""Fixtures of the site suite stand in `tests.site.sites`, which the desk suite shares; `run` loads them for both."""

from tests.site.bureau import acting as acting
from tests.site.bureau import bureau as bureau
from tests.site.bureau import member as member
from tests.site.sites import connected as connected
