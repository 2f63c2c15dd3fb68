"""`python -m lianzheng_risk` is the command line."""

from lianzheng_risk.cli import main

if __name__ == "__main__":
	main()
