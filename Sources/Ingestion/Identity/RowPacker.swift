public import Contracts

/// What a packer made of a row.
public enum PackedRow: Sendable {
  /// All of it was taken.
  case whole
  /// It was taken without the number of an erased case that it named.
  case withoutNumber
  /// Its case is erased: it was left out.
  case erased
}

/// Puts normalised rows of one export into a run, and notes what it held of each unit.
public struct RowPacker: Sendable {
  private let layout: RowLayout
  private let isForAll: Bool
  private let namedCase: Int?
  private let isErased: (@Sendable ([UInt8]) -> Bool)?
  private var identity: [UInt8] = []
  private var ends: [Int] = []

  /// The rows.
  public private(set) var run = RowRun()
  /// Hash of the identity of each row, for an `IdentityFilter`.
  public private(set) var hashes: [UInt64] = []
  /// What the rows are of.
  public private(set) var delivered = DeliveredRows()

  /// Prepares for an export of a table.
  ///
  /// - Parameters:
  ///   - table: The table of the rows.
  ///   - isForAll: Whether the source speaks for every unit.
  ///   - isErased: Whether a case is erased, by the identity of its row, or by its number where rows of
  ///     the table name a case; nil where none is.
  public init(
    _ table: Table, isForAll: Bool, isErased: (@Sendable ([UInt8]) -> Bool)? = nil
  ) {
    self.isErased = isErased
    namedCase = table.namedCase
    layout = RowLayout(table)
    self.isForAll = isForAll
  }

  /// Makes room for so many bytes of rows.
  public mutating func reserve(_ count: Int) { run.reserve(count) }

  /// Appends a row; month and digest of the head are filled in here.
  public mutating func append(
    _ row: Int, of rows: NormalizedRows, _ head: RowHead
  ) -> PackedRow {
    let start = rows.range(row: row, cell: 0).lowerBound
    if ends.count != rows.width { ends = [Int](repeating: 0, count: rows.width) }
    let first = row * rows.width
    for index in 0..<rows.width { ends[index] = Int(rows.ends[first + index]) - start }
    return append(rows.bytes.span.extracting(start..<start + (ends.last ?? -1) + 1), head)
  }

  /// Appends a row of texts.
  public mutating func append(_ cells: [String], _ head: RowHead) {
    let packed = PackedCells(cells)
    ends = packed.ends
    _ = append(packed.bytes.span, head)
  }

  private mutating func append(_ cells: Span<UInt8>, _ head: RowHead) -> PackedRow {
    guard let isErased, let namedCase else { return appendWhole(cells, head) }
    let number = range(namedCase)
    var text: [UInt8] = []
    text.append(cells.extracting(number))
    guard !number.isEmpty, isErased(text) else { return appendWhole(cells, head) }
    for index in namedCase..<ends.count { ends[index] -= number.count }
    var rest: [UInt8] = []
    rest.append(cells.extracting(..<number.lowerBound))
    rest.append(cells.extracting(number.upperBound...))
    _ = appendWhole(rest.span, head)
    return .withoutNumber
  }

  private mutating func appendWhole(_ cells: Span<UInt8>, _ head: RowHead) -> PackedRow {
    identity.removeAll(keepingCapacity: true)
    for place in layout.identity.indices {
      if place > 0 { identity.append(0x1F) }
      identity.append(cells.extracting(range(layout.identity[place])))
    }
    if namedCase == nil, let isErased, isErased(identity) { return .erased }
    var head = head
    head.month = month(cells)
    note(cells, head.month)
    hashes.append(IdentityFilter.hash(identity.span))
    let (identity, ends) = (identity, ends)
    run.append(digesting: head, identity: identity.span, ends: ends, cells: cells)
    return .whole
  }

  // Within the cells of the row under way.
  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
  }

  // Dates are normalised: YYYY-MM-DD.
  private func month(_ cells: Span<UInt8>) -> Int {
    for index in layout.month {
      let cell = range(index)
      guard cell.count >= 7 else { continue }
      let first = cell.lowerBound
      return number(cells, first..<first + 4) * 12 + number(cells, first + 5..<first + 7)
    }
    return 0
  }

  private func number(_ cells: Span<UInt8>, _ digits: Range<Int>) -> Int {
    digits.reduce(0) { $0 * 10 + Int(cells[$1]) - 0x30 }
  }

  private mutating func note(_ cells: Span<UInt8>, _ month: Int) {
    guard !isForAll else {
      return delivered.note(
        "*\u{1F}" + RowLayout.monthText(month), month: month, isOpen: isOpen(cells))
    }
    guard let unit = layout.unit else { return delivered.note("", month: month) }
    delivered.note(
      utf8: cells.extracting(range(unit)), month: month, isOpen: isOpen(cells))
  }

  private static let pending = Array("pending".utf8)

  // Whether nothing says that a case was decided, or ended in another way.
  private func isOpen(_ cells: Span<UInt8>) -> Bool {
    guard let decided = layout.decided, range(decided).isEmpty else { return false }
    let cell = layout.disposition.map(range) ?? 0..<0
    return cell.isEmpty
      || cell.count == Self.pending.count
        && cell.indices.allSatisfy { cells[$0] == Self.pending[$0 - cell.lowerBound] }
  }
}
