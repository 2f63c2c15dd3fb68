"""What a site needs besides the DocTypes, and how it goes again."""
