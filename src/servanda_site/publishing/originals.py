"""The Word templates as they are shipped: `python -m servanda_site.publishing.originals` writes them into `templates/` again.

A secretariat changes the files in Word, not this.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from servanda_site.publishing.word import fixed

_INK = RGBColor(0x1D, 0x2B, 0x3A)
_GREY = RGBColor(0x44, 0x54, 0x6A)
_FONT = "Times New Roman"
_LINE = ("{% if line.late %}! {% endif %}{% if line.lead %}{{ say('colon', name=line.lead, value=line.text) }}"
         "{% else %}{{ line.text }}{% endif %}"
         "{% if line.told %} ({{ say.several(line.told) }}){% endif %}{{ line.mark }}{{ line.note|footnote }}")


def _new(*, wide: bool = False) -> Any:
    """A document with the look, the letterhead and the foot of all."""
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5)):
        heading = made.styles[name]
        heading.font.name, heading.font.size, heading.font.color.rgb, heading.font.bold = _FONT, Pt(size), _INK, True
        fonts = heading.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [a for a in fonts.attrib if "heme" in a]:
            del fonts.attrib[theme]
        fonts.set(qn("w:hAnsi"), _FONT)
    page = made.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = Mm(18 if wide else 24)
    page.top_margin = page.bottom_margin = Mm(18 if wide else 22)
    page.header.paragraphs[0].text = "{{ marking }}"
    page.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = page.footer.paragraphs[0]
    foot.add_run("{{ heading }}, {{ partnership }}. {{ made_on }}. ")
    _field(foot, "PAGE")
    for run in [*page.header.paragraphs[0].runs, *foot.runs]:
        run.font.size, run.font.color.rgb = Pt(8.5), _GREY
    _say(made, "{%p if picture %}", "{{ picture }}", "{%p endif %}", "{%p for each in letterhead.lines %}")
    made.add_paragraph().add_run("{{ each }}").bold = True
    _say(made, "{%p endfor %}")
    return made


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, look, colour, size, text = (OxmlElement(name) for name in ("w:r", "w:rPr", "w:color", "w:sz", "w:t"))
    colour.set(qn("w:val"), str(_GREY))
    size.set(qn("w:val"), "17")
    look.extend((colour, size))
    text.text = "1"
    run.extend((look, text))
    field.append(run)
    paragraph._p.append(field)


def _say(made: Any, *lines: str, style: str = "Normal") -> None:
    for line in lines:
        made.add_paragraph(line, style=style)


def _title(made: Any, text: str) -> None:
    made.add_paragraph(text, style="Title")
    made.add_paragraph("{{ made_on }} · {{ marking }}")


def _sections(made: Any, source: str = "sections") -> None:
    """Every section with its groups and lines."""
    _say(made, f"{{%p for section in {source} %}}")
    made.add_paragraph("{{ section.title }}", style="Heading 1")
    _say(made, "{%p if section.bare %}", "{{ section.empty }}", "{%p endif %}", "{%p for group in section.groups %}",
         "{%p if group.title and group.lines %}")
    made.add_paragraph("{{ group.title }}", style="Heading 2")
    _say(made, "{%p endif %}", "{%p for line in group.lines %}")
    made.add_paragraph(_LINE, style="List Bullet")
    _say(made, "{%p endfor %}", "{%p endfor %}", "{%p endfor %}")


def _table(made: Any, rows: str, cells: list[tuple[str, str, float]], size: float = 9) -> None:
    """A table of `rows`: each cell's heading, content and width in millimetres; the heading repeats on every page."""
    table = made.add_table(rows=4, cols=len(cells))
    table.style, table.autofit = "Table Grid", False
    for x, (name, content, width) in enumerate(cells):
        table.columns[x].width = Mm(width)
        for y, text in ((0, name), (2, content)):
            cell = table.cell(y, x)
            cell.width = Mm(width)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(size), y == 0
    table.cell(1, 0).text, table.cell(3, 0).text = f"{{%tr for row in {rows} %}}", "{%tr endfor %}"
    for y, mark in ((0, "w:tblHeader"), (2, "w:cantSplit")):
        table.rows[y]._tr.get_or_add_trPr().append(OxmlElement(mark))


def briefing() -> Any:
    """The note for a meeting or a visit."""
    made = _new()
    _title(made, "{{ whole }}")
    _say(made, "{%p if about %}", "{{ about }}", "{%p endif %}")
    _sections(made)
    _end(made)
    return made


