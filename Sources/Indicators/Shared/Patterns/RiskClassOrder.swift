/// The order of the names that risk classes have; a name outside it is compared with no other.
enum RiskClassOrder {
  // The four classes of credit risk run from A, the lowest, to D.
  private static let ranks = [
    "低": 1, "低风险": 1, "low": 1, "A": 1, "A类": 1, "A级": 1,
    "中": 2, "中风险": 2, "一般": 2, "一般风险": 2, "medium": 2, "B": 2, "B类": 2, "B级": 2,
    "较高": 3, "较高风险": 3, "C": 3, "C类": 3, "C级": 3,
    "高": 4, "高风险": 4, "high": 4, "D": 4, "D类": 4, "D级": 4,
  ]

  /// Place of a class, higher for more risk; nil where its name says none.
  static func rank(of name: String) -> Int? { ranks[name] }

  /// Whether a class is printed before another: the highest risk first, names without a place last.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (first, second) = (rank(of: left) ?? 0, rank(of: right) ?? 0)
    return first == second ? left < right : first > second
  }
}
