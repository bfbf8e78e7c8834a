import Glibc

/// A conversion between two encodings by iconv(3) of the C library.
@safe final class TextConverter {
  /// What became of some bytes.
  enum Result {
    case converted([UInt8])
    case failed(EncodingFault)
  }

  private let handle: iconv_t

  init(from source: TextEncoding, to target: TextEncoding) throws(CSVError) {
    let handle = unsafe iconv_open(target.rawValue, source.rawValue)
    // iconv_open answers minus one instead of a null pointer.
    guard let opened = unsafe handle, Int(bitPattern: opened) != -1 else {
      throw .encodingUnavailable(source == .utf8 ? target : source)
    }
    unsafe self.handle = opened
  }

  deinit {
    _ = unsafe iconv_close(handle)
  }

  /// Returns all of `bytes` converted, or the first fault.
  func convert(_ bytes: ArraySlice<UInt8>) -> Result {
    var fault: EncodingFault?
    // No character more than doubles: a letter of two UTF-8 bytes takes at most four in GB18030.
    let capacity = bytes.count * 2 + 4
    let converted = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      unsafe bytes.withUnsafeBytes { source in
        unsafe (count, fault) = run(source, into: UnsafeMutableRawBufferPointer(target))
      }
    }
    return fault.map(Result.failed) ?? .converted(converted)
  }

  private func run(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> (count: Int, fault: EncodingFault?) {
    // iconv takes the source as mutable by tradition and never writes to it.
    var input = unsafe UnsafeMutablePointer(
      mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
    var output = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
    var (inputLeft, outputLeft) = (source.count, target.count)
    let answer = unsafe iconv(handle, &input, &inputLeft, &output, &outputLeft)
    let count = target.count - outputLeft
    guard answer == Int(bitPattern: UInt.max) else { return (count, nil) }
    let reason = errno
    precondition(reason != E2BIG, "the target holds twice the source")
    _ = unsafe iconv(handle, nil, nil, nil, nil)
    return (
      count, EncodingFault(offset: source.count - inputLeft, isIncomplete: reason == EINVAL)
    )
  }
}
