import Archive

/// What remains of an export that was read to its end.
struct KeptExport: Sendable {
  /// SHA-256 of all bytes.
  let hash: ContentHash
  /// The file that keeps them; nil where none does.
  let raw: FrameSummary?
}

/// The bytes of an export on their way from who reads them to who hashes and keeps them.
///
/// The same bytes go both ways, so that what is archived is what was read.
struct ExportRelay: Sendable {
  fileprivate let chunks = AsyncStream.makeStream(of: [UInt8].self)
  // One for each chunk that is kept.
  fileprivate let receipts = AsyncStream.makeStream(of: Void.self)

  /// Hashes what comes, and compresses it into a store if there is one.
  ///
  /// - Throws: What creating or writing a file throws, or exit 75 where not all bytes came.
  func kept(_ export: ExportFile, in store: PartitionStore?) async throws(StageError) -> KeptExport
  {
    defer { receipts.continuation.finish() }
    do throws(ArchiveError) {
      var hasher = ContentHasher()
      var writer: RawExportWriter?
      if let store {
        writer = try RawExportWriter(in: store, bytes: export.bytes, path: export.path)
      }
      for await chunk in chunks.stream {
        hasher.update(chunk)
        try writer?.append(chunk)
        receipts.continuation.yield()
      }
      guard let kept = writer.take() else { return KeptExport(hash: hasher.hash, raw: nil) }
      return KeptExport(hash: hasher.hash, raw: try kept.finish(hasher.hash))
    } catch {
      throw StageError(error)
    }
  }
}

/// Reads an export for the parser, and sends all it reads to the relay.
final class ExportFeed {
  // Those who keep may be so many chunks behind, to work at the same time in bounded memory.
  private static let mostAhead = 8

  private var input: InputFile
  private let relay: ExportRelay
  private var receipts: AsyncStream<Void>.AsyncIterator
  private var ahead = 0

  init(_ export: ExportFile, to relay: ExportRelay) throws(StageError) {
    input = try storing { () throws(ArchiveError) in try export.reopened() }
    self.relay = relay
    receipts = relay.receipts.stream.makeAsyncIterator()
  }

  /// The next bytes; empty at the end.
  func nextChunk() throws(ArchiveError) -> [UInt8] {
    let chunk = try input.nextChunk()
    if !chunk.isEmpty {
      relay.chunks.continuation.yield(chunk)
      ahead += 1
    }
    return chunk
  }

  /// Waits while too many chunks are not kept yet.
  nonisolated(nonsending) func pace() async {
    while ahead > Self.mostAhead, await receipts.next(isolation: #isolation) != nil {
      ahead -= 1
    }
  }

  /// Ends the export; throws when it is not what was opened first.
  func finish() throws(StageError) {
    relay.chunks.continuation.finish()
    try storing { () throws(ArchiveError) in try input.checkUnchanged() }
  }
}
