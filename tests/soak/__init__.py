"""The long run: thousands of mutated files, each read in a process that may fall without taking the others along."""
