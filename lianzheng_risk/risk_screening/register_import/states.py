"""Where an import stands, and the background jobs that take it from one status to the next."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.vocabulary import vocabulary_of

IMPORT = "Integrity Register Import"

STATUS = vocabulary_of(
	"import_status", "导入状态", "Import Status",
	("draft", "待检查", "Draft"),
	("recognised", "待核对", "Recognised"),
	("checking", "检查中", "Checking"),
	("checked", "已检查", "Checked"),
	("queued", "排队中", "Queued"),
	("importing", "导入中", "Importing"),
	("done", "已导入", "Done"),
	("failed", "未成功", "Failed"),
	("taking_back", "撤回中", "Taking Back"),
	("taken_back", "已撤回", "Taken Back"),
)  # fmt: skip

SOURCE_KIND = vocabulary_of(
	"import_source", "文件类型", "Kind of File",
	("register", "登记簿", "Register"),
	("list", "单位清单", "List"),
)  # fmt: skip

# File, terms and mapping may be changed; whatever was found out about them before counts no longer.
OPEN = frozenset({"Draft", "Recognised", "Checked", "Failed"})
# Something was written: the import is the record of it.
WROTE = frozenset({"Done", "Taking Back", "Taken Back"})


@dataclass(frozen=True)
class Job:
	"""`waiting` from when it is queued, `running` from when a worker has it; `failed` where it comes to nothing.

	`writes` says that it changes the register, so that no other such job may be at work in the same part of the tree.
	"""

	code: str
	starts_from: frozenset[str]
	waiting: str
	running: str
	failed: str
	queue: str
	minutes: int
	writes: bool = False


CHECK = Job("check", OPEN, "Checking", "Checking", "Failed", "default", 60)
WRITE = Job("write", frozenset({"Checked"}), "Queued", "Importing", "Failed", "long", 240, writes=True)
# What could not be taken back is still there, as it was.
TAKE_BACK = Job("take_back", frozenset({"Done"}), "Taking Back", "Taking Back", "Done", "long", 240, writes=True)

JOBS: dict[str, Job] = {job.code: job for job in (CHECK, WRITE, TAKE_BACK)}
JOB_OF: dict[str, Job] = {status: job for job in JOBS.values() for status in (job.waiting, job.running)}
WRITING = tuple(sorted(status for status, job in JOB_OF.items() if job.writes))
