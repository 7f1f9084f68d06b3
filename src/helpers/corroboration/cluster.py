"""Group nodes so that every pair in a group is compatible (complete linkage over the best evidence first)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def group(
    size: int,
    edges: Iterable[tuple[int, int, int]],
    together: Callable[[int, int], bool],
    apart: Sequence[tuple[frozenset, frozenset]],
) -> list[list[int]]:
    """Groups of the nodes ``0 … size - 1``, each sorted, in the order of their first nodes.

    ``edges``: ``(strength, a, b)``, evidence that two nodes are one; the strongest are tried first, and two groups are
    joined only if ``together`` holds for every pair across them. ``apart[n]``: what node ``n`` has and what it must not
    meet (two groups are not joined if one has what the other must not meet).
    The order of the edges does not matter: ties are broken by the nodes.
    """
    home = list(range(size))
    members = [[node] for node in range(size)]
    has, shuns = [own for own, _ in apart], [other for _, other in apart]
    tried: dict[tuple[int, int], bool] = {}
    strongest = {}
    for strength, a, b in edges:
        pair = (min(a, b), max(a, b))
        strongest[pair] = max(strength, strongest.get(pair, strength))
    for a, b in sorted(strongest, key=lambda pair: (-strongest[pair], pair)):
        one, two = sorted((home[a], home[b]))
        if one == two or has[one] & shuns[two] or has[two] & shuns[one]:
            continue
        pairs = [(min(x, y), max(x, y)) for x in members[one] for y in members[two]]
        for pair in pairs:
            if pair not in tried:
                tried[pair] = together(*pair)
            if not tried[pair]:
                break
        else:
            for node in members[two]:
                home[node] = one
            members[one] += members[two]
            members[two] = []
            has[one] |= has[two]
            shuns[one] |= shuns[two]
    return [sorted(found) for found in members if found]
