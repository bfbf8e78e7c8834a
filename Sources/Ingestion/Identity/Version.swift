import Contracts
import Crypto

/// Where a row came from.
public struct RowOrigin: Hashable, Sendable {
  /// SHA-256 of the export, lowercase hexadecimal.
  public let source: String
  /// Place of the export in the order of arrival, from 1.
  public let order: Int
  /// As-of date of the export, `YYYY-MM-DD`; empty where none is known.
  public let asOf: String
  /// Physical line on which the record starts, from 1.
  public let line: Int
  /// Byte offset of the record in the export.
  public let offset: Int

  /// Makes an origin.
  public init(source: String, order: Int, asOf: String, line: Int, offset: Int) {
    self.source = source
    self.order = order
    self.asOf = asOf
    self.line = line
    self.offset = offset
  }

  /// Whether this export speaks later than another: by as-of date, then by arrival.
  public func isLater(than other: RowOrigin) -> Bool {
    (asOf, order) > (other.asOf, other.order)
  }
}

/// A row read from an export, ready to be merged.
public struct IncomingRow: Hashable, Sendable {
  /// Cells in the order of the table's archive names.
  public let cells: [String]
  /// Where it came from.
  public let origin: RowOrigin

  /// Makes a row.
  public init(cells: [String], origin: RowOrigin) {
    self.cells = cells
    self.origin = origin
  }
}

/// What one export says of one identity.
public struct Version: Hashable, Sendable {
  /// Cells of the identity joined by U+001F.
  public let identity: String
  /// Partition month `YYYY-MM`; empty for a table that is not divided.
  public let month: String
  /// Cells of the row.
  public let cells: [String]
  /// Rows of the same case with other items or parties, in order; empty for most.
  public let extraRows: [[String]]
  /// Digest of everything but the origin.
  public let content: String
  /// Origin of the first row.
  public let origin: RowOrigin
  /// Rows of the export that it stands for.
  public let rowCount: Int

  /// The same rows, last stated elsewhere.
  func seen(_ origin: RowOrigin) -> Version {
    Version(
      identity: identity, month: month, cells: cells, extraRows: extraRows, content: content,
      origin: origin, rowCount: rowCount)
  }
}

/// What the archive knows of an identity before a run.
public struct KnownVersion: Hashable, Sendable {
  /// Partition month.
  public let month: String
  /// Digest of the content.
  public let content: String
  /// Where it was last seen.
  public let origin: RowOrigin

  /// Makes a known version.
  public init(month: String, content: String, origin: RowOrigin) {
    self.month = month
    self.content = content
    self.origin = origin
  }
}

/// Positions that the merge needs of a table's archived rows.
struct RowLayout: Sendable {
  let identity: [Int]
  let month: [Int]
  // Columns in which rows of one case may differ; nil where rows are never joined.
  let variable: Set<Int>?
  // A list that grows by every row of one identity that states another one; nil where none does.
  private let roles: Int?
  // Dates and numbers of which the greatest of such rows holds.
  private let greatest: [Int]
  let unit: Int?
  private let filed: Int?
  let decided: Int?
  let disposition: Int?

  init(_ table: Table) {
    let names = table.archiveNames
    identity = table.identity.compactMap { name in
      table.index(of: name).flatMap { table.columns[$0].archiveName }
        .flatMap { names.firstIndex(of: $0) }
    }
    switch table.partitioning {
    case .whole: month = []
    case .month(let columns): month = columns.compactMap { names.firstIndex(of: $0) }
    }
    variable =
      table.name == Table.cases.name
      ? Set(Table.caseItemColumns.compactMap { names.firstIndex(of: $0) }) : nil
    roles = table.name == Table.officers.name ? names.firstIndex(of: "role") : nil
    greatest = ["certificate_valid_to", "training_hours"].compactMap { names.firstIndex(of: $0) }
    unit = names.firstIndex(of: "unit_code")
    filed = names.firstIndex(of: "filed_date")
    decided = names.firstIndex(of: "decided_date")
    disposition = names.firstIndex(of: "disposition")
  }

  func unit(of cells: [String]) -> String { unit.map { cells[$0] } ?? "" }

  /// Whether a row decides a case that could have stood in a month as undecided.
  func decides(_ cells: [String], filedIn month: String) -> Bool {
    guard let filed else { return false }
    return !isUndecided(cells) && cells[filed].prefix(7) == month
  }

  func isUndecided(_ cells: [String]) -> Bool { decided.map { cells[$0].isEmpty } ?? false }

  func identity(of cells: [String]) -> String {
    identity.map { cells[$0] }.joined(separator: "\u{1F}")
  }

  func month(of cells: [String]) -> String {
    guard let date = month.lazy.map({ cells[$0] }).first(where: { !$0.isEmpty }) else { return "" }
    return String(date.prefix(7))
  }

  /// The number of a month `YYYY-MM` in `RowHead`; zero for none.
  static func monthKey(_ month: String) -> Int { Month(month).map { $0.index + 1 } ?? 0 }

  /// The month of a number in `RowHead`.
  static func monthText(_ key: Int) -> String {
    key == 0 ? "" : Month(index: key - 1).description
  }

  /// Whether rows of one identity and export are parts of one version, and do not contradict.
  func areBeside(_ left: [String], _ right: [String]) -> Bool {
    guard let variable else { return roles.map { left[$0] != right[$0] } ?? false }
    return left.indices.allSatisfy { variable.contains($0) || left[$0] == right[$0] }
  }

  /// Rows that are one row with all their roles: it states what the last of them states, the latest
  /// certificate and the most hours; other rows as they are.
  func united(_ rows: [IncomingRow]) -> [[String]] {
    guard let roles, rows.count > 1 else { return rows.map(\.cells) }
    let newest = rows.sorted { $0.origin.line > $1.origin.line }.map(\.cells)
    var united = newest[0]
    for row in newest.dropFirst() {
      for index in united.indices where united[index].isEmpty { united[index] = row[index] }
    }
    // One certificate is enough, whichever role it stands beside.
    for index in greatest {
      united[index] =
        newest.map { $0[index] }.max { ($0.utf8.count, $0) < ($1.utf8.count, $1) } ?? ""
    }
    let stated = Set(newest.flatMap { $0[roles].split(separator: ";") })
    united[roles] = stated.sorted().joined(separator: ";")
    return [united]
  }

  static func digest(_ rows: [[String]]) -> String {
    var hasher = SHA256()
    for row in rows {
      hasher.update(data: Array(row.joined(separator: "\u{1F}").utf8) + [0x1E])
    }
    return contentText(number(hasher.finalize()))
  }

  /// The digest of a single row that is packed as `PackedCells`.
  static func digest(packed row: Span<UInt8>) -> UInt64 {
    var hasher = SHA256()
    unsafe row.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    return number(hasher.finalize())
  }

  private static func number(_ digest: SHA256.Digest) -> UInt64 {
    let first = unsafe digest.withUnsafeBytes { digest in
      unsafe digest.loadUnaligned(as: UInt64.self)
    }
    return UInt64(bigEndian: first)
  }

  /// The digest as 16 lowercase hexadecimal digits.
  static func contentText(_ digest: UInt64) -> String {
    let text = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
