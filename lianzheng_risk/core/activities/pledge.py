"""What somebody pledges who signs a 廉政承诺书: the same for everybody, beside the risks of the own post."""

from __future__ import annotations

from lianzheng_risk.core.bilingual import Text

PROMISE = Text(
	"本人已知悉本岗位的上列廉政风险和防控措施，郑重承诺：",
	"I know the integrity risks of my post listed above and the measures against them, and solemnly pledge:",
)
ITEMS: tuple[Text, ...] = (
	Text(
		"严格遵守党章党规党纪和国家法律法规，遵守廉洁自律各项规定。",
		"To keep to the rules and the discipline of the Party, the laws of the state and the rules of integrity.",
	),
	Text(
		"依法依规、公开公正行使岗位职权，不越权、不失职渎职、不以权谋私。",
		"To exercise the powers of my post by law, openly and fairly: neither beyond them, nor carelessly, nor for private gain.",
	),
	Text(
		"落实本岗位的各项防控措施，发现新的风险及时报告。",
		"To carry out the control measures of my post, and to report new risks at once.",
	),
	Text(
		"不收受可能影响公正履行职责的礼品、礼金、消费卡和宴请，不利用职务便利为本人和亲友谋取利益。",
		"To accept no gifts, money, cards or invitations that may sway me, and to seek no advantage for myself, family or friends.",
	),
	Text(
		"自觉接受组织和群众的监督，如有违反，愿意接受组织处理。",
		"To accept supervision by the organisation and the public, and to answer for any breach of this pledge.",
	),
)
