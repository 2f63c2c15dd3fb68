"""What is told about accountability actions: never whom or what they are about, for a subject travels by e-mail."""

from lianzheng_risk.core.bilingual import Text

TO_BE_STUDIED = Text("有一项问责建议待研究", "A suggested accountability action waits to be studied")
ISSUED = Text("有一份处理决定请您查阅", "A decision has been issued for you to read")
