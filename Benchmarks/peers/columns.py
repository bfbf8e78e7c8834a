"""The 30 columns of the export and what each must be cast to."""

DATES = ["发现日期", "立案日期", "决定日期", "结案日期", "公示日期"]
MONEY = ["罚款金额(元)", "没收金额(元)"]
CODES = ["执法主体代码", "行政区划代码", "执法事项编码", "住所地区划代码"]
ALL = [
    "案件编号", "行政处罚决定书文号", "执法主体代码", "执法主体", "行政区划代码", "执法领域",
    "执法事项编码", "执法事项", "办案程序", "案件来源", "发现日期", "立案日期", "决定日期",
    "结案日期", "公示日期", "当事人", "证件号码", "当事人类型", "住所地区划代码", "处理结果",
    "处罚种类", "罚款金额(元)", "没收金额(元)", "裁量等级", "是否重大执法决定", "法制审核",
    "听证", "执法人员", "案情摘要", "处罚依据",
]
IDENTITY = ["执法主体代码", "案件编号"]
FLAG = "是否重大执法决定"
DECIDED, FILED, FINE = "决定日期", "立案日期", "罚款金额(元)"

# Keys of parse and count, and of the counts after ingestion, in the order of the output.
PARSE_KEYS = ["决定日期", "行政区划代码", "执法领域", "执法事项编码"]
COUNT_KEYS = ["执法主体代码", "行政区划代码", "执法领域", "执法事项编码"]
PARSE_HEADER = "month,district_code,domain,item_code,cases,fine_fen"
COUNT_HEADER = "month,unit_code,district_code,domain,item_code,cases,fine_fen"
