"""A case folder: what a person made by hand is read, or refused with file, row and column."""

import pytest

from helpers import ProblemError, case


def make(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, text in {"a.txt": "Text.", **files}.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("sources.csv", "file,outlet,publisher\n", "sources.csv, row 1.*publisher"),
        ("sources.csv", "outlet\nPost\n", "sources.csv, row 1: needs the column file"),
        ("sources.csv", "file,published\na.txt,2017-13-01\n", "sources.csv, row 2, column published.*2017-13-01"),
        ("sources.csv", "file,published\na.txt,12/08/2017\n", "write it as 2017-08-12"),
        ("sources.csv", "file,outlet\na.txt,A\na.txt,B\n", "row 3, column file.*has a row already"),
        ("sources.csv", "file,outlet\na.txt,A,B\n", "row 2: 3 cells under 2 columns"),
        ("sources.csv", 'file,outlet\na.txt,"A\n', "sources.csv: broken CSV"),
        ("sources.csv", "", "sources.csv: empty"),
        ("sources.csv", "file\n\xe9".encode("latin-1"), "not UTF-8"),
        ("aliases.csv", "name,alias,kind\nX,Y,town\n", "aliases.csv, row 2, column kind"),
        ("aliases.csv", "name,alias\nX,\n", "column alias"),
        ("corrections.csv", "table,row_id,column,value\nfigures,a,b,c\n", "column table.*figures"),
        ("corrections.csv", "table,row_id,column,value\nclaims,a,colour,c\n", "column column.*colour"),
        ("corrections.csv", "table,row_id,column,value\nclaims,a,count_low,many\n", "column value"),
        ("corrections.csv", "table,row_id,column,value\nclaims,a,harm,sad\n", "column value.*none of killed"),
        ("corrections.csv", "table,row_id,column,value\nclaims,a,merge,\n", "column value"),
        ("corrections.csv", "table,row_id,column,value,date\nclaims,a,reject,,yesterday\n", "column date"),
    ],
)
def test_a_bad_hand_made_file_is_refused_in_one_line(tmp_path, name, content, message):
    with pytest.raises(ProblemError, match=message) as caught:
        case.open_case(make(tmp_path / "case", **{name: content}))
    assert "\n" not in str(caught.value)


def test_no_folder_and_an_empty_folder_say_what_to_do(tmp_path):
    with pytest.raises(ProblemError, match="SEEDS="):
        case.open_case(tmp_path / "none")
    with pytest.raises(ProblemError, match="put articles in it"):
        case.open_case(tmp_path)


def test_rows_count_as_in_an_editor_and_quoted_line_breaks_do_not_confuse_them(tmp_path):
    text = '\ufefffile,notes\r\na.txt,"two\r\nlines"\r\n\r\nb.txt,\r\n'
    found = case.open_case(make(tmp_path / "case", **{"sources.csv": text})).sources
    assert found[["file", "row"]].values.tolist() == [["a.txt", 2], ["b.txt", 5]]


def test_a_folder_with_spaces_and_another_script_opens_and_hidden_files_do_not_count(tmp_path):
    folder = make(tmp_path / "my case حمص", **{".DS_Store": "x", "مقال.txt": "x"})
    assert case.open_case(folder).files["file"].tolist() == ["a.txt", "مقال.txt"]
