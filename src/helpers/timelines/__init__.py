"""Names, places, dates and events."""
