import FuzzInput

@testable import Parquet

/// Reads the input as a file, as the footer of one and as the pages of a column.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe FuzzInput(start, count).bytes
  read(bytes)
  read(file(withFooter: bytes))
  for kind in [ParquetKind.text, .date, .integer] { readPage(bytes, kind) }
  return 0
}

private func read(_ bytes: [UInt8]) {
  do throws(ParquetError) {
    let reader = try ParquetReader(bytes)
    var rows = 0
    _ = try reader.forEachRow { row, ends in
      hold(ends.count == reader.columns.count && (ends.last ?? 0) <= row.count, "other cells")
      rows += 1
      return rows < 10_000
    }
    hold(rows == reader.rows || rows == 10_000, "\(rows) rows instead of \(reader.rows)")
  } catch {
    hold(!error.description.isEmpty, "an error without words")
  }
}

/// A file whose footer is the input, with the checksum that fits.
private func file(withFooter footer: [UInt8]) -> [UInt8] {
  var file = FormatNumber.magic + pages
  file.append(littleEndian: Checksum.of(footer.span))
  file += footer
  file.append(littleEndian: UInt32(footer.count))
  return file + FormatNumber.magic
}

/// Pages that a footer may point at: those of a small file.
private let pages: [UInt8] = {
  do {
    var writer = try ParquetWriter(
      [ParquetColumn("a", .text), ParquetColumn("b", .date), ParquetColumn("c", .integer)],
      level: 1)
    for row in 0..<8 { try writer.append(["案\(row % 3)", "2024-05-1\(row)", "\(row * 100)"]) }
    try writer.finish()
    let bytes = writer.takeBytes()
    let length = Int(bytes.span.halfWord(at: bytes.count - 8))
    return Array(bytes[4..<(bytes.count - 12 - length)])
  } catch {
    fatalError("\(error)")
  }
}()

/// A page of values that are the input behind its first byte, which says how many there are.
private func readPage(_ bytes: [UInt8], _ kind: ParquetKind) {
  guard let rows = bytes.first, let compressor = try? PageCompressor(level: 1) else { return }
  let page = Array(bytes.dropFirst())
  guard let frame = try? compressor.frame(of: page) else { return }
  let header = PageHeader(
    content: .cells(areCodes: false), values: Int(rows), uncompressedBytes: page.count,
    compressedBytes: frame.count, checksum: Checksum.of(frame.span))
  var decoder = ChunkDecoder(kind, rows: Int(rows), bytes: header.bytes + frame, at: 4)
  guard let cells = try? decoder.cells(hasDictionary: false) else { return }
  hold(cells.codes.count == Int(rows), "\(cells.codes.count) cells instead of \(rows)")
  _ = cells.distinct().codes.map { cells.distinct().text(of: $0) }
}
