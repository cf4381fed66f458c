"""Feeds and watched folders: what is fetched, what never is."""

from __future__ import annotations

import io
import zipfile

import httpx
import pytest
from django.urls import reverse

from servanda import reader
from servanda_site.register import fetching, schedule
from servanda_site.register.fetching import NotFetched, fetch, is_public, items
from servanda_site.register.models import Feed, Membership, Paper, Watch

PUBLIC = "93.184.216.34"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Press</title>
<item><guid>one</guid><title>Ministers meet</title><link>http://press.example.org/one.html</link></item>
<item><guid>two</guid><title>Trade grows &lt;b&gt;</title>
<description>&lt;p&gt;They agreed to raise trade.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
</channel></rss>"""
PAGE = b"<html><body><article><h1>Ministers meet</h1><p>They met in Baku and spoke of trade.</p></article></body></html>"


def gives(content, status=200, **headers):
    """An answer that is streamed, made anew each time."""
    named = {name.replace("_", "-"): told for name, told in headers.items()}
    stream = (lambda: httpx.ByteStream(content)) if isinstance(content, bytes) else content
    return lambda request: httpx.Response(status, headers=named, stream=stream())


class Net(httpx.BaseTransport):
    """A network of fixed answers. asked: (address connected to, host named, path)."""

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    def handle_request(self, request):
        host = request.headers["host"].partition(":")[0]
        self.asked.append((request.url.host, host, request.url.path))
        assert request.extensions["sni_hostname"] == host
        answer = self.answers.get((host, request.url.path))
        return answer(request) if callable(answer) else answer or httpx.Response(404)


def at(**hosts):
    """Resolves names to fixed addresses."""
    known = {name.replace("_", "."): found for name, found in hosts.items()}
    return lambda host, port: known.get(host, [host])


@pytest.fixture(autouse=True)
def no_parser(monkeypatch):
    monkeypatch.setattr(reader, "claims_of", lambda text: [])


@pytest.mark.parametrize("address", [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "::7f00:1", "not an address", "",
])
def test_private_addresses_are_known(address):
    assert not is_public(address)
    assert is_public(PUBLIC) and is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize("url", [
    "ftp://press.example.org/x", "file:///etc/passwd", "gopher://x/", "//press.example.org/", "http://", "http://user:pw@x.org/",
    "http://[::1", "http://x.org:99999/", "javascript:alert(1)", "http://127.0.0.1/", "http://localhost/", "http://[::1]/",
    "http://2130706433/", "http://0x7f.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/",
    "http://press\u3002example\uff0eorg\u0000/", "http://" + "a" * 300 + ".org/",
])
def test_what_is_never_fetched(url):
    net = Net({})
    with pytest.raises(NotFetched):
        fetch(url, transport=net, look_up=None if "press" not in url else at(press_example_org=["10.0.0.1"]))
    assert net.asked == []


def test_the_address_checked_is_the_one_connected_to():
    """A name that resolves to a public address first and to a private one later is connected to the first."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    net = Net({("press.example.org", "/"): gives(b"told")})
    got = fetch("https://press.example.org/", transport=net, look_up=lambda host, port: next(answers))
    assert got.data == b"told" and net.asked == [(PUBLIC, "press.example.org", "/")]


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(NotFetched):
        fetch("http://press.example.org/", transport=Net({}), look_up=at(press_example_org=[PUBLIC, "10.0.0.1"]))


@pytest.mark.parametrize("to", ["http://127.0.0.1/", "http://inner.example.org/", "file:///etc/passwd", "http://[::1]:8000/", ""])
def test_redirects_to_private_addresses_are_refused(to):
    net = Net({("press.example.org", "/"): httpx.Response(302, headers={"location": to})})
    look_up = at(press_example_org=[PUBLIC], inner_example_org=["192.168.0.2"])
    with pytest.raises(NotFetched):
        fetch("http://press.example.org/", transport=net, look_up=look_up)
    assert {asked[1] for asked in net.asked} == {"press.example.org"}


def test_few_redirects_are_followed():
    def hop(request):
        n = int(request.url.path[1:])
        return httpx.Response(302, headers={"location": f"/{n - 1}"}) if n else gives(b"there")(request)

    net = Net({("press.example.org", f"/{n}"): hop for n in range(9)})
    look_up = at(press_example_org=[PUBLIC])
    assert fetch("http://press.example.org/3", transport=net, look_up=look_up).url.endswith("/0")
    with pytest.raises(NotFetched, match="3"):
        fetch("http://press.example.org/4", transport=net, look_up=look_up)


