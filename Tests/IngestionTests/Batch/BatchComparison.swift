import Testing

@testable import Ingestion

/// Holds what becomes of bytes against what becomes of their text.
func compareBatch(
  _ normalizer: RowNormalizer, _ records: [[String]], _ isUTF8: Bool, _ cells: inout NastyCells
) {
  let expected = BatchOutcome(normalizer, records)
  #expect(!expected.rows.isEmpty || !expected.rejections.isEmpty)
  var batch = BatchNormalizer(normalizer, isUTF8: isUTF8)
  // Twice: what is remembered changes nothing.
  for _ in 0..<2 {
    var rows = batch.emptyRows
    let text = BatchText(records, isUTF8: isUTF8, slack: cells.pick([0, 1, 17, 40]))
    text.append(to: &batch, &rows)
    let found = BatchOutcome(rows)
    #expect(found == expected, "\(difference(found, expected, records))")
  }
}

private func difference(
  _ found: BatchOutcome, _ expected: BatchOutcome, _ records: [[String]]
) -> String {
  if let row = zip(found.rows, expected.rows).enumerated().first(where: { $1.0 != $1.1 }) {
    let pairs = zip(row.element.0, row.element.1).filter { $0 != $1 }.map {
      "\(String(decoding: $0, as: UTF8.self)) for \(String(decoding: $1, as: UTF8.self))"
    }
    let record = row.offset < found.records.count ? records[found.records[row.offset]] : []
    return "\(pairs) of \(record.map { Array($0.unicodeScalars) })"
  }
  let pair = zip(found.rejections, expected.rejections).first { $0 != $1 }
  return "\(found.counts) \(expected.counts) \(pair.map { "\($0)" } ?? "")"
    + " \(found.notes.sorted { $0.key < $1.key }) \(expected.notes.sorted { $0.key < $1.key })"
}
