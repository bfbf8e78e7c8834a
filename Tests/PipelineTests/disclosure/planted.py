"""Usage: python3 -B -m disclosure.planted FOLDER [AGENCY]

Writes a workspace of small groups: six county units that all do one item, few parties over their
caps, few without a visit, few from elsewhere; or the same without the exports of an agency.
"""
import os
import sys

UNITS = [f"U{number}" for number in range(6)]
DISTRICTS = ["970101", "970102", "970103"]
# Parties of the register by class and district; a group of three would follow from a total.
REGISTER = {"高": (40, 35, 3), "中": (36, 31, 44), "低": (33, 9, 50)}
# Parties without a visit, by class and district.
UNSEEN = {"高": (4, 12, 1), "中": (1, 2, 33), "低": (3, 0, 6)}
# Cases of parties from elsewhere among 48 of each unit.
OUTSIDE = [3, 9, 14, 30, 12, 8]
CAPS = {"高": 3, "中": 2, "低": 1}
YEARS = range(2021, 2025)


def main(folder, without=""):
    write(folder, tables(without))


def write(folder, lines_of):
    inbox = os.path.join(folder, "inbox")
    os.makedirs(inbox)
    with open(os.path.join(folder, "caseload.toml"), "w", encoding="utf-8") as file:
        file.write('[city]\nname = "小组市（虚构）"\n[publish]\nmax_swing = 1000\n')
    key = os.path.join(folder, "key")
    with open(key, "w", encoding="ascii") as file:
        file.write("ab" * 32 + "\n")
    os.chmod(key, 0o600)
    for name, lines in lines_of.items():
        with open(os.path.join(inbox, name + ".csv"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


def tables(without):
    units = [unit for unit in UNITS if unit != without]
    return {
        "units": ["unit_code,unit_name,level,district_code"] + [
            f"{unit},{unit}局,county,{DISTRICTS[at % 3]}" for at, unit in enumerate(units)],
        "districts": ["code,name,level,parent_code", "970100,小组市,city,"] + [
            f"{code},{code[-1]}区,county,970100" for code in DISTRICTS],
        "catalogue": ["item_code,item_name,domain,levels", "I1,未亮照经营,市场监管,county"],
        "register": ["监管对象代码,行政区划代码,执法领域,风险等级,纳入日期"] + [
            f"{party},{district},市场监管,{risk},2015-01-01"
            for party, district, risk, _ in parties()],
        "caps": ["执法领域,风险等级,年度检查次数上限"] + [
            f"市场监管,{risk},{cap}" for risk, cap in CAPS.items()],
        # As many as the register holds: a class follows from the others of its district.
        "exposure": ["district_code,domain,year,regulated_parties"] + [
            f"{district},市场监管,{year},{sum(numbers[at] for numbers in REGISTER.values())}"
            for at, district in enumerate(DISTRICTS) for year in YEARS],
        "inspections-2024-12": [
            "inspection_id,unit_code,district_code,domain,item_code,date,party_id,mode,result"
        ] + [line for line in inspections() if line.split(",")[1] != without],
        "cases-2024-12": [
            "case_id,unit_code,domain,item_code,filed_date,decided_date,party_id,party_type,"
            "party_region,disposition,penalty_types,fine"
        ] + [line for unit in units for line in cases(unit)],
    }


def parties():
    """Identifier, district, class, and whether it is never visited."""
    for risk, numbers in REGISTER.items():
        for district, number, unseen in zip(DISTRICTS, numbers, UNSEEN[risk]):
            for at in range(number):
                yield f"P{risk}{district}{at:03}", district, risk, at < unseen


def inspections():
    """One visit of each party that is visited in 2022; in 2024 few are visited over and over."""
    number = 0
    for party, district, risk, is_unseen in parties():
        if is_unseen:
            continue
        at = int(party[-3:])
        unit = UNITS[DISTRICTS.index(district) + 3 * (at % 2)]
        dates = [f"2021-{at % 12 + 1:02}-10", f"2022-{at % 12 + 1:02}-11"]
        if at % 11 == 5:
            # Parties pass their caps one after the other, from month to month.
            dates += [f"2024-{month:02}-{at % 27 + 1:02}" for month in range(3 + at // 11, 13)]
        for date in dates:
            number += 1
            yield f"J{number},{unit},{district},市场监管,I1,{date},{party},routine,clean"


def cases(unit):
    """Forty-eight cases of a year, on few parties of the last unit, with few from elsewhere."""
    at = UNITS.index(unit)
    for year in YEARS:
        for number in range(48):
            month = number % 12 + 1
            is_outside = number * 7 % 48 < OUTSIDE[at]
            party = f"X{unit}{number % (7 if at == 5 else 12 if at == 4 else 45)}"
            kind = "individual" if number % 2 else "enterprise"
            fined = number % 9 or at > 1
            yield (f"{unit}-{year}-{number},{unit},市场监管,I1,{year}-{month:02}-02,"
                   f"{year}-{month:02}-2{number % 8},{party},{kind},"
                   f"{'310000' if is_outside else '970101'},punished,"
                   f"{'fine' if fined else 'warning'},{1000 if fined else ''}")


if __name__ == "__main__":
    main(*sys.argv[1:])
