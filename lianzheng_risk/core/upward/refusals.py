"""Why a package is refused and what to do about it, in words for whoever received it; each names the place."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text

NO_FILE = Text("找不到这个文件，请检查文件名和路径", "there is no such file; check its name and folder")
NOT_A_PACKAGE = Text(
	"这不是上报包（应为本系统生成的 .zip 文件），请上报单位重新发送",
	"this is no package (a .zip made by this system); ask the reporting unit to send it again",
)
DAMAGED = Text(
	"上报包已损坏（{member}），请重新下载或请上报单位重新发送", "the package is damaged ({member}); fetch it again"
)
TOO_LARGE = Text(
	"上报包中的“{member}”过大（{size} MB，最多{most} MB），不予读取",
	"“{member}” in the package is too large ({size} MB, at most {most} MB) and is not read",
)
MISSING = Text(
	"上报包中缺少“{member}”，请上报单位重新生成", "“{member}” is missing from the package; have it made again"
)
UNEXPECTED = Text(
	"上报包中有不应有的文件“{member}”，为安全起见不读取",
	"“{member}” does not belong into a package; it is not read, to be safe",
)
UNKNOWN_FORMAT = Text(
	"上报包的格式版本是“{version}”，本版本只能读取“{known}”，请升级本系统或请上报单位用相同版本生成",
	"the package has format version “{version}” and this release reads “{known}”; upgrade, or have it made by the same release",
)
MISSHAPEN = Text(
	"上报包中“{member}”的“{field}”不对，不予读取", "“{field}” in “{member}” of the package is not what it has to be"
)
WRONG_HASH = Text(
	"“{member}”与清单中的校验值不符，内容可能被改动，请上报单位重新发送",
	"“{member}” is not what the manifest says (its checksum differs), it may have been changed; have the package sent again",
)
WRONG_SIGNATURE = Text(
	"签名与清单不符，上报包可能被改动，请上报单位重新发送",
	"the signature does not fit the manifest, the package may have been changed; have it sent again",
)
UNKNOWN_KEY = Text(
	"签名所用的公钥（指纹 {fingerprint}）不在单位“{unit}”的受信公钥之列；与上报单位核对指纹无误后，再把公钥加入受信公钥",
	"the key of the signature (fingerprint {fingerprint}) is none that is trusted for unit “{unit}”; compare the fingerprint "
	"with the unit before you trust it",
)
KEY_OF_OTHERS = Text(
	"签名所用的公钥（指纹 {fingerprint}）属于单位“{others}”，不能为单位“{unit}”上报",
	"the key of the signature (fingerprint {fingerprint}) is that of “{others}” and may not report for “{unit}”",
)
WRONG_SUM = Text(
	"单位“{unit}”的“{count}”合计为{total}，与本级和下级之和{sum}不符",
	"“{count}” of unit “{unit}” totals {total}, but it and what is below it sum up to {sum}",
)


class PackageRefused(ValueError):
	"""A package that is not read; `text` says why in both languages, `code` for machines."""

	def __init__(self, code: str, text: Text, **values) -> None:
		self.code = code
		self.text = Text(text.format("zh", **values), text.format("en", **values), quoted=True)
		super().__init__(self.text.en)