def matrix() -> Any:
    """The follow-up matrix."""
    made = _new(wide=True)
    _title(made, "{{ whole }}")
    _say(made, "{{ count }}", "{{ about }}", "{%p if empty %}", "{{ empty }}", "{%p endif %}", "{%p if not empty %}")
    _table(made, "rows", [
        ("{{ col.number }}", "{{ row.number }}", 10),
        ("{{ col.text }}", "{{ row.text }}{{ row.mark }}{{ row.note|footnote }}", 83),
        ("{{ col.by }}", "{{ row.says }}", 26), ("{{ col.areas }}", "{{ row.areas }}", 30),
        ("{{ col.due }}", "{{ row.due }}", 26), ("{{ col.state }}", "{{ say.several([row.state_said, row.hint]) }}", 26),
        ("{{ col.body }}", "{{ row.body }}", 34), ("{{ col.declared }}", "{{ row.declared }}", 26)], 8.5)
    _say(made, "{%p endif %}")
    made.add_paragraph('{{ say("plan") }}', style="Heading 1")
    _say(made, "{%p if not plan %}", "{{ plan_empty }}", "{%p endif %}", "{%p if plan %}")
    _table(made, "plan", [
        ("{{ col.number }}", "{{ row.number }}", 10), ("{{ col.item }}", "{{ row.item }}", 48),
        ("{{ col.undertakings }}", "{{ row.undertakings }}", 22), ("{{ col.lead }}", "{{ row.lead }}", 33),
        ("{{ col.counterpart }}", "{{ row.counterpart }}", 33), ("{{ col.focal }}", "{{ row.focal }}", 30),
        ("{{ col.steps }}", "{{ row.steps }}", 45),
        ("{{ col.due }}", "{{ row.due }}{% if row.late %} ({{ say('state_late') }}){% endif %}", 22),
        ("{{ col.progress }}", "{{ row.progress }}", 19)], 8.5)
    _say(made, "{%p endif %}")
    _end(made)
    return made


def session() -> Any:
    """The session file of a joint body."""
    made = _new()
    _title(made, "{{ title }}")
    _say(made, "{{ between }}", "{{ original }}", "{%p if body_unknown %}", "{{ body_unknown }}", "{%p endif %}",
         "{%p if last %}", "{{ last }}", "{%p endif %}", "{%p if next %}", "{{ next }}", "{%p endif %}")
    made.add_paragraph('{{ say("agenda") }}', style="Heading 1")
    _say(made, "{%p for point in agenda %}", "{{ point.number }}. {{ point.title }}", "{%p endfor %}")
    made.add_paragraph('{{ say("decisions") }}', style="Heading 1")
    _say(made, "{%p if not decisions %}", "{{ no_decisions }}", "{%p endif %}", "{%p if decisions %}")
    _table(made, "decisions", [
        ('{{ say("col_decision") }}', "{{ row.text }}{{ row.mark }}{{ row.note|footnote }}", 80),
        ('{{ say("col_by") }}', "{{ row.by }}", 26),
        ('{{ say("col_due") }}', "{{ row.due }}", 26),
        ('{{ say("col_finding") }}', "{{ say.several([row.state, row.declared]) }}", 30)])
    _say(made, "{%p endif %}")
    _sections(made)
    _sections(made, "[delegations]")
    made.add_paragraph('{{ say("minutes") }}', style="Heading 1").paragraph_format.page_break_before = True
    _say(made, "{{ original }}", "{%p if kept %}")
    _table(made, "kept", [("", "{{ row[0] }}", 81), ("", "{{ row[1] }}", 81)], 10)
    _say(made, "{%p endif %}", "{%p if not kept %}", "{%p for paragraph in minutes %}", "{{ paragraph }}", "{%p endfor %}",
         "{%p endif %}")
    _signatures(made)
    _end(made)
    return made


def _end(made: Any) -> None:
    """What the signs mean, and how it was made."""
    _say(made, "{%p if legend %}", "{{ legend }}", "{%p endif %}", "{{ made_by }}")


def _signatures(made: Any) -> None:
    """Both sides' signatures, whose original it is first."""
    table = made.add_table(rows=1, cols=3)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.cell(0, 0).text, table.cell(0, 2).text = "{%tc for side in signatures %}", "{%tc endfor %}"
    cell = table.cell(0, 1)
    cell.text = "{{ side }}"
    for line in ("", '{{ say("blank") }}', '{{ say("signature_name") }}'):
        cell.add_paragraph(line)


ALL: dict[str, Callable[[], Any]] = {"briefing": briefing, "matrix": matrix, "session": session}


def write(folder: Path) -> list[Path]:
    """Write the Word templates into a folder."""
    import io

    made = []
    for name, build in ALL.items():
        out, document = io.BytesIO(), build()
        document.core_properties.title, document.core_properties.author = name, "Servanda"
        document.save(out)
        path = folder / f"{name}.docx"
        path.write_bytes(fixed(out.getvalue()))
        made.append(path)
    return made


if __name__ == "__main__":
    write(Path(__file__).parent / "templates")
