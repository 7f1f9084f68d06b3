"""Claims, how many independent sources they have, incidents and exports."""
