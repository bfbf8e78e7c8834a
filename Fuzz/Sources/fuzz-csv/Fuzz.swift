import CSV
import FuzzInput

/// Reads the input as a file: the scanner in blocks of any size must tell what libcsv tells.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe FuzzInput(start, count)
  let bytes = input.expanded
  do {
    var form = FileForm(detectedIn: bytes)
    // Asking the converter for its codes takes long, so that few inputs are read as GB18030.
    if form.encoding == .gb18030, count % 64 != 0 { form.encoding = .utf8 }
    try compare(bytes, form)
    // Some are read in an encoding that they may not be in.
    if count % 64 == 3 {
      let encoding = TextEncoding.allCases[count / 64 % TextEncoding.allCases.count]
      try compare(bytes, FileForm(encoding: encoding, delimiter: .comma))
    }
    try writeAndReadAgain(bytes)
  } catch {
    fatalError("the reader throws \(error)")
  }
  return 0
}

private func compare(_ bytes: [UInt8], _ form: FileForm) throws {
  let expected = try Reading(bytes, form.encoding, form.delimiter, skipping: form.skipping)
  checkPlaces(expected, bytes, form)
  var form = form
  form.text = try CellText(encoding: form.encoding)
  let sizes = form.encoding == .gb18030 ? [17, 4_096] : [16, 17, 64, 255, 4_096]
  for (index, size) in sizes.enumerated() {
    let layout = BlockLayout(blockBytes: size)
    let chunk = [7, Int.max][(index + bytes.count) % 2]
    let found = try Reading(oneThread: bytes, form, layout, chunk: chunk)
    hold(found.isSame(as: expected), "blocks of \(size): \(found) instead of \(expected)")
  }
  let layout = BlockLayout(parser: .libcsv, blockBytes: 31)
  let found = try Reading(oneThread: bytes, form, layout, chunk: .max)
  hold(found.isSame(as: expected), "libcsv in blocks: \(found) instead of \(expected)")
}

/// No byte of the file is in two records or in none, up to where it is refused.
private func checkPlaces(_ reading: Reading, _ bytes: [UInt8], _ form: FileForm) {
  var place = min(form.skipping, bytes.count)
  for (index, record) in reading.records.enumerated() {
    hold(record.position.byteOffset == place, "a gap before record \(index + 1)")
    hold(record.position.record == index + 1, "record \(index + 1) has another number")
    place += record.position.byteLength
    hold(place <= bytes.count, "record \(index + 1) ends behind the file")
    hold(Array(bytes[(place - record.raw.count)..<place]) == record.raw, "other raw bytes")
  }
  let end = bytes.count - (reading.droppedControlZ ? controlZBytes(form) : 0)
  hold(reading.error != nil || place >= end, "bytes after \(place) are in no record")
}

private func controlZBytes(_ form: FileForm) -> Int {
  switch form.encoding {
  case .utf8, .gb18030: 1
  case .utf16LittleEndian, .utf16BigEndian: 2
  }
}

/// What is written from the cells of a file is read back unchanged.
private func writeAndReadAgain(_ bytes: [UInt8]) throws {
  guard let rows = try? CSVText.rows(of: bytes) else { return }
  var writer = CSVWriter()
  for row in rows { writer.append(row) }
  let again = try CSVText.rows(of: writer.bytes)
  let same = again.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }
  // A mark at the start of a file is none of its text, and a byte 1A at its end is dropped.
  let isMarked = rows.first?.first?.unicodeScalars.first == "\u{FEFF}"
  hold(same || isMarked, "\(rows) is read back as \(again)")
}

extension FileForm {
  /// As the program takes a file whose name and profile say nothing.
  init(detectedIn bytes: [UInt8]) {
    var detector = EncodingDetector()
    detector.consume(bytes[...])
    let found = detector.finish()
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let delimiter = Delimiter.allCases.max { left, right in
      line.count { $0 == left.rawValue } < line.count { $0 == right.rawValue }
    }
    self.init(
      encoding: found.encoding, delimiter: delimiter ?? .comma,
      skipping: found.byteOrderMarkLength)
  }
}

extension Reading {
  /// Reads a file in blocks, one after another.
  init(
    oneThread bytes: [UInt8], _ form: FileForm, _ layout: BlockLayout, chunk: Int
  ) throws {
    self.init()
    var rest = bytes[...]
    var reader = try BlockReader(
      encoding: form.encoding, delimiter: form.delimiter, skippingBytes: form.skipping,
      layout: layout
    ) {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
    let text = try form.text ?? CellText(encoding: form.encoding)
    do {
      while let block = try reader.nextBlock() {
        records += block.entries.indices.map { Seen($0, of: block, text) }
      }
    } catch let refusal as CSVError {
      error = refusal
    }
    droppedControlZ = reader.droppedControlZ
  }
}
