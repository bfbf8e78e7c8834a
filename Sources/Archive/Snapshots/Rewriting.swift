/// Why files of an archive were written anew, and what stands in the place of each.
///
/// A snapshot carries every rewriting up to it, so that it is the tombstone of what is gone.
public struct Rewriting: Codable, Equatable, Sendable {
  /// What the rows were changed for.
  public enum Cause: String, Codable, Sendable {
    /// Rows of some cases were taken out.
    case purge
    /// Pseudonyms were made anew with another key.
    case key
  }

  /// A file that is gone.
  public struct Replacement: Codable, Equatable, Sendable {
    /// The path that older snapshots name.
    public let path: String
    /// The file in its place, nil where no row was left.
    public let by: ArchivedFile?

    /// Names a file and what stands in its place.
    public init(path: String, by file: ArchivedFile?) {
      self.path = path
      by = file
    }
  }

  /// The number of the snapshot that it made.
  public let snapshot: Int
  /// What it was done for.
  public let cause: Cause
  /// The operator's words or code.
  public let reason: String
  /// The day that the operator gave as YYYY-MM-DD; no clock is read.
  public let asOf: String?
  /// The version of the program.
  public let program: String
  /// The identifier of the key of the tombstones, or of the new key.
  public let keyIdentifier: String
  /// Keyed hashes of the identities that were taken out, sorted; they name nobody.
  public let tombstones: [String]
  /// The files that are gone, in byte order of their paths.
  public let replaced: [Replacement]

  /// Describes a rewriting; hashes and files are sorted here.
  public init(
    snapshot: Int, note: RewritingNote, tombstones: [String], replaced: [Replacement]
  ) {
    self.snapshot = snapshot
    (cause, reason, asOf) = (note.cause, note.reason, note.asOf)
    (program, keyIdentifier) = (note.program, note.keyIdentifier)
    self.tombstones = tombstones.sorted(by: precedesByBytes)
    self.replaced = replaced.sorted { precedesByBytes($0.path, $1.path) }
  }
}

/// Who rewrote an archive with what, and why.
public struct RewritingNote: Equatable, Sendable {
  /// What it was done for.
  public let cause: Rewriting.Cause
  /// The operator's words or code.
  public let reason: String
  /// The day that the operator gave as YYYY-MM-DD.
  public let asOf: String?
  /// The version of the program.
  public let program: String
  /// The identifier of the key of the tombstones, or of the new key.
  public let keyIdentifier: String

  /// Makes a note.
  public init(
    _ cause: Rewriting.Cause, reason: String, asOf: String?, program: String,
    keyIdentifier: String
  ) {
    self.cause = cause
    self.reason = reason
    self.asOf = asOf
    self.program = program
    self.keyIdentifier = keyIdentifier
  }
}

extension Snapshot {
  /// The identifier of the key that makes the pseudonyms; nil before the first export.
  public var keyIdentifier: String? {
    (rewritings ?? []).last { $0.cause == .key }?.keyIdentifier ?? sources.last?.keyIdentifier
  }

  /// The snapshot with the files that stand in the place of those that later rewritings replaced.
  func rewritten(by rewritings: [Rewriting]) -> Snapshot {
    let later = rewritings.filter { $0.snapshot > number }.sorted { $0.snapshot < $1.snapshot }
    guard !later.isEmpty else { return self }
    var files = files
    for rewriting in later {
      let replaced = Dictionary(
        rewriting.replaced.map { ($0.path, $0.by) }, uniquingKeysWith: { first, _ in first })
      files = files.compactMap { file in
        guard let replacement = replaced[file.path] else { return file }
        return replacement
      }
    }
    // Two exports that differed in a purged record alone are one file now.
    var seen: Set<String> = []
    return Snapshot(
      number: number, previous: previous, files: files.filter { seen.insert($0.path).inserted },
      sources: sources, rewritings: self.rewritings)
  }
}

extension SnapshotStore {
  /// Publishes the newest snapshot with other files in the place of some; needs the lock.
  ///
  /// What is replaced stays until `removeUnnamed`.
  ///
  /// - Parameters:
  ///   - note: What for.
  ///   - tombstones: Keyed hashes of identities that were taken out.
  ///   - replaced: Files of any snapshot, and what stands in their place.
  ///   - sources: The exports with what changed of them.
  /// - Returns: The snapshot.
  /// - Throws: What reading or writing a snapshot throws.
  public func publish(
    _ note: RewritingNote, tombstones: [String], replaced: [Rewriting.Replacement],
    sources: [ArchivedSource]
  ) throws(ArchiveError) -> Snapshot {
    guard let number = try numbers().last else { throw .missing(path: archive) }
    let (last, hash, _) = try loadWithHash(number)
    let rewriting = Rewriting(
      snapshot: number + 1, note: note, tombstones: tombstones, replaced: replaced)
    let next = Snapshot(
      number: number + 1, previous: hash, files: last.rewritten(by: [rewriting]).files,
      sources: sources, rewritings: (last.rewritings ?? []) + [rewriting])
    try publish(next)
    return next
  }

  /// Removes what no snapshot names, which a rewriting replaced or did not get to name.
  ///
  /// Needs the lock. A damaged snapshot is thrown before anything is removed.
  ///
  /// - Returns: The number of files removed.
  /// - Throws: What reading the snapshots or removing a file throws.
  @discardableResult
  public func removeUnnamed() throws(ArchiveError) -> Int {
    var named: Set<String> = [Self.pruneMark]
    for number in try numbers() {
      named.formUnion(try load(number).files.map(\.path))
      named.formUnion([Self.path(of: number), Self.path(of: number) + ".sha256"])
    }
    return try removeFiles(in: "", besides: named)
  }

  private func removeFiles(
    in folder: String, besides named: Set<String>
  ) throws(ArchiveError) -> Int {
    var (removed, inner) = (0, 0)
    for entry in try FileStore.entries(of: archive + "/" + folder) {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      if entry.kind == .folder {
        inner += try removeFiles(in: path, besides: named)
      } else if !named.contains(path) {
        try FileStore.remove(archive + "/" + path)
        removed += 1
      }
    }
    // The mark of the rewriting goes after this: what is gone must not come back with the power.
    if removed > 0 { try FileStore.synchronizeFolder(archive + "/" + folder) }
    return removed + inner
  }
}
