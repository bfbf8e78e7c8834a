/// Whether every byte of an archive is what its snapshots say.
public struct ArchiveCheck: Sendable {
  /// What is wrong, in byte order of path and rule; empty for a sound archive.
  public private(set) var findings: [ArchiveFinding] = []
  /// The number of files that were read.
  public private(set) var files = 0
  /// The number of bytes that were read, compressed as they lie there.
  public private(set) var bytes = 0

  private let archive: String
  private let columnReader: ColumnFileReader
  private var named: Set<String> = []

  /// Reads the whole archive, in memory that does not grow with its files.
  ///
  /// Files that a run is just writing count as extra; hold the lock to keep others out. Without a
  /// reader every column file is a finding.
  public init(
    of archive: String,
    readingColumnsWith reader: @escaping ColumnFileReader = { (_) throws(ArchiveError) in nil }
  ) throws(ArchiveError) {
    self.archive = archive
    columnReader = reader
    guard try FileStore.kind(of: archive) != nil else { throw .missing(path: archive) }
    var expected: Set<ArchivedFile> = []
    let firstKept = try firstKept()
    let published = try checkedSnapshots()
    for snapshot in published { checkSources(of: snapshot) }
    let rewritings = published.last?.rewritings ?? []
    for snapshot in published.map({ $0.rewritten(by: rewritings) }) {
      // Files that only pruned snapshots name may be gone already, or not yet.
      if snapshot.number < firstKept {
        named.formUnion(snapshot.files.map(\.path))
      } else {
        expected.formUnion(snapshot.files)
      }
    }
    named.formUnion(expected.map(\.path))
    for file in expected.sorted(by: { precedesByBytes($0.path, $1.path) }) {
      try check(file)
    }
    try findExtra(in: "")
    findings = Set(findings).sorted {
      $0.path == $1.path
        ? precedesByBytes($0.rule.rawValue, $1.rule.rawValue) : precedesByBytes($0.path, $1.path)
    }
  }

  private mutating func firstKept() throws(ArchiveError) -> Int {
    let store = SnapshotStore(archive: archive)
    named.insert(SnapshotStore.pruneMark)
    do throws(ArchiveError) {
      // A mark beyond the newest snapshot would excuse the loss of everything.
      return min(try store.firstKept(), try store.numbers().last ?? 1)
    } catch {
      report(SnapshotStore.pruneMark, try Self.rule(of: error))
      return 1
    }
  }

  private mutating func report(_ path: String, _ rule: ArchiveRule) {
    findings.append(ArchiveFinding(path: path, rule: rule))
  }

  private mutating func checkedSnapshots() throws(ArchiveError) -> [Snapshot] {
    let store = SnapshotStore(archive: archive)
    var snapshots: [Snapshot] = []
    var last: (number: Int, hash: ContentHash?) = (0, nil)
    for number in try store.numbers() {
      let path = SnapshotStore.path(of: number)
      named.formUnion([path, path + ".sha256"])
      for missing in last.number + 1..<number {
        report(SnapshotStore.path(of: missing), .missing)
      }
      let isNext = number == last.number + 1
      do throws(ArchiveError) {
        let (snapshot, hash, size) = try store.loadWithHash(number)
        if isNext, number == 1 || last.hash != nil, snapshot.previous != last.hash {
          report(path, .chain)
        }
        snapshots.append(snapshot)
        last = (number, hash)
        files += 1
        bytes += size
      } catch {
        report(path, try Self.rule(of: error))
        last = (number, nil)
      }
    }
    return snapshots
  }

  private mutating func checkSources(of snapshot: Snapshot) {
    let hashes = Dictionary(uniqueKeysWithValues: snapshot.files.map { ($0.path, $0.sha256) })
    for source in snapshot.sources {
      guard let path = source.path, hashes[path] != source.erased ?? source.sha256 else {
        continue
      }
      report(path, .source)
    }
  }

  private mutating func check(_ file: ArchivedFile) throws(ArchiveError) {
    do throws(ArchiveError) {
      let (size, hash) = try plainSummary(of: file.path)
      files += 1
      bytes += size
      if size != file.compressedBytes { report(file.path, .size) }
      if hash != file.compressedSHA256 { report(file.path, .hash) }
      try file.isColumnFile ? checkColumns(file) : checkFrame(file)
    } catch {
      report(file.path, try Self.rule(of: error))
    }
  }

  private mutating func checkFrame(_ file: ArchivedFile) throws(ArchiveError) {
    var reader = try FrameReader(
      file.path, beneath: archive, expectedSize: file.bytes, limit: file.bytes)
    if try reader.readToEnd().sha256 != file.sha256 { report(file.path, .contentHash) }
  }

  private mutating func checkColumns(_ file: ArchivedFile) throws(ArchiveError) {
    guard let content = try columnReader(RandomAccessFile(file.path, beneath: archive)) else {
      report(file.path, .columns)
      return
    }
    if content.bytes != file.bytes { report(file.path, .contentSize) }
    if content.sha256 != file.sha256 { report(file.path, .contentHash) }
  }

  private func plainSummary(
    of path: String
  ) throws(ArchiveError) -> (bytes: Int, hash: ContentHash) {
    let file = try FileDescriptor.regularFile(path, beneath: archive)
    var hasher = ContentHasher()
    var size = 0
    while true {
      let chunk = try file.bytes(InputFile.chunkSize, orThrow: ArchiveError.cannotRead)
      if chunk.isEmpty { return (size, hasher.hash) }
      hasher.update(chunk)
      size += chunk.count
    }
  }

  private mutating func findExtra(in folder: String) throws(ArchiveError) {
    for entry in try FileStore.entries(of: archive + "/" + folder) {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      if entry.kind == .folder, !named.contains(path) {
        try findExtra(in: path)
      } else if !named.contains(path) {
        report(path, .extra)
      }
    }
  }

  /// Damage becomes a finding; what says nothing about the archive is thrown.
  private static func rule(of error: ArchiveError) throws(ArchiveError) -> ArchiveRule {
    switch error {
    case .missing: .missing
    case .notARegularFile, .unsafePath: .kind
    case .damagedFrame(_, .contentSize): .contentSize
    case .damagedFrame: .frame
    case .mismatch(_, let rule): rule
    case .damagedSnapshot(_, .chain): .chain
    case .damagedSnapshot, .tooLarge: .snapshot
    case .newerFormat: .version
    case .cannotRead where error.exitCode == 77: .kind
    default: throw error
    }
  }
}
