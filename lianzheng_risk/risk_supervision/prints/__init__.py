"""The forms of supervision on paper; what a form consists of is declared in `risk_screening.prints.sheet`."""
