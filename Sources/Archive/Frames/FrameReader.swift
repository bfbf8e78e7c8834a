import CLibzstd

/// What a frame file was found to hold.
public struct FrameSummary: Equatable, Sendable {
  /// The size of the content in bytes.
  public var bytes = 0
  /// The hash of the content.
  public var sha256 = ContentHash(of: [])
  /// The size of the file in bytes.
  public var compressedBytes = 0
  /// The hash of the file.
  public var compressedSHA256 = ContentHash(of: [])
}

/// Reads the content of a frame file piece by piece, in memory that does not grow with it.
///
/// The content counts as checked only after the empty chunk that ends it.
@safe public struct FrameReader: ~Copyable {
  private static let inputSize = 128 << 10
  private static let chunkSize = 1 << 20

  private let file: FileDescriptor
  private let context: OpaquePointer
  private let contentSize: Int
  private var input: [UInt8]
  private var inputPosition = 0
  private var isComplete = false
  private var contentHasher = ContentHasher()
  private var fileHasher = ContentHasher()
  private var contentBytes = 0
  private var fileBytes: Int

  /// Opens a file below the archive and checks the header of its frame.
  ///
  /// - Parameters:
  ///   - relative: The path below the root; no component may be a link.
  ///   - root: The folder of the archive.
  ///   - expectedSize: The size of the content in bytes, nil where nobody promised one.
  ///   - limit: The most bytes of content, inclusive.
  /// - Throws: `missing`, `cannotRead`, `notARegularFile`, `unsafePath` or `damagedFrame`.
  public init(
    _ relative: String, beneath root: String, expectedSize: Int?, limit: Int
  ) throws(ArchiveError) {
    let file = try FileDescriptor.regularFile(relative, beneath: root)
    let start = try file.bytes(Self.inputSize, orThrow: ArchiveError.cannotRead)
    let header: FrameHeader
    let decoder: OpaquePointer
    do throws(FrameFault) {
      header = try FrameHeader(parsing: start.prefix(FrameHeader.longest))
      try header.check(expectedSize: expectedSize, limit: limit)
      unsafe decoder = try makeDecoder()
    } catch {
      throw .damagedFrame(path: file.path, fault: error)
    }
    unsafe context = decoder
    contentSize = header.contentSize
    self.file = file
    input = start
    fileBytes = start.count
    fileHasher.update(start)
  }

  deinit { unsafe _ = ZSTD_freeDCtx(context) }

  /// Returns the next piece of content, at most 1 MiB; empty when all of it was read and checked.
  public mutating func nextChunk() throws(ArchiveError) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: min(Self.chunkSize, contentSize - contentBytes))
    var filled = 0
    while !isComplete && (filled < chunk.count || chunk.isEmpty) {
      if inputPosition == input.count {
        guard try refill() else { throw damage(.truncated) }
      }
      let (result, produced) = step(into: &chunk, at: filled)
      if let fault = FrameFault(result: result) { throw damage(fault) }
      filled += produced
      isComplete = result == 0
    }
    chunk.removeLast(chunk.count - filled)
    contentHasher.update(chunk)
    contentBytes += filled
    if chunk.isEmpty { try checkEnd() }
    return chunk
  }

  /// Reads what is left and returns sizes and hashes of the whole.
  public mutating func readToEnd() throws(ArchiveError) -> FrameSummary {
    while !(try nextChunk().isEmpty) {}
    return FrameSummary(
      bytes: contentBytes, sha256: contentHasher.hash, compressedBytes: fileBytes,
      compressedSHA256: fileHasher.hash)
  }

  private mutating func checkEnd() throws(ArchiveError) {
    guard contentBytes == contentSize else {
      throw damage(.contentSize(promised: contentSize, found: contentBytes))
    }
    guard inputPosition == input.count, !(try refill()) else { throw damage(.trailingBytes) }
  }

  private mutating func refill() throws(ArchiveError) -> Bool {
    input = try file.bytes(Self.inputSize, orThrow: ArchiveError.cannotRead)
    inputPosition = 0
    fileBytes += input.count
    fileHasher.update(input)
    return !input.isEmpty
  }

  private mutating func step(
    into chunk: inout [UInt8], at filled: Int
  ) -> (result: Int, produced: Int) {
    let context = unsafe self.context
    var position = inputPosition
    let outcome = unsafe input.withUnsafeBytes { source in
      unsafe chunk.withUnsafeMutableBytes { target in
        var input = unsafe ZSTD_inBuffer(
          src: source.baseAddress, size: source.count, pos: position)
        var output = unsafe ZSTD_outBuffer(
          dst: target.baseAddress, size: target.count, pos: filled)
        let result = unsafe ZSTD_decompressStream(context, &output, &input)
        position = unsafe input.pos
        return unsafe (result, output.pos - filled)
      }
    }
    inputPosition = position
    return outcome
  }

  private func damage(_ fault: FrameFault) -> ArchiveError {
    .damagedFrame(path: file.path, fault: fault)
  }
}

private func makeDecoder() throws(FrameFault) -> OpaquePointer {
  guard let context = unsafe ZSTD_createDCtx() else {
    throw .refused(code: ZSTD_error_memory_allocation.rawValue)
  }
  let result = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 23)
  if let fault = FrameFault(result: result) {
    unsafe _ = ZSTD_freeDCtx(context)
    throw fault
  }
  return unsafe context
}
