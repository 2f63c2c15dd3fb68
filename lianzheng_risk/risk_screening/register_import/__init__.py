"""A file into the register, as the desk's wizard does it: checked in the background, confirmed by a person, written whole.

`states` says which steps there are; `queueing` starts them, `job` does them, `liveness` and `watcher` find out which of them
died; `endpoints` is what the form calls.
"""
