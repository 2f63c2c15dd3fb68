"""The permission matrix: who may do what where. The tables beside this file are the data; README.md says how to read them."""
