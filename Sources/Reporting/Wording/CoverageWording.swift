import Contracts

/// Section 3: which indicators could be computed.
enum CoverageWording {
  static let title = Phrase("3 指标可计算情况", "3 Which indicators could be computed")
  static let columns = [
    Phrase("代码", "Code"), Phrase("名称", "Name"), Phrase("条款", "Clause"),
    Phrase("已计算", "Computed"), Phrase("缺少", "Missing"), Phrase("标记", "Flagged"),
    Phrase("未标记", "Passed"), Phrase("不适用", "Not applicable"),
    Phrase("无法计算", "Not computable"),
  ]

  // 参照值, never 应办数: what comparable units and the own past let one expect.
  static let expected = Phrase("参照值", "expected counts")

  static let history = Phrase("足够长的历史数据", "a history long enough")

  static let secondDelivery = Phrase("第二次有日期的报送", "a second dated delivery")

  /// A column of a table in a Chinese report.
  static func column(_ table: String, _ column: String) -> String { "\(table)的“\(column)”" }

  /// What would hold a fact that the tables have no column for; its table where none is known.
  static func unknownColumn(_ table: String, _ name: String) -> String {
    name == "collective_decision" ? "\(table)的“集体讨论”（数据表尚无此列）" : table
  }

  static let gaps = Phrase(
    "窗口期内部分导出缺少下列各列，而其他导出有。空白在有该列时表示未填，在没有该列时什么也不能说明：相应指标对这些单位和月份不作判断，或者只列提示。",
    "In the window some exports lack these columns and others have them. A blank cell of a column says that "
      + "it was left blank; without the column nothing is said, and indicators do not judge these units and "
      + "months by it, or give a notice alone.")
  static let gapColumns = [
    Phrase("缺少的列", "Missing column"), Phrase("单位数", "Units"), Phrase("单位", "Which"),
  ]
  static let allUnits = Phrase("覆盖全部单位的来源", "a source of all units")
  static func more(_ number: Int) -> Phrase {
    Phrase("另有\(Numerals.grouped(number))个", "\(Numerals.grouped(number)) more")
  }

  static func summary(_ computed: Int, _ all: Int) -> Phrase {
    Phrase(
      "共\(all)项指标，本期计算\(computed)项。表中后四列为各指标自己的对象数（单位、单元、成对单位或组别），一个对象可有几条线索。",
      "\(computed) of \(all) indicators were computed. The last four columns count subjects, which are each"
        + " indicator's own (units, cells, pairs or groups); one subject may have several flags.")
  }
}
