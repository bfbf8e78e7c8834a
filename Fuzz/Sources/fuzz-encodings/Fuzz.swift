import FuzzInput
import Glibc

@testable import CSV

/// Decodes the input in every encoding: text where iconv says so, the same text, and no other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe FuzzInput(start, count).bytes
  do {
    for encoding in TextEncoding.allCases { try compare(bytes, encoding) }
    try compareTables(bytes)
  } catch {
    fatalError("decoding throws \(error)")
  }
  let isUTF8 = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  hold(unsafe UTF8Check.passes(bytes.span.bytes) == isUTF8, "UTF-8 at once is \(!isUTF8)")
  compareDetection(bytes)
  return 0
}

private func compare(_ bytes: [UInt8], _ encoding: TextEncoding) throws {
  // In UTF-8 the C library takes codes beyond Unicode for text.
  let expected =
    encoding == .utf8
    ? String(validating: bytes, as: UTF8.self).map { Array($0.utf8) }
    : converted(bytes, from: encoding.rawValue)
  let found = try encoding.decode(bytes[...])
  hold(found.map { Array($0.utf8) } == expected, "\(encoding): \(found ?? "none")")
  let fault = try encoding.fault(in: bytes[...])
  hold((fault == nil) == (expected != nil), "\(encoding): fault \(String(describing: fault))")
  if let fault {
    let sound = Array(bytes.prefix(fault.offset))
    hold(try encoding.decode(sound[...]) != nil, "\(encoding): a fault before the fault")
  }
  guard let found, let again = try encoding.encode(found) else { return }
  hold(try encoding.decode(again[...]) == found, "\(encoding): written and read again")
}

/// The tables that stand in for the converter say the same.
private func compareTables(_ bytes: [UInt8]) throws {
  let expected = converted(bytes, from: "GB18030")
  var found: [UInt8] = []
  let isText = gb18030.text.append(bytes.span, to: &found)
  hold(isText == (expected != nil) && (!isText || found == expected), "cell by table: \(found)")
  let areAll = gb18030.codes.areAll(bytes.span)
  hold(!areAll || (expected != nil && !bytes.contains(0)), "codes that are no text")
}

private struct Tables: Sendable {
  let text: CellText
  let codes: GB18030Codes
}

private let gb18030: Tables = {
  do {
    return Tables(text: try CellText(encoding: .gb18030), codes: try GB18030Codes.standard)
  } catch {
    fatalError("\(error)")
  }
}()

/// The parts in which a file arrives change nothing of what is detected.
private func compareDetection(_ bytes: [UInt8]) {
  let found = [1, 7, Int.max].map { size in
    var (detector, rest) = (EncodingDetector(), bytes[...])
    while !rest.isEmpty {
      detector.consume(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return detector.finish()
  }
  hold(found[0] == found[1] && found[1] == found[2], "\(found)")
}

/// The bytes as UTF-8 by the C library alone, or nil.
private func converted(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
  let converter = unsafe iconv_open("UTF-8", encoding)
  defer { _ = unsafe iconv_close(converter) }
  let room = bytes.count * 4 + 16
  let source = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count + 1)
  let target = UnsafeMutableBufferPointer<CChar>.allocate(capacity: room)
  defer {
    unsafe source.deallocate()
    unsafe target.deallocate()
  }
  for (index, byte) in bytes.enumerated() { unsafe source[index] = CChar(bitPattern: byte) }
  var (input, output) = (source.baseAddress, target.baseAddress)
  var (count, left) = (bytes.count, room)
  let answer = unsafe iconv(converter, &input, &count, &output, &left)
  guard answer != Int(bitPattern: UInt.max) else { return nil }
  return unsafe target.prefix(room - left).map { UInt8(bitPattern: $0) }
}
