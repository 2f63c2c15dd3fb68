"""The approval path of a risk point: its states, who may take which step, and what is kept of an approval.

自查 → 互查 → 内设机构审核 → approval at the level that manages the grade → 公示 → in force, with returns and objections.
Sources: regulation §2(2) 分级管理、分级负责, §3(2) 一岗双责; the screening process of practice (自查 to 纪检备案).
"""
