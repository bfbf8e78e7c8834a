import Contracts

/// Sentences about cells that are in doubt.
enum DoubtWording {
  private typealias Rule = (kind: ColumnDoubt.Kind, codes: Set<String>, words: Phrase)

  // Indicators that compare or judge such cells.
  private static let rules: [Rule] = [
    (
      .amounts,
      [
        "S04", "S05", "S06", "S11", "S13", "P01", "P04", "P06", "P07", "P08", "L03", "L04", "L05",
        "L06", "L08",
      ],
      Phrase("金额单位存疑，其金额", "amounts in an odd unit of money")
    ),
    (.paid, ["P08"], Phrase("已缴金额单位存疑，其已缴金额", "payments in an odd unit of money")),
    (
      .places, ["S04", "S13", "P01", "P06"],
      Phrase("当事人登记地全为一个代码，其登记地", "one code for every party's place")
    ),
  ]

  /// What may be left out of an indicator, by its code.
  static func kinds(bearingOn code: String) -> [ColumnDoubt.Kind] {
    rules.filter { $0.codes.contains(code) }.map(\.kind)
  }

  /// A result whose headline says what was left out.
  static func told(_ doubts: [ColumnDoubt], to result: IndicatorResult) -> IndicatorResult {
    guard result.coverage.isComputed else { return result }
    var told = result
    for rule in rules where rule.codes.contains(result.code) {
      let units = Set(doubts.filter { $0.kind == rule.kind }.map(\.unitCode)).count
      guard units > 0 else { continue }
      told.headline = told.headline.followed(
        by: Phrase(
          "\(units)个单位的\(rule.words.chinese)在核实前不参与计算（见Q04）。",
          "\(English.count(units, "unit")) with \(rule.words.english) (see Q04): left out until verified."
        ))
    }
    return told
  }

  /// What is in doubt of a unit, and what to do.
  ///
  /// - Parameters:
  ///   - name: Name of the unit.
  ///   - doubts: Doubts of one kind, at least one, in order of their months.
  /// - Returns: One sentence or two.
  static func reason(_ name: String, _ doubts: [ColumnDoubt]) -> Phrase {
    let told = Phrase(
      doubts.map { stretch($0).chinese }.joined(separator: "，"),
      doubts.map { stretch($0).english }.joined(separator: ", "))
    switch doubts.first?.kind {
    case .paid:
      return Phrase(
        "\(name)已缴金额与决定金额之比，\(told.chinese)。疑为金额单位与表头不符（如以万元或分填写），请核实；"
          + "核实前，其已缴金额不参与计算。",
        "What was paid at \(name), beside what was decided, is \(told.english): the unit of money may not be "
          + "that of the header (such as 10,000 yuan or fen). Please verify; until then it is left out."
      )
    case .places:
      return Phrase(
        "\(name)案件的当事人登记地区划代码没有区别：\(told.chinese)。疑为统一填写的默认值，请核实；核实前按未填处理。",
        "The parties' places at \(name) do not differ: \(told.english). The code may be a default. Please verify; "
          + "until then it counts as blank.")
    default:
      return Phrase(
        "\(name)的罚款与同级其他单位同事项罚款（没有的，与清单幅度）之比，\(told.chinese)。"
          + "疑为金额单位与表头不符（如以万元或分填写），请核实；核实前，其金额不参与计算。",
        "Fines of \(name), beside those of other units of its level on the same items (or the catalogue's "
          + "band where there are none), are \(told.english): the unit of money may not be that of the "
          + "header (such as 10,000 yuan or fen). Please verify; until then its amounts are left out."
      )
    }
  }

  private static func stretch(_ doubt: ColumnDoubt) -> Phrase {
    let (from, to) = (doubt.months.lowerBound, doubt.months.upperBound)
    let cases = English.count(doubt.cases, "case")
    guard let ratio = doubt.ratio else {
      return Phrase(
        "\(from)至\(to)的\(doubt.cases)件均为\(doubt.place)",
        "from \(from) to \(to) all of \(cases) have \(doubt.place)")
    }
    let times = Numerals.grouped(Int(max(ratio, 1 / ratio).rounded()))
    let isLess = ratio < 1
    let part = doubt.isPart ? Phrase("部分案件", " for part of the cases") : Phrase("", "")
    return Phrase(
      "\(from)至\(to)\(part.chinese)为\(isLess ? "1/" : "")\(times)\(isLess ? "" : "倍")（\(doubt.cases)件的中位数）",
      "from \(from) to \(to)\(part.english) \(isLess ? "1/" : "")\(times)\(isLess ? "" : " times") as large (median of \(cases))"
    )
  }
}
