import Archive
import CSV
import Contracts

/// Pieces of a table by the months of their rows.
struct MonthPieces: Sendable {
  /// Rows of one month, by what each piece gives to it.
  struct Part: Sendable {
    let month: Month
    fileprivate var slices: [(piece: TablePiece, slice: TablePiece.Slice)]

    /// Whether one piece gives all rows.
    var isOfOnePiece: Bool { slices.count == 1 }
  }

  let shape: Tally
  /// One a month, ascending.
  let parts: [Part]

  /// Sorts out what pieces give to each month.
  ///
  /// - Parameters:
  ///   - shape: An empty tally; its first column is the month.
  ///   - pieces: One a partition, in any order.
  ///   - first: First month that is asked for; nil for the first that there is.
  ///   - last: Last month that is.
  init(_ shape: Tally, _ pieces: [TablePiece], from first: Month?, through last: Month) {
    self.shape = shape
    var parts: [Month: Part] = [:]
    for piece in pieces {
      for slice in piece.slices
      where first.map({ $0 <= slice.month }) ?? true && slice.month <= last {
        parts[slice.month, default: Part(month: slice.month, slices: [])].slices
          .append((piece, slice))
      }
    }
    self.parts = parts.keys.sorted().compactMap { parts[$0] }
  }

  /// The rows that pieces give to a month as they lie in the cache, one piece after another.
  func rows(of part: Part) throws(ArchiveError) -> [UInt8] {
    var rows: [UInt8] = []
    for (piece, slice) in part.slices { rows += try piece.rows(of: slice) }
    return rows
  }

  /// The sum of what pieces give to a month; exit 65 where it does not fit in 64 bits.
  func sum(of part: Part) throws(StageError) -> Tally {
    var reader = TallyReader(shape)
    for (piece, slice) in part.slices {
      let rows = try storing { () throws(ArchiveError) in try piece.rows(of: slice) }
      var stream = RowStream()
      for chunk in [rows, []] {
        guard (try? stream.feed(chunk) { reader.add($0, ends: $1) }) == true else {
          throw StageError(.inputChanged(path: piece.path))
        }
      }
    }
    guard !reader.tally.isOverflown else { throw .overflow }
    return reader.tally
  }
}
