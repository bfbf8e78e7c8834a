"""The invented city: districts, units, items and who may enforce what."""

from dataclasses import dataclass

DOMAINS = [
    "市场监管", "交通运输", "城市管理", "生态环境", "应急管理", "卫生健康", "文化旅游",
    "农业农村", "住房城乡建设", "自然资源", "水利", "林业", "消防救援", "人力资源",
    "教育", "民政", "商务", "气象", "烟草专卖", "医疗保障",
]
ITEMS_PER_DOMAIN = 250
COUNTIES = 10
TOWNS_PER_COUNTY = 8
# What every town is empowered for; the catalogue's items of these domains.
TOWN_DOMAINS = [2, 4, 7]

OBJECTS = [
    "经营场所", "从业人员台账", "安全设施", "检验检测报告", "计量器具", "危险物品", "广告标识",
    "排污口", "施工围挡", "运输车辆", "消毒记录", "培训档案", "应急预案", "合同备案",
    "许可证件", "收费公示", "产品标签", "贮存设施", "监测数据", "投诉处理记录",
    "进货查验记录", "设备检修记录", "卫生许可", "取水计量", "项目验收材料",
]
ACTIONS = [
    "未按规定设置", "未按规定报送", "擅自变更", "伪造或者涂改", "未依法取得",
    "逾期未改正", "拒不提供", "未定期检查", "违反标准使用", "未如实记录",
]


@dataclass(frozen=True)
class Unit:
    """A body that enforces: its code, name, level, district and domains."""

    code: str
    name: str
    short: str
    level: str
    district: str
    parent: str
    domains: tuple


@dataclass(frozen=True)
class Item:
    """An enforcement item of the catalogue."""

    code: str
    name: str
    domain: str
    basis: str
    fine_min: int
    fine_max: int


def items():
    """Returns the items of every domain, a list a domain."""
    result = []
    for d, domain in enumerate(DOMAINS):
        own = []
        for n in range(ITEMS_PER_DOMAIN):
            name = ACTIONS[n % 10] + OBJECTS[n // 10]
            article = 20 + n % 60
            basis = (
                f"《澜州市{domain}管理条例》第{article}条第{1 + n % 3}款：违反本条例规定，{name}的，"
                f"责令限期改正，给予警告；逾期不改正的，处以罚款。"
            )
            low = 200 + 100 * (n % 9)
            own.append(Item(f"{d + 10}{n:04d}", name, domain, basis, low, low * 50))
        result.append(own)
    return result


def districts():
    """Returns (code, name, level, parent) of the city, its counties and its towns."""
    rows = [("970200", "澜州市", "city", "970000")]
    for c in range(1, COUNTIES + 1):
        code = f"9702{c:02d}"
        rows.append((code, f"澜州市第{c}区", "county", "970200"))
        for t in range(1, TOWNS_PER_COUNTY + 1):
            rows.append((f"{code}{t:03d}", f"第{c}区第{t}镇", "town", code))
    return rows


def units():
    """Returns 300 units: 20 of the city, 200 of counties, 80 of towns."""
    result = []
    every = range(len(DOMAINS))
    for d in every:
        result.append(Unit(
            f"LZ-{d:02d}", f"澜州市{DOMAINS[d]}局", f"澜{DOMAINS[d][0]}", "city",
            "970200", "", (d,)))
    for code, name, level, parent in districts():
        if level == "county":
            for d in every:
                result.append(Unit(
                    f"{code}-{d:02d}", f"{name}{DOMAINS[d]}局", f"{code[4:]}{DOMAINS[d][0]}",
                    level, code, f"LZ-{d:02d}", (d,)))
        elif level == "town":
            result.append(Unit(
                f"{code}-ZH", f"{name}综合行政执法局", f"{code[4:]}综", level, code,
                f"{parent}-02", tuple(TOWN_DOMAINS)))
    return result
