/// Turns the bytes of records into rows, as `RowNormalizer` does with their text.
///
/// One worker's: it remembers what became of cells, in bounded memory. What it remembers never
/// changes a row.
public struct BatchNormalizer: Sendable {
  private var normalizer: RowNormalizer
  private var plan: RowPlan
  private var screen: RecordScreen
  private var decode: TextDecoder?
  private var constants: [(text: [UInt8], remark: Int)]
  private var converter: CellConverter
  private var row: RowBuffer
  private var warnings: [String] = []

  /// Prepares for one file.
  ///
  /// - Parameters:
  ///   - normalizer: What the records of the file mean.
  ///   - append: Appends valid GB18030 to a text in UTF-8; nil where the file is UTF-8.
  public init(
    _ normalizer: RowNormalizer,
    decode append: (@Sendable (Span<UInt8>, inout [UInt8]) -> Void)? = nil
  ) {
    let decode = append.map { TextDecoder(append: $0) }
    self.normalizer = normalizer
    self.decode = decode
    plan = RowPlan(normalizer)
    // Whether a record of yearly totals is a row does not show in its first cell.
    screen = RecordScreen(header: normalizer.classPosition == nil ? normalizer.match.header : [])
    var converter = CellConverter(normalizer, decode)
    constants = plan.constants.map { converter.constant($0) }
    self.converter = converter
    row = RowBuffer(width: plan.width)
  }

  /// Turns to another file, and goes on remembering what holds of cells there too.
  ///
  /// - Parameter other: Prepared for that file, of the same run.
  public mutating func turn(to other: BatchNormalizer) {
    guard other.normalizer.rules.agree(with: normalizer.rules),
      (other.decode == nil) == (decode == nil)
    else {
      self = other
      return
    }
    (normalizer, plan, screen, decode) = (
      other.normalizer, other.plan, other.screen, other.decode
    )
    converter.turn(to: normalizer, decode)
    constants = plan.constants.map { converter.constant($0) }
    row = other.row
  }

  /// What a worker has learned of persons, for those that work on the same files.
  public struct News: Sendable {
    fileprivate let persons: CellMemo.News
    fileprivate let parts: CellMemo.News
  }

  /// Returns what was learned since this was asked last.
  public mutating func takeNews() -> News {
    let (persons, parts) = converter.takeNews()
    return News(persons: persons, parts: parts)
  }

  /// Learns what another worker has learned: a person is then made a pseudonym only once.
  ///
  /// - Parameter news: Of a worker that was turned to the same files.
  public mutating func learn(_ news: News) { converter.learn((news.persons, news.parts)) }

  /// Returns an empty list for rows of the file's table.
  public var emptyRows: NormalizedRows { NormalizedRows(width: plan.width) }

  /// Whether some text in the file's encoding may hold U+FFFD; false is certain.
  public func mayHoldReplacement(_ text: Span<UInt8>) -> Bool {
    text.mayHoldReplacement(isUTF8: decode == nil)
  }

  /// Notes a record that will be added soon; it changes no result.
  public mutating func expect(_ text: Span<UInt8>, _ cells: Span<UInt32>) {
    for (position, column) in plan.farCells where 2 * position + 1 < cells.count {
      let (start, end) = (Int(cells[2 * position]), Int(cells[2 * position + 1]))
      converter.expect(plan.columns[column], text, start, end)
    }
  }

  /// Brings near what is known of the records that were noted; some dozens at a time.
  public mutating func approach() { converter.approach() }

