import Archive
import CSV
import Contracts
import Ingestion

/// An export that the archive keeps, unpacked in staging/ to be read as it was read first.
struct UnpackedExport {
  let path: String
  private let export: ExportFile
  private let matcher: HeaderMatcher
  private let workspace: Workspace
  private let threads: Int

  /// Unpacks it; one at a time.
  init(
    _ raw: ArchivedFile, _ workspace: Workspace, _ profiles: [SourceProfile], threads: Int
  ) throws(StageError) {
    let path = workspace.staging + "/plain"
    try storing { () throws(ArchiveError) in
      try PartitionStore(archive: workspace.archive).unpack(raw, to: path)
    }
    export = try ExportFile(path, needsHash: { _ in false })
    self.path = path
    self.workspace = workspace
    self.threads = threads
    matcher = HeaderMatcher(profiles: profiles)
  }

  /// Reads its records as one source did.
  ///
  /// - Parameters:
  ///   - source: What it was read as.
  ///   - pseudonym: Stands for a person in the rows.
  ///   - isErased: Whether rows of a case are set apart, as in `RowPacker`.
  ///   - use: Takes what each block holds, in file order, and the form of the export.
  /// - Returns: The encoding.
  /// - Throws: Where it cannot be read as it was.
  func read(
    as source: ArchivedSource, pseudonym: @escaping @Sendable (Span<UInt8>) -> [UInt8],
    isErased: (@Sendable ([UInt8]) -> Bool)? = nil, use: (TakenBlock, ExportForm) throws -> Void
  ) async throws(StageError) -> TextEncoding {
    do {
      let form = try HeaderSearch(
        matcher: matcher, tableName: source.table, profileName: source.profile,
        encoding: TextEncoding(name: source.encoding)
      ).form(of: export)
      let normalizer = try form.normalizer(
        asOf: source.asOf.flatMap { CalendarDate($0) }, workspace, pseudonym: pseudonym)
      let feed = try export.pieces()
      var reader = try BlockReader(
        encoding: form.encoding, delimiter: form.delimiter,
        skippingBytes: export.detected.byteOrderMarkLength, source: { try feed.nextChunk() })
      let intake = try BlockIntake(form, normalizer, export: 1, isErased: isErased)
      try await reader.forEachBlock(
        workers: (0..<threads).map { _ in BlockWorker(intake) },
        work: { worker, block in worker.taken(block) }, use: { try use($0, form) })
      return form.encoding
    } catch let error as StageError {
      throw error
    } catch {
      throw StageError(
        .dataRefused, "\(source.shownName): the kept export cannot be read as it was: \(error)")
    }
  }

  /// Removes the unpacked file.
  func remove() throws(StageError) {
    try storing { () throws(ArchiveError) in try FileStore.remove(path) }
  }
}
