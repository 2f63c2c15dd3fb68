"""What the invented register is made of: tables of professional content, no behaviour."""