def test_size_time_and_packing_are_bounded(monkeypatch):
    look_up = at(press_example_org=[PUBLIC])

    def get(answer, **limits):
        return fetch("http://press.example.org/", transport=Net({("press.example.org", "/"): answer}), look_up=look_up, **limits)

    class Slow(httpx.SyncByteStream):
        def __iter__(self):
            for _ in range(1000):
                clock[0] += 1
                yield b"x"

    with pytest.raises(NotFetched, match="larger"):
        get(gives(b"x" * 2000), limit=1000)
    with pytest.raises(NotFetched, match="packed"):
        get(gives(b"", content_encoding="gzip"))
    with pytest.raises(NotFetched, match="404"):
        get(None)
    clock = [0.0]
    monkeypatch.setattr(fetching.time, "monotonic", lambda: clock[0])
    with pytest.raises(NotFetched, match="too long"):
        get(gives(Slow), seconds=20)


def test_allowed_host_may_be_private(settings):
    settings.FEED_HOSTS = ["intranet.example.org"]
    net = Net({("intranet.example.org", "/"): gives(b"inside")})
    assert fetch("http://intranet.example.org/", transport=net, look_up=at(intranet_example_org=["10.1.1.1"])).data == b"inside"


def test_a_real_connection(settings):
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            told = self.headers["Host"].encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://localhost:{server.server_port}/"
    try:
        with pytest.raises(NotFetched, match="private"):
            fetch(url)
        settings.FEED_HOSTS = ["localhost"]
        assert fetch(url, look_up=lambda host, port: ["127.0.0.1"]).data == f"localhost:{server.server_port}".encode()
    finally:
        server.shutdown()
        server.server_close()


def test_items_of_a_feed():
    found = [(i.key, i.title, bool(i.content)) for i in items(FEED)]
    assert found == [("one", "Ministers meet", False), ("two", "Trade grows <b>", True)]
    for bad in (b"", b"/etc/passwd", b"<html></html>", b"http://127.0.0.1/", b'<!DOCTYPE r [<!ENTITY a "b">]><rss/>'):
        with pytest.raises(NotFetched):
            items(bad)


@pytest.fixture
def net(monkeypatch):
    """The network the register sees."""
    made = Net({("press.example.org", "/feed"): gives(FEED),
                ("press.example.org", "/one.html"): gives(PAGE)})
    look_up = at(press_example_org=[PUBLIC])
    monkeypatch.setattr(schedule, "fetch", lambda url, **limits: fetch(url, transport=made, look_up=look_up, **limits))
    return made


def follow(client, desk, **more):
    given = {"feed-url": "http://press.example.org/feed", "feed-every_hours": 6, "feed-partnership": desk.partnership.pk,
             "feed-marking": 1, **more}
    return client.post(reverse("add_feed"), given)


def test_feed_is_fetched_only_when_asked_or_due(desk, client_of, work, net):
    officer = client_of(desk.officer)
    assert follow(officer, desk).status_code == 302
    feed = Feed.objects.get()
    work()
    assert net.asked == [] and feed.fetched is None
    officer.post(reverse("fetch_feed", args=[feed.pk]))
    work()
    papers = {p.name: p for p in Paper.objects.filter(marking=1)}
    assert set(papers) == {"Ministers meet.html", "Trade grows <b>.html"}
    assert papers["Ministers meet.html"].source == "http://press.example.org/one.html"
    assert all(p.state == "read" for p in papers.values())
    page = officer.get(reverse("paper", args=[papers["Trade grows <b>.html"].pk])).content.decode()
    assert "They agreed to raise trade" in page and "x()" not in page
    assert schedule.run_due() == 0
    Feed.objects.update(fetched="2020-01-01T00:00Z")
    assert schedule.run_due() == 1 and schedule.run_due() == 0
    work()
    assert Paper.objects.filter(marking=1).count() == 2


