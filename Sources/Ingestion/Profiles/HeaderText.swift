/// Folds the text of a header so that spellings of one column are equal.
enum HeaderText {
  private static let units: [(text: String, unit: MoneyRule.Unit)] = [
    ("(万元人民币)", .tenThousandYuan), ("(万元)", .tenThousandYuan), ("(人民币元)", .yuan),
    ("(单位:元)", .yuan), ("(单位:万元)", .tenThousandYuan), ("(元)", .yuan), ("(分)", .fen),
    ("[元]", .yuan), ("[万元]", .tenThousandYuan), ("【元】", .yuan), ("【万元】", .tenThousandYuan),
  ]

  /// Returns the header without white space and without a bracketed money unit.
  static func folded(_ header: String) -> String {
    parts(of: header).name
  }

  /// Returns the money unit that the header states in brackets, or nil.
  static func moneyUnit(of header: String) -> MoneyRule.Unit? {
    parts(of: header).unit
  }

  private static func parts(of header: String) -> (name: String, unit: MoneyRule.Unit?) {
    let name = Folding.withoutSpace(header)
    for unit in units where name.hasSuffix(unit.text) {
      return (String(name.dropLast(unit.text.count)), unit.unit)
    }
    return (name, nil)
  }
}
