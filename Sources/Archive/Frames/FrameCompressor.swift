import CLibzstd

/// Turns bytes that arrive in pieces into one frame, in memory that does not grow with them.
@safe struct FrameCompressor: ~Copyable {
  private let context: OpaquePointer
  private let path: String
  private var buffer: [UInt8]

  /// Prepares a frame for exactly `contentSize` bytes; another number fails in the end.
  init(level: Int32, contentSize: Int, path: String) throws(ArchiveError) {
    precondition((1...19).contains(level), "levels beyond 19 need a window that we refuse")
    let encoder: OpaquePointer
    do throws(FrameFault) {
      unsafe encoder = try makeEncoder(level: level, contentSize: contentSize)
    } catch {
      throw .damagedFrame(path: path, fault: error)
    }
    unsafe context = encoder
    self.path = path
    buffer = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())
  }

  deinit { unsafe _ = ZSTD_freeCCtx(context) }

  /// Appends to `frame` what the library gives out for the content.
  mutating func add(
    _ content: [UInt8], isLast: Bool, to frame: inout [UInt8]
  ) throws(ArchiveError) {
    var consumed = 0
    while true {
      let (remaining, produced) = step(content, from: &consumed, isLast: isLast)
      guard let fault = FrameFault(result: remaining) else {
        frame += buffer.prefix(produced)
        if isLast ? remaining == 0 : consumed == content.count { return }
        continue
      }
      // The pledge was the size of the input at opening.
      throw fault == .truncated
        ? .inputChanged(path: path) : .damagedFrame(path: path, fault: fault)
    }
  }

  private mutating func step(
    _ content: [UInt8], from consumed: inout Int, isLast: Bool
  ) -> (remaining: Int, produced: Int) {
    let context = unsafe self.context
    let directive = isLast ? ZSTD_e_end : ZSTD_e_continue
    return unsafe content.withUnsafeBytes { source in
      unsafe buffer.withUnsafeMutableBytes { target in
        var input = unsafe ZSTD_inBuffer(
          src: source.baseAddress, size: source.count, pos: consumed)
        var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let remaining = unsafe ZSTD_compressStream2(context, &output, &input, directive)
        consumed = unsafe input.pos
        return unsafe (remaining, output.pos)
      }
    }
  }
}

private func makeEncoder(level: Int32, contentSize: Int) throws(FrameFault) -> OpaquePointer {
  guard let context = unsafe ZSTD_createCCtx() else {
    throw .refused(code: ZSTD_error_memory_allocation.rawValue)
  }
  for result in unsafe [
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level),
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1),
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1),
    ZSTD_CCtx_setPledgedSrcSize(context, UInt64(contentSize)),
  ] {
    guard let fault = FrameFault(result: result) else { continue }
    unsafe _ = ZSTD_freeCCtx(context)
    throw fault
  }
  return unsafe context
}
