import Contracts

@testable import Ingestion

/// Records as the rows and counts of a file, made of text by `RowNormalizer` alone.
struct BatchOutcome: Hashable {
  var rows: [[[UInt8]]] = []
  var records: [Int] = []
  var rejections: [RejectedRecord] = []
  var notes: [String: Int] = [:]
  var counts = [0, 0, 0, 0]

  init(_ normalizer: RowNormalizer, _ records: [[String]]) {
    for (index, cells) in records.enumerated() {
      switch normalizer.kind(of: cells) {
      case .blank: counts[0] += 1
      case .repeatedHeader: counts[1] += 1
      case .totalRow: counts[2] += 1
      case .rejected(let rejection): reject(rejection, nil, index)
      case .rows(let rows):
        counts[3] += rows.count - 1
        for cells in rows { add(normalizer, cells, index) }
      }
    }
  }

  init(_ rows: NormalizedRows) {
    self.rows = (0..<rows.count).map { row in
      (0..<rows.width).map { Array(rows.bytes[rows.range(row: row, cell: $0)]) }
    }
    (records, rejections, notes) = (rows.records, rows.rejections, rows.notes)
    counts = [rows.blank, rows.repeatedHeader, rows.totalRow, rows.further]
  }

  private mutating func add(_ normalizer: RowNormalizer, _ cells: [String], _ index: Int) {
    do throws(Rejection) {
      let row = try normalizer.row(cells)
      rows.append(row.cells.map { Array($0.utf8) })
      records.append(index)
      for code in row.warnings { notes[code, default: 0] += 1 }
      if cells.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
        notes["ENC-LOSSY-UPSTREAM", default: 0] += 1
      }
    } catch {
      reject(error, normalizer.rejectedCase(cells), index)
    }
  }

  private mutating func reject(
    _ rejection: Rejection, _ rejectedCase: RejectedCase?, _ index: Int
  ) {
    rejections.append(
      RejectedRecord(record: index, rejection: rejection, rejectedCase: rejectedCase))
    notes[rejection.rule, default: 0] += 1
  }
}

/// Records in one text, as a reader hands them over.
struct BatchText {
  var text: [UInt8] = []
  var cells: [UInt32] = []
  var firsts: [Int] = [0]

  init(_ records: [[String]], isUTF8: Bool, slack: Int) {
    for record in records {
      for cell in record {
        let bytes = Array(cell.utf8)
        cells.append(UInt32(text.count))
        text += isUTF8 ? bytes : GB18030.encoded(bytes)
        cells.append(UInt32(text.count))
        text.append(UInt8(ascii: ","))
      }
      firsts.append(cells.count)
    }
    text += [UInt8](repeating: UInt8(ascii: "0"), count: slack)
  }

  func append(to normalizer: inout BatchNormalizer, _ rows: inout NormalizedRows) {
    let isLossy = normalizer.mayHoldReplacement(text.span)
    for record in 0..<firsts.count - 1 {
      normalizer.append(
        record, text.span, cells.span.extracting(firsts[record]..<firsts[record + 1]),
        mayBeLossy: isLossy, into: &rows)
    }
  }
}

extension BatchNormalizer {
  init(_ normalizer: RowNormalizer, isUTF8: Bool) {
    let decode: @Sendable (Span<UInt8>, inout [UInt8]) -> Void = { cell, text in
      text += GB18030.decoded([UInt8](cell, from: 0, to: cell.count))
    }
    self.init(normalizer, decode: isUTF8 ? nil : decode)
  }
}