  /// Adds what becomes of a record to `rows`: its rows, its rejections, or a count.
  ///
  /// - Parameters:
  ///   - record: The caller's number of the record.
  ///   - text: Valid text in the file's encoding, without U+0000.
  ///   - cells: Start and end in `text` of each cell of the record.
  ///   - mayBeLossy: False only where the text surely holds no U+FFFD.
  ///   - rows: Rows of the file's table.
  public mutating func append(
    _ record: Int, _ text: Span<UInt8>, _ cells: Span<UInt32>, mayBeLossy: Bool,
    into rows: inout NormalizedRows
  ) {
    guard normalizer.readsCellByCell, screen.isSurelyRow(text, cells, decode) else {
      appendText(record, strings(text, cells), into: &rows)
      return
    }
    row.begin(at: rows.bytes.count)
    if let rejection = fillRow(text, cells) {
      rows.reject(rejection, normalizer.rejectedCase(strings(text, cells)), record: record)
      return
    }
    rows.append(
      row.bytes.span.extracting(..<row.used), ends: row.ends.span.extracting(..<plan.width),
      record: record)
    for code in warnings { rows.note(code) }
    if mayBeLossy, Self.isLossy(strings(text, cells)) { rows.note(Self.lossy) }
  }

  // What the cells of a file held that lost characters before it came here.
  private static let lossy = "ENC-LOSSY-UPSTREAM"

  private static func isLossy(_ cells: [String]) -> Bool {
    cells.contains { $0.unicodeScalars.contains("\u{FFFD}") }
  }

  private mutating func fillRow(_ text: Span<UInt8>, _ cells: Span<UInt32>) -> Rejection? {
    if !warnings.isEmpty { warnings.removeAll() }
    let columns = plan.columns
    for index in 0..<plan.width {
      let remark = write(columns[index], text, cells)
      if remark != CellConverter.noRemark, let rejection = heed(remark) { return rejection }
      if let substitute = columns[index].substitute, row.isLastEmpty {
        row.reopen()
        // What is remarked on a cell is heeded in its own place; names are never remarked on.
        _ = write(columns[substitute], text, cells)
      }
    }
    return plan.filled.first { row.filled & $0.cells == 0 }?.rejection
  }

  @inline(__always)
  private mutating func write(
    _ column: ColumnPlan, _ text: Span<UInt8>, _ cells: Span<UInt32>
  ) -> Int {
    switch column.source {
    case .nowhere:
      row.endCell()
      return CellConverter.noRemark
    case .cell(let position):
      let (start, end) = (Int(cells[position &* 2]), Int(cells[position &* 2 &+ 1]))
      return converter.write(column, text, start, end, into: &row)
    case .constant(let index):
      let constant = constants[index]
      row.appendCell(constant.text.span, from: 0, to: constant.text.count)
      return constant.remark
    }
  }

  private mutating func heed(_ remark: Int) -> Rejection? {
    switch converter.remarks[remark] {
    case .refused(let rejection): return rejection
    case .warned(let codes):
      warnings += codes
      return nil
    }
  }

  private func appendText(_ record: Int, _ cells: [String], into rows: inout NormalizedRows) {
    switch normalizer.kind(of: cells) {
    case .blank: rows.blank += 1
    case .repeatedHeader: rows.repeatedHeader += 1
    case .totalRow: rows.totalRow += 1
    // Of a record with too few or too many cells nobody knows which is which.
    case .rejected(let rejection): rows.reject(rejection, nil, record: record)
    case .rows(let records):
      rows.further += records.count - 1
      for cells in records {
        do throws(Rejection) {
          let row = try normalizer.row(cells)
          rows.append(row.cells, record: record)
          for code in row.warnings { rows.note(code) }
          if Self.isLossy(cells) { rows.note(Self.lossy) }
        } catch {
          rows.reject(error, normalizer.rejectedCase(cells), record: record)
        }
      }
    }
  }

  private func strings(_ text: Span<UInt8>, _ cells: Span<UInt32>) -> [String] {
    stride(from: 0, to: cells.count, by: 2).map { index in
      let range = Int(cells[index])..<Int(cells[index + 1])
      let cell =
        decode?.text(of: text.extracting(range))
        ?? [UInt8](text, from: range.lowerBound, to: range.upperBound)
      return String(decoding: cell, as: UTF8.self)
    }
  }
}

/// Makes UTF-8 of cells in another encoding.
struct TextDecoder: Sendable {
  /// Appends a cell to a text in UTF-8.
  let append: @Sendable (Span<UInt8>, inout [UInt8]) -> Void

  func text(of cell: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    append(cell, &text)
    return text
  }
}
