import CSV

/// Turns records into the bytes of a file.
struct FileWriter {
  var form: FileForm
  /// Source positions of the written columns.
  var order: [Int]

  private static let missingCells = 5

  func bytes(header: [String], records: [Record], name: String) throws(SimulationError)
    -> [UInt8]
  {
    var text = line(arranged(header))
    for record in records {
      switch record {
      case .cells(let cells): text += line(arranged(cells))
      case .truncated(let cells): text += line(arranged(cells).dropLast(Self.missingCells))
      case .brokenQuote(let cells): text += brokenLine(cells)
      case .emptyLine: text += ending
      }
    }
    let marked = form.hasByteOrderMark ? "\u{FEFF}" + text : text
    do throws(CSVError) {
      if let bytes = try form.encoding.encode(marked) { return bytes }
    } catch {
      throw .noConverter(file: name)
    }
    throw .notEncodable(file: name)
  }

  private var ending: String {
    switch form.lineEnd {
    case .crlf: "\r\n"
    case .lineFeed: "\n"
    case .carriageReturn: "\r"
    }
  }

  private func arranged(_ cells: [String]) -> [String] {
    order.map { cells[$0] }
  }

  private func line<Cells: Collection<String>>(_ cells: Cells) -> String {
    var writer = CSVWriter(delimiter: form.delimiter, lineEnd: .lf, byteOrderMark: false)
    writer.append(Array(cells))
    return String(decoding: writer.bytes.dropLast(), as: UTF8.self) + ending
  }

  private func brokenLine(_ cells: [String]) -> String {
    let mark = "BROKEN"
    var marked = cells
    marked[CaseColumns.partyName] = mark
    let broken = "\"\(cells[CaseColumns.partyName])\"旧"
    let parts = line(arranged(marked)).split(separator: mark, maxSplits: 1)
    return parts.joined(separator: broken)
  }
}
