import CSV
import Glibc

/// Why an export could not be counted.
struct BenchError: Error, CustomStringConvertible {
  let description: String
}

/// Reads an export and counts it: the only place that knows the reader.
struct ExportReading {
  let path: String
  let encoding: TextEncoding

  /// Returns the counts of all records that have as many cells as the header.
  func counted() throws -> FineCounter {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError(description: "\(path): cannot be read") }
    defer { close(descriptor) }
    var reader = try RecordReader(encoding: encoding, delimiter: .comma) {
      var chunk = [UInt8](repeating: 0, count: 1 << 20)
      let length = unsafe read(descriptor, &chunk, chunk.count)
      guard length > 0 else { return nil }
      chunk.removeLast(chunk.count - length)
      return chunk
    }
    guard case .cells(let header)? = try reader.next() else {
      throw BenchError(description: "\(path): no header")
    }
    let places = try Self.places(header.cells)
    var counter = FineCounter()
    while let scanned = try reader.next() {
      guard case .cells(let record) = scanned, record.count == header.count else { continue }
      let (decided, district) = (record.bytes(of: places[0]), record.bytes(of: places[1]))
      let (domain, item) = (record.bytes(of: places[2]), record.bytes(of: places[3]))
      let fine = record.bytes(of: places[4])
      counter.add(decided.span, district.span, domain.span, item.span, fine: fine.span)
    }
    return counter
  }

  private static func places(_ header: [String]) throws -> [Int] {
    try FineCounter.columns.map { name in
      guard let place = header.firstIndex(of: name) else {
        throw BenchError(description: "no column \(name)")
      }
      return place
    }
  }
}
