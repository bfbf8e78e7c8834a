@testable import Simulation

/// The decided cases of the sample and its truth about conduct, as the tests of conduct see them.
struct ConductRecords: Sendable {
  typealias Row = [String: String]

  /// Read once for all tests.
  static let sample = Result { try ConductRecords() }

  let delivery: Delivery
  /// Every case once, as the last export shows it.
  let cases: [Row]

  private init() throws {
    delivery = try Delivery.sample.get()
    cases = delivery.lastRows
  }

  /// Decided cases of a unit in 2024; of all units where none is named.
  func decided(_ unit: String? = nil) -> [Row] {
    cases.filter { row in
      Self.day("处罚决定日期", row)?.civil.year == 2024
        && (unit.map { row["执法主体代码"] == $0 } ?? true)
    }
  }

  func punished(_ unit: String? = nil) -> [Row] {
    decided(unit).filter { $0["处理结果"] == "予以处罚" }
  }

  func truth(_ kind: String) -> Row { delivery.truths(kind).first ?? [:] }

  /// The cases that the truth names for a kind of fact.
  func planted(_ kind: String) -> [Row] {
    let numbers = Set((truth(kind)["note"] ?? "").components(separatedBy: "; "))
    return cases.filter { numbers.contains($0["案件编号"] ?? "") }
  }

  func count(_ kind: String) -> Int { Int(truth(kind)["records"] ?? "") ?? -1 }

  /// A date in any of the forms of the exports.
  static func day(_ column: String, _ row: Row) -> Day? {
    let parts = (row[column] ?? "").split { !$0.isNumber }
      .compactMap { Int(Money.ascii(String($0))) }
    return parts.count >= 3 ? Day(parts[0], parts[1], parts[2]) : nil
  }

  /// Days from filing to decision, less those left out.
  static func term(_ row: Row) -> Int? {
    guard let filed = day("立案日期", row), let decided = day("处罚决定日期", row) else { return nil }
    return decided.number - filed.number - (Int(row["扣除天数"] ?? "") ?? 0)
  }

  /// Fine and confiscation in whole yuan.
  static func amount(_ row: Row) -> Int { ExportedCase(row).amount }

  /// When a decision was reviewed, against its own day.
  static func review(_ row: Row) -> String {
    guard row["法制审核"] == "通过", let decided = day("处罚决定日期", row),
      let reviewed = day("法制审核日期", row)
    else { return "none" }
    return reviewed < decided ? "before" : reviewed == decided ? "same" : "after"
  }

  static func officers(_ row: Row) -> [String] {
    (row["执法人员"] ?? "").components(separatedBy: "；")
  }
}

extension String {
  /// The parts between a separator.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: true).map(String.init)
  }
}
