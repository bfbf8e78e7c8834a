import Glibc

/// GB18030 by iconv(3) of the C library, for text that is valid.
enum GB18030 {
  static func encoded(_ text: [UInt8]) -> [UInt8] { converted(text, from: "UTF-8", to: "GB18030") }

  static func decoded(_ text: [UInt8]) -> [UInt8] { converted(text, from: "GB18030", to: "UTF-8") }

  private static func converted(_ text: [UInt8], from: String, to: String) -> [UInt8] {
    guard !text.isEmpty, let handle = unsafe iconv_open(to, from) else { return [] }
    defer { _ = unsafe iconv_close(handle) }
    let capacity = text.count * 4
    var source = text.map { CChar(bitPattern: $0) }
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      unsafe source.withUnsafeMutableBufferPointer { source in
        var input = source.baseAddress
        var (inputLeft, outputLeft) = (source.count, capacity)
        unsafe target.withMemoryRebound(to: CChar.self) { target in
          var output = target.baseAddress
          _ = unsafe iconv(handle, &input, &inputLeft, &output, &outputLeft)
        }
        precondition(inputLeft == 0, "valid text is converted whole")
        count = capacity - outputLeft
      }
    }
  }
}
