"""The pictures: well formed, without styles, legible from three events to three hundred, the whole in words beside them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from servanda import languages, ontology
from servanda_site.web import travels
from servanda_site.web.pictures import bars, network, timeline, worldmap

TODAY = date(2026, 11, 1)


def drawn(picture: str) -> ElementTree.Element:
    """The picture as a tree; it has a name and no style."""
    tree = ElementTree.fromstring(picture)  # noqa: S314 - our own
    assert tree.get("role") == "group"
    assert tree.get("aria-label")
    assert "style" not in {name for node in tree.iter() for name in node.attrib}
    return tree


def happenings(count: int, *, lanes: int = 4) -> list[timeline.Happening]:
    """Events spread over the years, some planned, some known to the month alone."""
    made = []
    for n in range(count):
        start = date(1992, 3, 1) + timedelta(days=n * 41 % 12_400)
        end = start + timedelta(days=29 if n % 5 == 0 else 0)
        day = f"{start:%d %m %Y}"
        made.append(timeline.Happening(f"Lane {n % lanes}", start, end, n % 7 == 0, f"No. {n} <b>", day, f"/{n}/"))
    return made


@pytest.mark.parametrize("count", [1, 3, 40, 300])
@pytest.mark.parametrize("width", [timeline.WIDE, timeline.NARROW])
def test_timeline_keeps_its_marks_apart_and_inside(count: int, width: int) -> None:
    tree = drawn(timeline.timeline(happenings(count), TODAY, width=width))
    circles = [c for c in tree.iter() if c.tag.endswith("circle")]
    assert all(0 <= float(c.get("cx", "")) <= width for c in circles)
    rows: dict[str, list[float]] = {}
    for circle in circles:
        rows.setdefault(circle.get("cy", ""), []).append(float(circle.get("cx", "")))
    for places in rows.values():
        assert all(b - a >= 7 for a, b in zip(sorted(places), sorted(places)[1:], strict=False))
    told = sum(int(t.text or "1") for t in tree.iter() if "number" in (t.get("class") or ""))
    assert told + sum("many" not in (c.get("class") or "") for c in circles) == count
    years = sorted(float(t.get("x", "")) for t in tree.iter() if t.get("class") == "year" and t.tag.endswith("text"))
    assert all(b - a >= 30 for a, b in zip(years, years[1:], strict=False))


def test_timeline_without_events_is_nothing() -> None:
    assert timeline.timeline([], TODAY) == ""


def test_bars_are_as_long_as_their_numbers() -> None:
    rows = [bars.Bar("Trade & <customs>", "/t", [("force-commit", "Commits", 3), ("force-agree", "Agrees", 1)]),
            bars.Bar("Culture", "/c", [("force-commit", "Commits", 2), ("force-agree", "Agrees", 0)])]
    tree = drawn(bars.bars(rows, title="By field"))
    wide = [float(r.get("width", "")) for r in tree.iter() if r.tag.endswith("rect")]
    assert len(wide) == 3
    assert wide[0] == pytest.approx(3 * wide[1] + 2, abs=3)
    assert "Trade & <customs>" in "".join(tree.itertext())


def test_network_draws_the_most_tied_and_no_more() -> None:
    nodes = [network.Node(f"n{i}", f"Person {i}", (0, 2)[i % 2], f"/fact/n{i}/") for i in range(120)]
    nodes.append(network.Node("b", "Joint Commission on everything that two states may do together", 1, "/fact/b/"))
    ties = [network.Tie(f"n{i}", f"n{(i + 1) % 120}", 1 + i % 3, "met") for i in range(120)]
    ties += [network.Tie("b", f"n{i}", 2, "sat") for i in range(30)]
    for width in (network.WIDE, network.NARROW):
        tree = drawn(network.network(nodes, ties, ["AZ", "Bodies", "VN"], title="Who met whom", width=width))
        marks = [e for e in tree.iter() if e.get("class") in ("person", "body")]
        assert 2 <= len(marks) <= network.MOST
        assert not re.search(r"nan|inf", ElementTree.tostring(tree, "unicode"), re.IGNORECASE)


def test_network_without_ties_is_nothing() -> None:
    assert network.network([network.Node("a", "A", 0, "/")], [], ["", "", ""], title="x") == ""


@pytest.mark.parametrize("pair", [("AZ", "VN"), ("FR", "DE"), ("NZ", "CL"), ("US", "JP"), ("FJ", "WS"), ("AR", "NO")])
@pytest.mark.parametrize("width", [worldmap.WIDE, worldmap.NARROW])
def test_map_shows_both_capitals_wherever_they_lie(pair: tuple[str, str], width: int) -> None:
    ways = [worldmap.Way(pair[0], pair[1], 2, "two", "#v"), worldmap.Way(pair[1], pair[0], 1, "one", "#v")]
    tree = drawn(worldmap.worldmap([worldmap.Point(c, c) for c in pair], ways, title="Visits", width=width))
    height = float(tree.get("height", ""))
    capitals = [e for e in tree.iter() if e.get("class") == "capital"]
    assert len(capitals) == 2
    assert all(0 < float(c.get("cx", "")) < width and 0 < float(c.get("cy", "")) < height for c in capitals)
    if pair != ("FJ", "WS"):
        assert any(e.get("class") == "land" for e in tree.iter())


def test_map_knows_the_capital_of_every_state() -> None:
    known = [s for s in ontology.load().states.values() if s.status == "un-member"]
    assert [s.code for s in known if not worldmap.knows(s.code)] == []


def test_land_is_small_and_says_where_it_is_from() -> None:
    text = (files("servanda_site.web") / "data" / "land.json").read_text(encoding="ascii")
    assert len(text) < 120_000
    assert "Natural Earth" in json.loads(text)["source"]


def test_places_are_states_in_every_language() -> None:
    named = [languages.load(tag).states["VN"] for tag in languages.installed() if "VN" in languages.load(tag).states]
    assert len(named) >= 2
    for names in named:
        assert travels.state_of(names.names[0]) == travels.state_of(names.capital[0].upper()) == "VN"
    assert travels.state_of("nowhere at all") == ""


@pytest.mark.parametrize("label", ["Environnement", "Immigration", "Commerce, communes et accommodements mémorables en commun"])
def test_labels_of_bars_are_not_cut_at_their_first_letter(label: str) -> None:
    tree = drawn(bars.bars([bars.Bar(label, "/e", [("force-commit", "Commits", 3)])], title="By field"))
    told = next(t for t in tree.iter() if t.get("class") == "label")
    assert float(told.get("x")) >= 8 * len("".join(told.itertext()))  # the widest words of the pictures' letters take so much
