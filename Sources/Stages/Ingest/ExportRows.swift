import Archive
import CSV
import Contracts
import Ingestion

/// What became of the records of one export so far; its rows wait in `TableRows`.
struct ExportRows {
  var form: ExportForm
  var packer: RowPacker
  var rejected = 0
  var blank = 0
  var repeatedHeader = 0
  var totalRow = 0
  var records = 0
  var notes: [String: Int] = [:]
  var rejects: RejectsFile
}

/// Reads the records of an export into rows of its table.
struct ExportReading {
  let export: ExportFile
  let form: ExportForm
  let normalizer: RowNormalizer
  let language: Language

  /// Reads every record; throws a `Refusal` where the whole file must be refused.
  func read(into rows: inout TableRows) throws -> ExportRows {
    var result = ExportRows(
      form: form,
      packer: RowPacker(form.match.table, isForAll: form.match.profile?.covers == .allUnits),
      rejects: RejectsFile(export: export.name, hash: export.hash, language: language))
    let feed = try export.feed()
    var reader = try export.reader(form.encoding, form.delimiter, feed)
    var leading = form.leading
    while let scanned = try reader.next() {
      if leading > 0, case .cells = scanned {
        leading -= 1
        continue
      }
      // Lines without any record above the header are no records of the table.
      guard leading == 0 else { continue }
      result.records += 1
      switch scanned {
      case .blank: result.blank += 1
      case .rejected(let position, let rule):
        reject(
          Rejection(rule: rule.rawValue), position, Array(reader.currentRawBytes), &result)
      case .cells(let record):
        try add(record, Array(reader.currentRawBytes), &rows, &result)
      }
    }
    try feed.checkRead(export)
    if reader.droppedControlZ { result.notes["CTRL-Z", default: 0] += 1 }
    let unknown = form.match.unknown.count
    if unknown > 0 { result.notes["COLUMN-UNKNOWN"] = unknown }
    return result
  }

  private func add(
    _ record: Record, _ raw: [UInt8], _ rows: inout TableRows, _ result: inout ExportRows
  ) throws(StageError) {
    guard !record.isAllEmpty else {
      result.blank += 1
      return
    }
    var cells = record.cells
    let width = form.match.header.count
    while cells.count > width, cells[cells.count - 1].isEmpty { cells.removeLast() }
    if isRepeatedHeader(cells) {
      result.repeatedHeader += 1
    } else if isTotal(cells) {
      result.totalRow += 1
    } else if cells.count != width {
      let rule = cells.count < width ? "CSV-FEW" : "CSV-MANY"
      reject(Rejection(rule: rule), record.position, raw, &result)
    } else {
      let records = normalizer.records(of: cells)
      result.records += records.count - 1
      for cells in records { try normalize(cells, record.position, raw, &rows, &result) }
    }
  }

  private func normalize(
    _ cells: [String], _ position: RecordPosition, _ raw: [UInt8], _ rows: inout TableRows,
    _ result: inout ExportRows
  ) throws(StageError) {
    let row: NormalizedRow
    do {
      row = try normalizer.row(cells)
    } catch {
      return reject(error, position, raw, &result)
    }
    for warning in row.warnings { result.notes[warning, default: 0] += 1 }
    if cells.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
      result.notes["ENC-LOSSY-UPSTREAM", default: 0] += 1
    }
    let packed = PackedCells(row.cells)
    try rows.append(
      packed.bytes[...], ends: packed.ends, at: (position.line, position.byteOffset),
      &result.packer)
  }

  private func reject(
    _ rejection: Rejection, _ position: RecordPosition, _ raw: [UInt8],
    _ result: inout ExportRows
  ) {
    result.rejected += 1
    result.notes[rejection.rule, default: 0] += 1
    result.rejects.add(position, rejection, raw)
  }

  private func isRepeatedHeader(_ cells: [String]) -> Bool {
    cells.count == form.match.header.count
      && zip(cells, form.match.header).allSatisfy { trimmed($0) == trimmed($1) }
  }

  private func isTotal(_ cells: [String]) -> Bool {
    guard let first = cells.map(trimmed).first(where: { !$0.isEmpty }) else { return false }
    let word = first.filter { !$0.isWhitespace }
    return ["合计", "总计", "小计", "累计", "合计:", "合计：", "total", "Total"].contains(word)
  }

  private func trimmed(_ text: String) -> String {
    var view = text[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
