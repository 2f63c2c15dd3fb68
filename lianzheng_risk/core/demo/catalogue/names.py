"""Characters from which the names of invented people and places are combined."""

# Surname and how often it is met, roughly, per thousand people.
SURNAMES: dict[str, int] = {
	"王": 72, "李": 70, "张": 66, "刘": 52, "陈": 44, "杨": 31, "赵": 22, "黄": 21, "周": 20, "吴": 20,
	"徐": 15, "孙": 15, "胡": 13, "朱": 12, "高": 12, "林": 12, "何": 11, "郭": 11, "马": 11, "罗": 10,
	"梁": 9, "宋": 8, "郑": 8, "谢": 7, "韩": 7, "唐": 7, "冯": 7, "于": 6, "董": 6, "萧": 6,
	"程": 6, "曹": 6, "袁": 5, "邓": 5, "许": 5, "傅": 5, "沈": 5, "曾": 5, "彭": 5, "吕": 5,
	"苏": 5, "卢": 5, "蒋": 5, "蔡": 5, "贾": 4, "丁": 4, "魏": 4, "薛": 4, "叶": 4, "阎": 4,
	"欧阳": 1, "上官": 1, "司徒": 1, "诸葛": 1,
}  # fmt: skip

GIVEN_FIRST = "建志国文明海晓春玉秀永立思子雨俊佳欣宏庆德培景振学义兆维守启"
GIVEN_SECOND = "军华平强斌涛敏静丽霞辉鹏宁凯琳岩松柏兰芳梅川峰远达成林瑞雪洁"
GIVEN_SINGLE = "伟磊勇杰超倩颖婷鑫毅飞莉璐晨昊越晴岚钧朔"

# The first bureau's place; other places, needed from the second bureau on, are combined from two characters.
COUNTY = "宁江县"
CITY = "宁江市"
PLACE_FIRST = "宁澄昭嘉云瑞景泰弘熙"
PLACE_SECOND = "岭泽原浦屏溪岗台"
