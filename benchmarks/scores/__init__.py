"""One module a room: `score(data)` gives rows of `measure, value, n, definition`."""
