import CSV
import Contracts

/// The exports of a pattern world in the data contract, and the truth about it.
public struct PatternExports: Sendable {
  private let world: PatternWorld

  /// Prepares the exports of a world.
  public init(_ world: PatternWorld) {
    self.world = world
  }

  /// Hands over each file as soon as it is made: `inbox/*.csv`, then `truth.csv`.
  ///
  /// A world without inspections or complaints has no file of them.
  public func forEachFile<Failure: Error>(
    _ body: (SimulatedFile) throws(Failure) -> Void
  ) throws(Failure) {
    let tables = PatternTables(world, form: .export)
    // A file of records is named after the last month that it knows.
    let month = world.lastMonthText
    try body(file("cases-\(month)", tables.caseHeader, tables.forEachCase))
    if !world.complaints.isEmpty {
      try body(file("complaints-\(month)", tables.complaintHeader, tables.forEachComplaint))
    }
    if !world.inspections.isEmpty {
      try body(file("inspections-\(month)", tables.inspectionHeader, tables.forEachInspection))
    }
    for table in tables.reference {
      try body(WorldExports.file("inbox/\(table.name).csv", table.header, table.rows))
    }
    try body(WorldExports.file("truth.csv", Self.truthHeader, truth))
  }

  private static let truthHeader = ["kind", "unit_code", "domain", "category", "effect"]

  private var truth: [[String]] {
    world.planted.map { pattern in
      [
        pattern.kind.rawValue, pattern.unitCode, pattern.domain, pattern.category,
        Numerals.decimal(pattern.effect, places: 4),
      ]
    }
  }

  private func file(
    _ name: String, _ header: [String], _ rows: (([String]) -> Void) -> Void
  ) -> SimulatedFile {
    var writer = CSVWriter(lineEnd: .crlf, byteOrderMark: true)
    writer.append(header)
    rows { writer.append($0) }
    return SimulatedFile(path: "inbox/\(name).csv", bytes: writer.bytes)
  }
}
