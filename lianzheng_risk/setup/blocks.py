"""The blocks on pages of the desk that the app brings. To the platform they belong to no module, so they are fixtures."""

BLOCKS = ["Integrity Heat Map"]
