import Contracts

@testable import Ingestion

/// One record of the standard form after normalisation, read by archive name.
struct NormalizedCells {
  static let plain = ["案号": "示立1", "执法主体": "示例局", "执法领域": "市场监管", "立案日期": "2024-03-05"]
  /// A pseudonym that shows what it was made of without holding it.
  static let context = NormalizationContext(
    asOf: CalendarDate("2024-06-30"), lookups: [:],
    pseudonym: { text in
      let digest = text.indices.reduce(7) { ($0 &* 31) &+ Int(text[$1]) }
      return Array("p\(text[0] == UInt8(ascii: "i") ? "i" : "n")\(digest)".utf8)
    })

  let row: NormalizedRow
  private let names: [String]

  init(_ cells: [String: String], profiles: [SourceProfile] = []) throws {
    let header = cells.keys.sorted()
    let match = try HeaderMatcher(profiles: profiles).match(header)
    names = match.table.archiveNames
    row = try RowNormalizer(match, Self.context).row(header.map { cells[$0] ?? "" })
  }

  var warnings: [String] { row.warnings }

  subscript(name: String) -> String? { names.firstIndex(of: name).map { row.cells[$0] } }
}
