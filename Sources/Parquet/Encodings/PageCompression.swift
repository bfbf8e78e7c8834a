import CLibzstd

/// Turns pages into zstd frames, one after another with the same memory.
@safe struct PageCompressor: ~Copyable {
  private let context: OpaquePointer
  private let level: Int32

  /// The level is from 1 to 19.
  init(level: Int32) throws(ParquetError) {
    precondition((1...19).contains(level), "levels beyond 19 need much memory to read")
    guard let context = unsafe ZSTD_createCCtx() else {
      throw .zstd(code: ZSTD_error_memory_allocation.rawValue)
    }
    unsafe self.context = context
    self.level = level
  }

  deinit { unsafe _ = ZSTD_freeCCtx(context) }

  /// Returns a page as one frame; the same bytes for the same page, level and library.
  func frame(of page: [UInt8]) throws(ParquetError) -> [UInt8] {
    let (context, level) = unsafe (context, level)
    var size = 0
    let frame = unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(page.count)) {
      target, count in
      size = unsafe ZSTD_compressCCtx(
        context, target.baseAddress, target.count, page, page.count, level)
      count = ZSTD_isError(size) == 0 ? size : 0
    }
    guard ZSTD_isError(size) == 0 else { throw .zstd(code: ZSTD_getErrorCode(size).rawValue) }
    return frame
  }
}

/// Returns the page of a frame, nil where it is damaged or of another size.
func decompressedPage(_ frame: Span<UInt8>, bytes count: Int) -> [UInt8]? {
  var page = [UInt8](repeating: 0, count: count)
  let size = unsafe frame.withUnsafeBufferPointer { source in
    unsafe ZSTD_decompress(&page, count, source.baseAddress, source.count)
  }
  return ZSTD_isError(size) == 0 && size == count ? page : nil
}
