"""Passages that articles share, who took them from whom, and text families."""
