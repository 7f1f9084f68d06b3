"""Claims, how many independent sources they have, incidents and exports."""

from helpers.corroboration import exports, method
from helpers.corroboration.find import find

__all__ = ["exports", "find", "method"]
