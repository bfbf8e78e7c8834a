import CSV

extension Reading {
  /// Reads a file in blocks, on as many threads as asked for.
  init(
    inBlocks bytes: [UInt8], _ file: FileForm = FileForm(), _ layout: BlockLayout = BlockLayout(),
    threads: Int = 1, chunk: Int = .max
  ) async throws {
    self.init()
    var rest = bytes[...]
    var reader = try BlockReader(
      encoding: file.encoding, delimiter: file.delimiter, skippingBytes: file.skipping,
      layout: layout
    ) {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
    let text = try file.text ?? CellText(encoding: file.encoding)
    var found: [Seen] = []
    do {
      let workers = (0..<threads).map { _ in BlockWorker(0) }
      try await reader.forEachBlock(workers: workers) { _, block in
        block.entries.indices.map { Seen($0, of: block, text) }
      } use: {
        found += $0
      }
    } catch let refusal as CSVError {
      error = refusal
    }
    records = found
    droppedControlZ = reader.droppedControlZ
  }
}

/// What a reader has to know of a file.
struct FileForm: Sendable {
  var encoding = TextEncoding.utf8
  var delimiter = Delimiter.comma
  var skipping = 0
  /// Decodes the cells, where it is at hand.
  var text: CellText?
}

extension Seen {
  init(_ index: Int, of block: RecordBlock, _ text: CellText) {
    let outcome: Outcome =
      switch block.entries[index].kind {
      case .blank: .blank
      case .rejected(let rule): .rejected(rule)
      case .cells(let first, let count):
        .cells(
          block.cells[first..<(first + count)].map { cell in
            text.text(of: block.bytes.span.extracting(cell.indices)) ?? "no text"
          })
      }
    self.init(
      outcome: outcome, position: block.position(of: index), raw: Array(block.rawBytes(of: index)))
  }

  /// Whether the other is the same to the byte; strings compare by canonical equivalence only.
  func isSame(as other: Seen) -> Bool {
    let bytes = cells?.map { Array($0.utf8) }
    return self == other && bytes == other.cells?.map { Array($0.utf8) }
  }
}

extension Reading {
  /// Whether the other one told the same to the byte.
  func isSame(as other: Reading) -> Bool {
    error == other.error && droppedControlZ == other.droppedControlZ
      && records.count == other.records.count
      && zip(records, other.records).allSatisfy { $0.isSame(as: $1) }
  }
}