def test_feed_trouble_is_shown(desk, client_of, work, net):
    officer = client_of(desk.officer)
    follow(officer, desk, **{"feed-url": "http://press.example.org/none"})
    follow(officer, desk, **{"feed-url": "http://127.0.0.1:8000/admin"})
    for feed in Feed.objects.all():
        officer.post(reverse("fetch_feed", args=[feed.pk]))
    work()
    page = officer.get(reverse("sources")).content.decode()
    assert "it answers 404" in page and "its address is private" in page and len(net.asked) == 1
    assert follow(officer, desk, **{"feed-url": "ftp://x.org/f"}).status_code == 422
    assert follow(officer, desk, **{"feed-marking": 2}).status_code == 422


def test_feed_brings_nothing_in_once_its_follower_may_not(desk, client_of, work, net):
    follow(client_of(desk.officer), desk)
    Membership.objects.filter(user=desk.officer).update(role=1)
    schedule.fetch_feed(Feed.objects.get().pk)
    assert not Paper.objects.filter(marking=1).exists() and "any more" in Feed.objects.get().problem


def test_sources_of_others_stay_theirs(desk, client_of):
    follow(client_of(desk.head), desk, **{"feed-marking": 2})
    feed = Feed.objects.get()
    assert b"press.example.org" not in client_of(desk.officer).get(reverse("sources")).content
    for name in ("fetch_feed", "remove_feed"):
        assert client_of(desk.officer).post(reverse(name, args=[feed.pk])).status_code == 404
    assert client_of(desk.reader).get(reverse("sources")).status_code == 403
    client_of(desk.head).post(reverse("remove_feed", args=[feed.pk]))
    assert not Feed.objects.exists()


def watch(client, desk, folder):
    return client.post(reverse("add_watch"), {"watch-folder": str(folder), "watch-every_hours": 0, "watch-marking": 0,
                                              "watch-partnership": desk.partnership.pk})


def test_watched_folder(desk, client_of, work, settings, tmp_path):
    inside, outside = tmp_path / "in" / "desk", tmp_path / "out"
    inside.mkdir(parents=True)
    outside.mkdir()
    (outside / "private.txt").write_text("Not to be read at all.\n")
    (inside / "note.txt").write_text("The ministers met in Baku.\n")
    (inside / "link.txt").symlink_to(outside / "private.txt")
    (inside / "data.json").write_text("{}")
    settings.WATCH = [str(tmp_path / "in")]
    officer = client_of(desk.officer)
    for wrong in (outside, "/etc", inside / ".." / ".." / "out", tmp_path / "in" / "none", "\0", ""):
        assert watch(officer, desk, wrong).status_code == 422
    (tmp_path / "in" / "leads-out").symlink_to(outside)
    assert watch(officer, desk, tmp_path / "in" / "leads-out").status_code == 422
    assert watch(officer, desk, inside).status_code == 302
    key = Watch.objects.get().pk
    for _ in range(2):
        officer.post(reverse("look_through", args=[key]))
        work()
    assert [(p.name, p.source, p.state) for p in Paper.objects.filter(name__in=["note.txt", "link.txt", "private.txt"])] == [
        ("note.txt", "note.txt", "read")]
    settings.WATCH = []
    officer.post(reverse("look_through", args=[key]))
    work()
    assert "not among those" in officer.get(reverse("sources")).content.decode()


def test_papers_packed_in_what_a_feed_leads_to_come_in_each_by_itself(desk, client_of, work, net):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("july/talks.txt", "The ministers met in Baku in July.\n")
        archive.writestr("july/visit.txt", "The president visited Hanoi.\n")
        archive.writestr("data.json", "{}")
    net.answers |= {("press.example.org", "/feed"): gives(FEED.replace(b"one.html", b"month.zip")),
                    ("press.example.org", "/month.zip"): gives(packed.getvalue())}
    follow(client_of(desk.officer), desk)
    assert schedule.fetch_feed(Feed.objects.get().pk) == 3
    work()
    papers = {p.name: p for p in Paper.objects.filter(marking=1)}
    assert {"talks.txt", "visit.txt", "Trade grows <b>.html"} == {name.rpartition("/")[2] for name in papers}
    assert {p.source for p in papers.values()} == {"http://press.example.org/month.zip", "two"}
    assert all(p.state == "read" for p in papers.values())
    assert schedule.fetch_feed(Feed.objects.get().pk) == 0 and Paper.objects.filter(marking=1).count() == 3
