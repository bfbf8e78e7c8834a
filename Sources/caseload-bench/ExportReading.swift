import CSV
import Glibc

/// Why an export could not be counted.
struct BenchError: Error, CustomStringConvertible {
  let description: String
}

/// Reads an export in blocks on some threads and counts it.
struct ExportReading {
  let path: String
  let encoding: TextEncoding
  let parser: Parser
  let threads: Int

  /// Returns the counts of all records that have as many cells as the header.
  func counted() async throws -> FineTable {
    let header = try header()
    let places = try RowReading.columns.map { name in
      guard let place = header.firstIndex(of: name) else {
        throw BenchError(description: "no column \(name)")
      }
      return place
    }
    let workers = (0..<threads).map { _ in
      BlockWorker(RowReading(places: places, width: header.count))
    }
    try await withBlocks { reader in
      try await reader.forEachBlock(
        workers: workers, work: { reading, block in reading.add(block) }, use: { _ in })
    }
    var readings: [RowReading] = []
    for worker in workers { readings.append(await worker.current) }
    return try FineTable(readings, encoding)
  }

  private func header() throws -> [String] {
    let descriptor = try opened()
    defer { close(descriptor) }
    var reader = try reader(of: descriptor)
    guard let block = try reader.nextBlock(),
      case .cells(let first, let count)? = block.entries.first?.kind
    else { throw BenchError(description: "\(path): no header") }
    return try block.cells[first..<(first + count)].map { cell in
      try block.encoding.decode(block.bytes(of: cell)) ?? ""
    }
  }

  private func withBlocks(_ body: (inout BlockReader) async throws -> Void) async throws {
    let descriptor = try opened()
    defer { close(descriptor) }
    var reader = try reader(of: descriptor)
    try await body(&reader)
  }

  private func opened() throws -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw BenchError(description: "\(path): cannot be read") }
    return descriptor
  }

  private func reader(of descriptor: Int32) throws -> BlockReader {
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    return try BlockReader(
      encoding: encoding, delimiter: .comma, layout: BlockLayout(parser: parser)
    ) {
      let length = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      guard length > 0 else { return nil }
      return length == chunk.count ? chunk : Array(chunk[..<length])
    }
  }
}
