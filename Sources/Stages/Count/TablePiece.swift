import Archive
import Contracts

/// Rows of a table of counts/MONTH that come from one partition, as they lie in the cache.
struct TablePiece: Sendable {
  /// The rows of one month.
  struct Slice: Sendable {
    let month: Month
    /// Where they lie in the file.
    let bytes: Range<Int>
  }

  let path: String
  /// Months ascending, each with its rows.
  let slices: [Slice]
  // Of the file when all of it was read; nil where none is kept.
  private let state: FileState?
  // The rows at their places in the file, where none is kept.
  private let held: ArraySlice<UInt8>

  /// Makes a piece of a table whose first column is the month, and by which it is sorted; nil where a
  /// row has no month.
  ///
  /// - Parameters:
  ///   - path: Where the piece lies.
  ///   - rows: Its rows, without header, at their places in the file.
  ///   - state: Of the file before it was read; nil where none is kept.
  init?(_ path: String, rows: ArraySlice<UInt8>, state: FileState?) {
    guard let slices = Self.slices(of: rows) else { return nil }
    (self.path, self.slices, self.state) = (path, slices, state)
    held = state == nil ? rows : []
  }

  /// The rows of a slice; exit 75 where the file changed since.
  func rows(of slice: Slice) throws(ArchiveError) -> [UInt8] {
    guard let state else { return Array(held[slice.bytes]) }
    return try FileStore.contents(of: path, in: slice.bytes, since: state)
  }

  private static func slices(of rows: ArraySlice<UInt8>) -> [Slice]? {
    var starts: [(month: Month, first: Int)] = []
    let isFound = { (start: Int) in
      guard let month = month(of: rows[start...]), starts.last.map({ $0.month < month }) ?? true
      else { return false }
      starts.append((month, start))
      return true
    }
    if rows.contains(0x22) {
      for start in quotedStarts(of: rows) where month(of: rows[start...]) != starts.last?.month {
        guard isFound(start) else { return nil }
      }
    } else {
      var start: Int? = rows.isEmpty ? nil : rows.startIndex
      while let own = start {
        guard isFound(own) else { return nil }
        start = nextStart(in: rows, after: own)
      }
    }
    let ends = starts.dropFirst().map(\.first) + [rows.endIndex]
    return zip(starts, ends).map { Slice(month: $0.month, bytes: $0.first..<$1) }
  }

  // Rows of a month are many: the first one of another is looked for by halves.
  private static func nextStart(in rows: ArraySlice<UInt8>, after start: Int) -> Int? {
    let own = month(of: rows[start...])
    var (low, high, found) = (start, rows.endIndex, nil as Int?)
    while low < high {
      let middle = (low + high) / 2
      guard let feed = rows[middle..<high].firstIndex(of: 0x0A), feed + 1 < rows.endIndex else {
        high = middle
        continue
      }
      if month(of: rows[(feed + 1)...]) == own {
        low = feed + 1
      } else {
        (found, high) = (feed + 1, feed)
      }
    }
    return found
  }

  // A line feed within quotes ends no row.
  private static func quotedStarts(of rows: ArraySlice<UInt8>) -> [Int] {
    var (starts, isQuoted) = ([rows.startIndex], false)
    for index in rows.indices {
      if rows[index] == 0x22 { isQuoted.toggle() }
      if rows[index] == 0x0A, !isQuoted, index + 1 < rows.endIndex { starts.append(index + 1) }
    }
    return starts
  }

  private static func month(of row: ArraySlice<UInt8>) -> Month? {
    Month(String(decoding: row.prefix { $0 != 0x2C }, as: UTF8.self))
  }
}
