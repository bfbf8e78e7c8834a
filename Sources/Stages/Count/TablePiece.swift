import Archive
import CSV
import Contracts

/// Rows of a table of counts/MONTH that come from one partition, as they lie in the cache.
struct TablePiece: Sendable {
  let path: String
  /// First and last month of the rows; nil where there are none.
  let months: ClosedRange<Month>?

  /// Makes a piece of a table whose first column is the month, and by which it is sorted.
  ///
  /// - Parameters:
  ///   - path: Where the piece lies.
  ///   - rows: Its rows, without header.
  init?(_ path: String, rows: ArraySlice<UInt8>) {
    self.path = path
    guard !rows.isEmpty else {
      months = nil
      return
    }
    guard let (first, last) = Self.ends(of: rows), first <= last else { return nil }
    months = first...last
  }

  private static func ends(of rows: ArraySlice<UInt8>) -> (first: Month, last: Month)? {
    // A line feed within quotes ends no row.
    guard !rows.contains(0x22) else { return readEnds(of: rows) }
    let before = rows.dropLast().lastIndex(of: 0x0A)
    guard let first = month(of: rows),
      let last = month(of: rows[(before.map { $0 + 1 } ?? rows.startIndex)...])
    else { return nil }
    return (first, last)
  }

  private static func readEnds(of rows: ArraySlice<UInt8>) -> (first: Month, last: Month)? {
    var months: (first: Month, last: Month)?
    var stream = RowStream()
    for chunk in [Array(rows), []] {
      let isSound = try? stream.feed(chunk) { row, ends in
        let text = row.extracting(..<ends[0])
        guard let own = Month(String(decoding: text.indices.map { text[$0] }, as: UTF8.self))
        else { return false }
        months = (months?.first ?? own, own)
        return true
      }
      guard isSound == true else { return nil }
    }
    return months
  }

  private static func month(of row: ArraySlice<UInt8>) -> Month? {
    Month(String(decoding: row.prefix { $0 != 0x2C }, as: UTF8.self))
  }
}

/// A table of counts/MONTH that is put together of what the partitions give.
struct PiecedTable: Sendable {
  private enum Content: Sendable {
    // Their months follow one another: so do the rows.
    case pieces([TablePiece])
    case sum(Tally)
  }

  private let shape: Tally
  private let cache: TallyCache
  private let content: Content

  var name: String { shape.name }

  /// Puts pieces together.
  ///
  /// - Parameters:
  ///   - shape: An empty tally; its first column is the month.
  ///   - pieces: One a partition, in any order.
  ///   - first: First month that the table holds; nil for the first that there is.
  ///   - last: Last month that it holds.
  ///   - cache: Where the pieces lie.
  /// - Throws: Exit 65 where a sum does not fit in 64 bits, else what reading a piece throws.
  init(
    _ shape: Tally, _ pieces: [TablePiece], from first: Month?, through last: Month,
    _ cache: TallyCache
  ) throws(StageError) {
    (self.shape, self.cache) = (shape, cache)
    let isKept = { (month: Month) in first.map { $0 <= month } ?? true && month <= last }
    var asked: [(months: ClosedRange<Month>, piece: TablePiece)] = []
    for piece in pieces {
      guard let months = piece.months, months.lowerBound <= last,
        first.map({ $0 <= months.upperBound }) ?? true
      else { continue }
      asked.append((months, piece))
    }
    asked.sort { $0.months.lowerBound < $1.months.lowerBound }
    let isApart = zip(asked, asked.dropFirst())
      .allSatisfy { $0.months.upperBound < $1.months.lowerBound }
    // A table is in the order of its months: where the ends are kept all between them is.
    if isApart, asked.allSatisfy({ isKept($0.months.lowerBound) && isKept($0.months.upperBound) }) {
      content = .pieces(asked.map(\.piece))
      return
    }
    var sum = shape
    for (_, piece) in asked { sum.merge(try Self.tally(shape, of: piece, cache)) }
    guard !sum.isOverflown else { throw .overflow }
    content = .sum(sum.keeping(isKept))
  }

  // Whoever changed the cache meanwhile holds no lock.
  private static func rows(
    _ shape: Tally, of piece: TablePiece, _ cache: TallyCache
  ) throws(ArchiveError) -> ArraySlice<UInt8> {
    guard let rows = try cache.sealedRows(shape, at: piece.path) else {
      throw .inputChanged(path: piece.path)
    }
    return rows
  }

  private static func tally(
    _ shape: Tally, of piece: TablePiece, _ cache: TallyCache
  ) throws(StageError) -> Tally {
    let rows = try storing { () throws(ArchiveError) -> ArraySlice<UInt8> in
      try Self.rows(shape, of: piece, cache)
    }
    guard let tally = TallyCache.tally(shape, rows) else {
      throw StageError(.inputChanged(path: piece.path))
    }
    return tally
  }

  /// Writes the table, one piece after another.
  func write(to file: inout AtomicFile) throws(ArchiveError) {
    switch content {
    case .pieces(let pieces):
      try file.write(csvBytes([shape.columns]))
      for piece in pieces { try file.write(Array(try Self.rows(shape, of: piece, cache))) }
    case .sum(let tally):
      for part in TableFile.parts(of: tally) { try file.write(part) }
    }
  }
}

extension StageError {
  /// A sum that is larger than a tally can hold.
  static let overflow = StageError(.dataRefused, "AMT-RANGE: a sum is larger than 64 bits hold")
}
