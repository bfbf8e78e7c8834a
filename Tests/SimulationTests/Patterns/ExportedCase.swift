@testable import Simulation

/// One case as the last export that names it shows it; money in whole yuan.
struct ExportedCase {
  let unit: String
  let domain: String
  let item: String
  /// Day of the decision as 2024-03-05; empty while undecided.
  let decided: String
  let month: String
  let isSummary: Bool
  let party: String
  let kind: String
  let ownership: String
  let region: String
  let disposition: String
  let leniency: String
  let fine: Int?
  let confiscated: Int?
  let paid: Int?

  var amount: Int { (fine ?? 0) + (confiscated ?? 0) }
  var isInWindow: Bool { month >= "2024-01" && month <= "2024-12" }
  var isOutsider: Bool { region.hasPrefix("98") }

  init(_ row: [String: String]) {
    let cell = { (name: String) in row[name] ?? "" }
    (unit, domain, item) = (cell("执法主体代码"), cell("执法领域"), cell("执法事项编码"))
    let parts = cell("处罚决定日期").split { !$0.isNumber }.compactMap { Int(Money.ascii(String($0))) }
    decided =
      parts.count >= 3 ? "\(parts[0])-\(padded(parts[1], 2))-\(padded(parts[2], 2))" : ""
    month = Delivery.month(of: row)
    isSummary = cell("办案程序") == "简易程序"
    (party, kind, ownership) = (cell("证件号码"), cell("当事人类型"), cell("企业性质"))
    (region, disposition, leniency) = (cell("住所地区划代码"), cell("处理结果"), cell("裁量情形"))
    let large = Double(cell("罚款金额(万元)")).map { Int(($0 * 10_000).rounded()) }
    fine = large ?? Self.yuan(cell("罚款金额(元)"))
    (confiscated, paid) = (Self.yuan(cell("没收金额")), Self.yuan(cell("已缴金额")))
  }

  private static func yuan(_ cell: String) -> Int? {
    let plain = Money.ascii(cell).filter { $0 != "," && $0 != "元" }
    return Double(plain).map { Int($0.rounded()) }
  }
}

extension Delivery {
  /// Every case of the sample once; read once for all tests.
  static let lastVersions = Result { try sample.get().versions }

  private var versions: [ExportedCase] { lastRows.map(ExportedCase.init) }

  /// Every case once, under its first row in the last file that has it.
  var lastRows: [[String: String]] {
    var order: [String] = []
    var rows: [String: [String: String]] = [:]
    for row in cases {
      let key = "\(row["执法主体代码"] ?? "")/\(row["案件编号"] ?? "")"
      if let known = rows[key], known["file"] == row["file"] { continue }
      if rows[key] == nil { order.append(key) }
      rows[key] = row
    }
    return order.compactMap { rows[$0] }
  }

  /// The lowest and highest fine of each item.
  func bands() throws -> [String: ClosedRange<Int>] {
    var bands: [String: ClosedRange<Int>] = [:]
    for row in try table("catalogue.csv") {
      guard let least = Int(row["罚款下限"] ?? ""), let most = Int(row["罚款上限"] ?? "") else { continue }
      bands[row["事项编码"] ?? ""] = least...most
    }
    return bands
  }
}

/// Part of the elements that fulfil a condition.
func share<Element>(of elements: [Element], where holds: (Element) -> Bool) -> Double {
  Double(elements.count(where: holds)) / Double(max(elements.count, 1))
}
