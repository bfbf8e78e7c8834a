import CSV
import Ingestion

/// Finds the number of a purged case in the bytes of a record that names it.
struct NumberCells: Sendable {
  private let encoding: TextEncoding
  private let cells: RecordCells
  private let isPurged: @Sendable ([UInt8]) -> Bool

  /// Prepares for an export; `isErased` takes a number as the archive has it.
  init(_ form: ExportForm, isErased: @escaping @Sendable ([UInt8]) -> Bool) {
    encoding = form.encoding
    cells = RecordCells(encoding: form.encoding, delimiter: form.delimiter)
    isPurged = isErased
  }

  /// Bytes of the cells that are the number alone.
  ///
  /// - Parameters:
  ///   - record: Bytes of the record.
  ///   - offset: Where it starts in the export.
  /// - Returns: Bytes of the export; all of the record where the number is computed from its cells.
  func ranges(in record: ArraySlice<UInt8>, at offset: Int) -> [Range<Int>] {
    let shift = offset - record.startIndex
    let found = cells.ranges(in: record).filter { cell in
      guard let text = try? encoding.decode(record[cell]) else { return false }
      return isPurged(Array(CaseIdentity.number(text).utf8))
    }
    return (found.isEmpty ? [record.indices] : found).map {
      $0.lowerBound + shift..<$0.upperBound + shift
    }
  }
}
