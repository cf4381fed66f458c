"""The commands a desk officer types, on the sample papers, from files to dossier, page, tables and decisions."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from servanda.cli.dialogue import Dialogue
from servanda.cli.judge import mend
from servanda.cli.main import main
from servanda.publishing.words import Words
from servanda.reader import Reading, study
from servanda.reconciliation import judgement

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "vietnam-azerbaijan"
PAPERS = sorted(SAMPLES.glob("*.txt"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return study(PAPERS)


def citations(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in ("entities", "events", "instruments", "mechanisms", "undertakings"):
        for fact in record[kind]:
            for place in fact["mentions" if kind == "entities" else "citations"]:
                yield kind, place


def test_every_citation_is_exact_and_in_the_story(reading: Reading) -> None:
    record = json.loads(reading.record.to_json())
    contents = {d["id"]: (t.content, d["body"]) for d, t in zip(record["documents"], reading.texts, strict=True)}
    for kind, place in citations(record):
        content, body = contents[place["document"]]
        assert content[place["start"]:place["end"]] == place["quote"]
        assert not content[max(0, place["start"] - 1):place["start"] + 1].isalnum(), place
        assert not content[place["end"] - 1:place["end"] + 1].isalnum() or place["end"] == len(content), place
        inside = any(start <= place["start"] and place["end"] <= end for start, end in body)
        assert inside or kind == "entities", place


def test_samples_give_one_partnership_with_what_each_owes(reading: Reading) -> None:
    record = reading.record
    pledges = [u for u in record.undertakings if u.act == "pledge"]
    assert {tuple(u.by) for u in pledges} >= {("AZ", "VN"), ("VN",)}
    assert any(u.due == "2030" for u in pledges)
    assert any(u.act == "invitation" and u.answer == "accepted" for u in record.undertakings)
    assert any(e.type == "session" and e.ordinal == 3 for e in record.events)


def test_both_tellings_of_the_session_are_one(reading: Reading) -> None:
    held = [e for e in reading.record.events if e.type == "session" and e.status == "held"]
    assert len(held) == 1
    assert len({c.document for c in held[0].citations}) == 2
    people = {frozenset(e.names) for e in reading.record.entities if e.type == "person"}
    assert any({"Bui Thanh Son"} <= names for names in people)
    assert any({"Djeyhoun Ba\u00eframov", "Jeyhun Bayramov"} <= names for names in people)


def test_same_papers_give_the_same_record(reading: Reading) -> None:
    assert study(PAPERS, jobs=2).record == reading.record


def test_the_order_in_which_papers_are_given_changes_nothing(reading: Reading) -> None:
    assert study(PAPERS[::-1]).record == reading.record


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_read_prints_the_dossier(tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(PAPERS[0]), "--lang", tag]) == 0
    out = capsys.readouterr().out
    assert Words(tag)("signed") in out and "milliard de dollars" in " ".join(out.split())


def test_read_json_follows_the_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(SAMPLES), "--apart", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["format"], record["version"], len(record["documents"])) == ("servanda-record", 1, len(PAPERS))
    assert all(d["story"] is None and d["near_copy_of"] is None for d in record["documents"])


def test_page_is_self_contained(tmp_path: Path) -> None:
    page = tmp_path / "dossier.html"
    assert main(["read", str(PAPERS[0]), "--quiet", "--html", str(page), "--lang", "fr"]) == 0
    html = page.read_text(encoding="utf-8")
    assert "<mark" in html and "http://" not in html and "https://" not in html and "src=" not in html.split("<style>")[0]


def test_bundle_holds_originals_texts_claims_and_record(tmp_path: Path) -> None:
    bundle = tmp_path / "july.servanda"
    assert main(["read", str(PAPERS[3]), "--quiet", "-o", str(bundle)]) == 0
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    assert {n.split("/")[0] for n in names} == {"originals", "texts", "claims.jsonl", "record.json", "manifest.json"}
    assert set(manifest["files"]) == set(names) - {"manifest.json"}


def test_diff_and_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for n, papers in enumerate(([PAPERS[3]], PAPERS[3:5])):
        main(["read", *map(str, papers), "--json"])
        files.append(tmp_path / f"{n}.json")
        files[-1].write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["diff", str(files[0]), str(files[0])]) == 0
    assert main(["diff", str(files[0]), str(files[1]), "--json"]) == 3
    changes = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert any(c["kind"] == "documents" and c["change"] == "added" for c in changes)
    assert main(["export", str(files[1]), "--format", "xlsx", "-o", str(tmp_path / "x.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["undertakings"].max_row > 5
    assert main(["export", str(files[1]), "--format", "csv", "-o", str(tmp_path / "csv")]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv/undertakings.csv").read_text(encoding="utf-8-sig"))))
    assert rows and all(r["quote"] for r in rows)
    assert main(["export", str(files[1]), "--format", "jsonld", "-o", str(tmp_path / "x.jsonld")]) == 0
    assert json.loads((tmp_path / "x.jsonld").read_text(encoding="utf-8"))["@context"]


def test_bundle_is_taken_wherever_a_record_or_papers_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle = tmp_path / "july.servanda"
    assert main(["read", *map(str, PAPERS[3:5]), "--quiet", "-o", str(bundle)]) == 0
    with zipfile.ZipFile(bundle) as archive:
        stored = archive.read("record.json").decode()
    assert main(["read", str(bundle), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(stored)
    (tmp_path / "july.json").write_text(stored, encoding="utf-8")
    assert main(["diff", str(bundle), str(tmp_path / "july.json")]) == 0
    assert main(["export", str(bundle), "--format", "csv", "-o", str(tmp_path / "csv")]) == 0
    assert (tmp_path / "csv" / "undertakings.csv").is_file()
    bundle.write_bytes(bundle.read_bytes()[:900])
    capsys.readouterr()
    for arguments in (["read", str(bundle)], ["diff", str(bundle), str(bundle)]):
        assert main([*arguments, "--lang", "en"]) == 2
        assert "damaged" in capsys.readouterr().err


def test_help_says_that_tables_of_csv_are_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "csv a FOLDER" in " ".join(capsys.readouterr().out.split())


def dialogue(reading: Reading, path: Path, keys: list[str]) -> Dialogue:
    answers = iter(keys)

    def ask(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    return Dialogue(reading, judgement.load(path), path, Words("en"), "desk", ask=ask, console=Console(file=io.StringIO()))


def test_judge_writes_each_decision_and_takes_back_the_last(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    paper = study([PAPERS[0]])
    asked = dialogue(paper, path, []).questions("undertaking")
    first, second, third = (q.claim for q in asked[:3])
    written = dialogue(paper, path, ["r", "not said", "a", "z", "c", "areas", '["trade"]', "u", "q"]).hold(kind="undertaking")
    assert written == 3
    made = judgement.load(path)
    assert [(j.target.claim, j.verdict) for j in made] == [
        (first.id, "reject"), (second.id, "confirm"), (second.id, "unsure"), (second.id, "correct"), (third.id, "unsure")]
    assert made[2].supersedes == made[1].id
    again = study([PAPERS[0]], judgements=made).record
    by_claim = {c: u for u in again.undertakings for c in u.claims}
    assert first.id not in by_claim
    assert (by_claim[second.id].areas, by_claim[second.id].review) == (["trade"], "corrected")
    left = {q.claim.id for q in dialogue(paper, path, []).questions("undertaking")}
    assert not left & {first.id, second.id, third.id}


def test_judge_asks_again_for_a_value_that_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    paper = study([PAPERS[0]])
    asked = dialogue(paper, path, ["c", "due", "2027-13-45", "mars", "mars 2028", "c", "by", "Portugal", "PT, IN",
                                   "c", "due", "Tuesday", "", "q"])
    assert asked.hold(kind="undertaking") == 2
    assert [j.value for j in judgement.load(path)] == [{"due": "2028-03"}, {"by": ["IN", "PT"]}]
    shown = " ".join(asked.console.file.getvalue().split())  # type: ignore[attr-defined]
    assert shown.count("2027-13-45: that value does not fit") == 1 and "EDTF" in shown and "ISO 3166-1" in shown


def test_judge_takes_a_field_by_what_it_is_called_in_the_language(tmp_path: Path) -> None:
    path, words = tmp_path / "desk.jsonl", Words("fr")
    paper = study([PAPERS[0]])
    told: list[str] = []
    answers = iter(["c", words("field_due"), "2028", "c", words("field_areas").upper(), "trade, energy",
                    "c", "act", "offer", "pledge"])

    def ask(prompt: str) -> str:
        told.append(prompt)
        if (answer := next(answers, None)) is None:
            raise EOFError
        return answer

    Dialogue(paper, [], path, words, "desk", ask=ask, console=Console(file=io.StringIO())).hold(kind="undertaking")
    assert [j.value for j in judgement.load(path)] == [{"due": "2028"}, {"areas": ["trade", "energy"]}, {"act": "pledge"}]
    assert f"due ({words('field_due')})" in told[1]


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_unsound_value_of_a_file_is_warned_of_and_not_applied(tmp_path: Path, tag: str,
                                                              capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk.jsonl"
    claim = dialogue(study([PAPERS[0]]), path, []).questions("undertaking")[0].claim
    made = {"id": "j-1", "at": "2024-06-04T10:00:00Z", "who": "desk", "target": {"claim": claim.id}, "verdict": "correct"}
    path.write_text("\n" + json.dumps({**made, "value": {"due": "2027-13-45"}}) + "\n", encoding="utf-8")
    assert main(["read", str(PAPERS[0]), "--judgements", str(path), "--json", "--lang", tag]) == 0
    out, err = capsys.readouterr()
    assert "2027-13-45" not in out
    assert err.count("\n") == 1 and str(path) in err and " 2" in err and "due" in err and "EDTF" in err


def test_judge_sets_aside_a_line_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    paper = study([PAPERS[0]])
    dialogue(paper, path, ["a", "a", "q"]).hold()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])  # an editor that ends no line
    assert mend(path) is None and path.read_bytes() == whole
    path.write_bytes(whole[:-30])
    aside = mend(path)
    assert aside is not None and len(judgement.load(path)) == 1 and aside.read_bytes() in whole[:-30] + b"\n"
    assert dialogue(paper, path, ["a", "q"]).hold() == 1 and len(judgement.load(path)) == 2


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_judge_says_why_in_words_not_in_names_of_rules(reading: Reading, tmp_path: Path, tag: str) -> None:
    shown = io.StringIO()
    asked = Dialogue(reading, [], tmp_path / "none.jsonl", Words(tag), "desk", console=Console(file=shown, width=200))
    for question in asked.questions():
        asked.show(question, 1, 1)
    rules = {why.rule for c in reading.claims for why in c.why}
    assert not {rule for rule in rules if ":" in rule and rule in shown.getvalue()}
    assert Words(tag)("rule_undertaking") in shown.getvalue()


def test_judge_shows_words_as_they_stand_and_says_what_it_asks(reading: Reading, tmp_path: Path) -> None:
    asked = dialogue(reading, tmp_path / "desk.jsonl", ["c", "colour", "due", "2029", "q"])
    assert asked.hold(kind="undertaking") == 1  # a field that is not there is asked for again
    shown = " ".join(asked.console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "No such field" in shown and "Enter" in shown and " ." not in shown and "\u2019 " not in shown
    none = dialogue(reading, tmp_path / "none.jsonl", ["q"])
    assert none.hold(kind="merge") == 0
    shown = " ".join(none.console.file.getvalue().split())  # type: ignore[attr-defined]
    assert "is it the same?" in shown and "No decision written." in shown and not (tmp_path / "none.jsonl").exists()


def test_judge_asks_about_merges(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    (merge, *_) = dialogue(reading, path, []).questions("merge")
    dialogue(reading, path, ["r", "two people", "q"]).hold(kind="merge")
    parted = study(PAPERS, judgements=judgement.load(path)).record
    assert not any({merge.claim.id, merge.other.id} <= set(f.claims)  # type: ignore[union-attr]
                   for kind in ("entities", "events", "instruments", "mechanisms", "undertakings") for f in getattr(parted, kind))


@pytest.mark.parametrize("arguments", [["read", "/nowhere/at/all.txt"], ["diff", "/nowhere/a", "/nowhere/b"],
                                       ["evaluate", "/nowhere"], ["read", "x", "--lang", "xx"]])
def test_what_cannot_be_done_says_so_and_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_paper_with_nothing_diplomatic_gives_an_honest_empty_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bread.txt").write_text("The bakery on the corner has won a prize for its rye bread.\n", encoding="utf-8")
    assert main(["read", str(tmp_path), "--lang", "en"]) == 0
    assert Words("en")("nothing") in capsys.readouterr().out


@pytest.mark.parametrize("words", [
    ["export", "{record}", "--format", "csv", "-o", "{record}"],
    ["read", "{paper}", "--judgements", "{folder}"],
    ["judge", "{paper}", "--judgements", "{folder}"],
    ["judge", "{paper}", "--judgements", "{folder}/none/desk.jsonl"],
    ["export", "{folder}", "-o", "{folder}/t.xlsx"],
])
def test_file_and_folder_taken_for_each_other_are_told_in_one_line(words: list[str], tmp_path: Path,
                                                                    capsys: pytest.CaptureFixture[str]) -> None:
    paper, record = tmp_path / "talks.txt", tmp_path / "record.json"
    paper.write_text("Talks\n\nHanoi, May 8, 2025 - Azerbaijan will train ten engineers from Vietnam.\n")
    record.write_text("{}")
    named = {"paper": paper, "record": record, "folder": tmp_path}
    assert main([w.format(**named) for w in words]) == 2
    told = capsys.readouterr().err
    assert told.startswith("servanda: ") and told.count("\n") == 1 and str(tmp_path) in told


@pytest.mark.parametrize(("option", "typed"), [("--jobs", "0"), ("--jobs", "-1"), ("--pages", "-1"), ("--seconds", "soon")])
def test_a_number_that_no_option_can_mean_is_refused(option: str, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["read", option, typed, str(PAPERS[0])])
    assert ended.value.code == 2 and option in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_files_are_written_though_nobody_reads_what_is_printed(more: list[str], tmp_path: Path) -> None:
    page, bundle = tmp_path / "page.html", tmp_path / "b.servanda"
    reads, writes = os.pipe()
    os.close(reads)
    asked = ["read", str(PAPERS[0]), "--html", str(page), "-o", str(bundle), *more]
    done = subprocess.run([sys.executable, "-m", "servanda.cli", *asked], stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
    assert page.stat().st_size and bundle.stat().st_size


@pytest.mark.parametrize("verb", ["read", "judge"])
def test_what_reads_papers_takes_their_limits(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--judgements", str(tmp_path / "desk.jsonl")] if verb == "judge" else []
    assert main([verb, str(PAPERS[0]), *more, "--characters", "10"]) == 2
    assert "--characters" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["evaluate", str(tmp_path), "--characters", "-1"])
    assert "--characters" in capsys.readouterr().err


def test_papers_with_one_text_are_written_into_a_bundle_once(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    for name, mark in (("a.txt", ""), ("b.txt", "\ufeff")):
        (tmp_path / name).write_text(f"{mark}The two ministers met in Tunis on Monday.\n", encoding="utf-8")
    assert main(["read", str(tmp_path), "-o", str(tmp_path / "x.servanda"), "--quiet"]) == 0
    with zipfile.ZipFile(tmp_path / "x.servanda") as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        assert len([n for n in archive.namelist() if n.startswith("originals/")]) == 2
    assert not recwarn.list
