import Archive
import Contracts

/// A table of counts/MONTH that is put together of what the partitions give.
struct PiecedTable: Sendable {
  private enum Rows: Sendable {
    case piece(MonthPieces.Part)
    case sum(Tally)
  }

  private let pieces: MonthPieces
  private let months: [Rows]

  var name: String { pieces.shape.name }

  /// Puts pieces together; months to which several give rows are summed up.
  init(_ pieces: MonthPieces) throws(StageError) {
    self.pieces = pieces
    months = try pieces.parts.map { part throws(StageError) in
      part.isOfOnePiece ? .piece(part) : .sum(try pieces.sum(of: part))
    }
  }

  /// Writes the table, one month after another.
  func write(to file: inout AtomicFile) throws(ArchiveError) {
    try file.write(csvBytes([pieces.shape.columns]))
    for month in months {
      switch month {
      case .piece(let part): try file.write(try pieces.rows(of: part))
      case .sum(let tally):
        for part in TableFile.rows(of: tally) { try file.write(part) }
      }
    }
  }
}

extension StageError {
  /// A sum that is larger than a tally can hold.
  static let overflow = StageError(.dataRefused, "AMT-RANGE: a sum is larger than 64 bits hold")
}
