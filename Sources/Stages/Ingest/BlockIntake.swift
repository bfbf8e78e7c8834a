import CSV
import Ingestion

/// What one block of an export holds, ready to be merged.
struct TakenBlock: Sendable {
  struct Reject: Sendable {
    let position: RecordPosition
    let rejection: Rejection
    let rejectedCase: RejectedCase?
    let raw: [UInt8]
  }

  var packer: RowPacker
  /// Rows that are not packed yet, and what became of the records before them.
  var rows: NormalizedRows
  /// Rows that were packed, or are of cases that were purged.
  var rowCount = 0
  /// Records of the table, the header and what stands above it left out.
  var records = 0
  /// Lines without a byte.
  var blank = 0
  /// Records that are no rows, in file order.
  var rejects: [Reject] = []
  /// Records of cases that were purged.
  var erased: [RecordPosition] = []
  /// Records that name a case that was purged, and the bytes of its number.
  var naming: [RecordPosition] = []
  var numbers: [Range<Int>] = []
  /// Rules that the parser found broken.
  var notes: [String: Int] = [:]
}

/// Turns blocks of one export into packed rows; each worker has its own.
struct BlockIntake: Sendable {
  private var headerRecord: Int
  private var export: Int
  private var emptyPacker: RowPacker
  private var normalizer: BatchNormalizer
  private var numberCells: NumberCells?

  /// Prepares for an export.
  ///
  /// - Parameters:
  ///   - form: How the export is read.
  ///   - normalizer: What its records mean.
  ///   - export: Its place among the exports of its table in this run, from 1.
  ///   - isErased: Whether a case was purged, as in `RowPacker`; nil where none was.
  /// - Throws: `CSVError.encodingUnavailable` if the system has no converter.
  init(
    _ form: ExportForm, _ normalizer: RowNormalizer, export: Int,
    isErased: (@Sendable ([UInt8]) -> Bool)? = nil
  ) throws(CSVError) {
    headerRecord = form.headerRecord
    self.export = export
    emptyPacker = RowPacker(
      form.match.table, isForAll: form.match.profile?.covers == .allUnits, isErased: isErased)
    numberCells = isErased.map { NumberCells(form, isErased: $0) }
    let text = try CellText(encoding: form.encoding)
    let decode: @Sendable (Span<UInt8>, inout [UInt8]) -> Void = { cell, utf8 in
      let isText = text.append(cell, to: &utf8)
      precondition(isText, "a block holds no cell that is no text")
    }
    self.normalizer = BatchNormalizer(
      normalizer, decode: form.encoding == .gb18030 ? decode : nil)
  }

  /// Returns what was learned of persons since this was asked last.
  mutating func takeNews() -> BatchNormalizer.News { normalizer.takeNews() }

  /// Turns to another export, and goes on remembering what holds of cells there too.
  ///
  /// - Parameters:
  ///   - other: Prepared for that export.
  ///   - news: What the other workers have learned.
  mutating func turn(to other: BlockIntake, _ news: [BatchNormalizer.News]) {
    for news in news { normalizer.learn(news) }
    (headerRecord, export, emptyPacker) = (other.headerRecord, other.export, other.emptyPacker)
    normalizer.turn(to: other.normalizer)
    numberCells = other.numberCells
  }

  /// What a block holds.
  mutating func taken(_ block: RecordBlock) -> TakenBlock {
    var taken = TakenBlock(packer: emptyPacker, rows: normalizer.emptyRows)
    taken.packer.reserve(block.bytes.count)
    let mayBeLossy = normalizer.mayHoldReplacement(block.bytes.span)
    var refused: [(entry: Int, rejection: Rejection, rejectedCase: RejectedCase?)] = []
    let cells = Self.bounds(of: block.cells)
    var approached = 0
    for index in block.entries.indices where block.number(of: index) > headerRecord {
      if index >= approached {
        pack(block, &taken)
        approached = approach(from: index, in: block, cells)
      }
      taken.records += 1
      switch block.entries[index].kind {
      case .blank: taken.blank += 1
      case .rejected(let rule):
        taken.notes[rule.rawValue, default: 0] += 1
        refused.append((index, Rejection(rule: rule.rawValue), nil))
      case .cells(let first, let count):
        normalizer.append(
          index, block.bytes.span, cells.span.extracting(2 * first..<2 * (first + count)),
          mayBeLossy: mayBeLossy, into: &taken.rows)
      }
    }
    pack(block, &taken)
    refused += Self.erased(taken, block).map { ($0.entry, $0.rejection, nil) }
    refused += taken.rows.rejections.map { ($0.record, $0.rejection, $0.rejectedCase) }
    // Several rejections of one record keep their order.
    let order = refused.indices.sorted { (refused[$0].entry, $0) < (refused[$1].entry, $1) }
    taken.rejects = order.map { refused[$0] }.map { entry, rejection, rejectedCase in
      // Of what was purged no byte is kept.
      TakenBlock.Reject(
        position: block.position(of: entry), rejection: rejection, rejectedCase: rejectedCase,
        raw: rejection.rule == Tombstones.rule ? [] : Array(block.rawBytes(of: entry)))
    }
    return taken
  }

  // So many wait for memory together, and stay near until they are used.
  private static let approachedRecords = 32

  private mutating func approach(
    from first: Int, in block: RecordBlock, _ cells: [UInt32]
  ) -> Int {
    let end = min(first + Self.approachedRecords, block.entries.count)
    for index in first..<end {
      guard case .cells(let first, let count) = block.entries[index].kind else { continue }
      normalizer.expect(
        block.bytes.span, cells.span.extracting(2 * first..<2 * (first + count)))
    }
    normalizer.approach()
    return end
  }

  // Start and end of each cell, as the normaliser reads them.
  private static func bounds(of cells: [CellRange]) -> [UInt32] {
    [UInt32](capacity: 2 * cells.count) { bounds in
      for cell in cells {
        bounds.append(cell.start)
        bounds.append(cell.end)
      }
    }
  }

  private static func erased(
    _ taken: TakenBlock, _ block: RecordBlock
  ) -> [(entry: Int, rejection: Rejection)] {
    taken.erased.map { position in
      (position.record - block.number(of: 0), Rejection(rule: Tombstones.rule))
    }
  }

  // Some records at a time, while their bytes are near.
  private func pack(_ block: RecordBlock, _ taken: inout TakenBlock) {
    var head = RowHead()
    head.export = export
    for row in 0..<taken.rows.count {
      let record = taken.rows.records[row]
      let position = block.position(of: record)
      head.line = position.line
      head.offset = position.byteOffset
      head.sequence = taken.rowCount
      taken.rowCount += 1
      switch taken.packer.append(row, of: taken.rows, head) {
      case .whole: continue
      case .withoutNumber:
        taken.naming.append(position)
        taken.numbers +=
          numberCells?.ranges(in: block.rawBytes(of: record), at: position.byteOffset) ?? []
        taken.notes[Tombstones.namingRule, default: 0] += 1
      case .erased:
        taken.erased.append(position)
        taken.notes[Tombstones.rule, default: 0] += 1
      }
    }
    taken.rows.removeRows()
  }
}
