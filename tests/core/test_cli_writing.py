"""Nothing half-written, nothing overwritten that was read."""

import click
import pytest

from lianzheng_risk.cli import main
from lianzheng_risk.cli.files import refuse_overwriting, staged
from lianzheng_risk.cli.speech import Failure


@pytest.fixture(autouse=True)
def command():
	with click.Context(main, obj="zh"):
		yield


def test_files_appear_only_when_all_went_well(tmp_path):
	out = tmp_path / "new" / "folder"
	with staged(out) as folder:
		(folder / "a.txt").write_text("a")
		(folder / "b.txt").write_text("b")
		assert not (out / "a.txt").exists()
	assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
	(tmp_path / "a.txt").write_text("old")
	with pytest.raises(RuntimeError), staged(tmp_path) as folder:
		(folder / "a.txt").write_text("new")
		raise RuntimeError
	assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
	assert (tmp_path / "a.txt").read_text() == "old"


def test_a_full_disk_is_said_with_exit_code_2(tmp_path):
	with pytest.raises(Failure) as failure, staged(tmp_path):
		raise OSError(28, "No space left on device")
	assert failure.value.exit_code == 2
	assert "（磁盘已满）" in failure.value.message
	assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path):
	(tmp_path / "a.xlsx").mkdir()
	with pytest.raises(Failure) as failure, staged(tmp_path) as folder:
		(folder / "a.xlsx").write_text("a")
	assert f"“{tmp_path / 'a.xlsx'}”（已有同名文件夹）" in failure.value.message


def test_a_folder_that_is_a_file_is_said_with_exit_code_2(tmp_path):
	(tmp_path / "out").write_text("")
	with pytest.raises(Failure) as failure, staged(tmp_path / "out"):
		raise AssertionError("nothing is written there")
	assert failure.value.exit_code == 2


def test_what_was_read_is_not_overwritten_by_whatever_name(tmp_path):
	source = tmp_path / "a.xlsx"
	source.write_text("a")
	(tmp_path / "link.xlsx").symlink_to(source)
	refuse_overwriting(source, tmp_path / "b.xlsx")
	for name in ("a.xlsx", "./a.xlsx", "link.xlsx"):
		with pytest.raises(Failure):
			refuse_overwriting(source, tmp_path / name)
