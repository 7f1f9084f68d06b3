"""Charts, tables as HTML, and the page."""
