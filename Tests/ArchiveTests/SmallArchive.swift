@testable import Archive

/// An archive of two snapshots with a partition, a reference table and a raw export.
struct SmallArchive {
  let folder: TemporaryFolder
  let path: String
  let files: [ArchivedFile]

  init(hasOnlyOneFile: Bool = false) throws {
    folder = try TemporaryFolder()
    path = folder.path + "/archive"
    let store = PartitionStore(archive: path)
    let snapshots = SnapshotStore(archive: path)
    let part = try store.write(
      Array("a,b\n1,2\n".utf8), folder: "cases/month=2024-05", prefix: "part",
      label: FileLabel(table: "cases", month: "2024-05", kind: .partition), rows: 1)
    if hasOnlyOneFile {
      files = [part]
      try snapshots.publish(snapshots.next(files: files, sources: []))
      try snapshots.publish(snapshots.next(files: [], sources: []))
      return
    }
    let raw = rawFile(try store.keepRaw(Array("A;B\n1;2\n".utf8)), rows: 1)
    var source = ArchivedSource(
      name: "export.csv", sha256: raw.sha256, bytes: raw.bytes, table: "cases", order: 1)
    source.path = raw.path
    source.records = 1
    source.accepted = 1
    source.notes = ["Z-CODE": 1, "A-CODE": 2]
    try snapshots.publish(snapshots.next(files: [part, raw], sources: [source]))
    let items = try store.write(
      Array("code\n1\n".utf8), folder: "reference", prefix: "items",
      label: FileLabel(table: "items", month: nil, kind: .reference), rows: 1)
    files = [part, raw, items]
    try snapshots.publish(snapshots.next(files: files, sources: [source]))
  }

  var findings: [String] {
    get throws {
      try ArchiveCheck(of: path).findings.map { "\($0.path) \($0.rule.rawValue)" }
    }
  }

  /// Every file below the archive.
  var paths: [String] {
    get throws { try Self.files(below: path, prefix: "") }
  }

  private static func files(below root: String, prefix: String) throws -> [String] {
    var found: [String] = []
    for entry in try FileStore.entries(of: root + "/" + prefix) {
      let path = prefix.isEmpty ? entry.name : prefix + "/" + entry.name
      found += entry.kind == .folder ? try files(below: root, prefix: path) : [path]
    }
    return found
  }
}

/// The entry of a kept export.
func rawFile(_ summary: FrameSummary, rows: Int) -> ArchivedFile {
  ArchivedFile(
    path: PartitionStore.rawPath(of: summary.sha256),
    label: FileLabel(table: "cases", month: nil, kind: .raw), rows: rows, summary: summary)
}

extension PartitionStore {
  /// Keeps an export in two pieces.
  func keepRaw(_ content: [UInt8]) throws(ArchiveError) -> FrameSummary {
    var writer = try RawExportWriter(in: self, bytes: content.count, path: "export.csv")
    try writer.append(Array(content.prefix(1)))
    try writer.append(Array(content.dropFirst()))
    return try writer.finish(ContentHash(of: content))
  }

  /// Writes a file aside and takes it over, as ingesting and archiving do.
  func write(
    _ content: [UInt8], folder: String, prefix: String, label: FileLabel, rows: Int
  ) throws(ArchiveError) -> ArchivedFile {
    let staging = archive + "-staging"
    try FileStore.makeFolder(staging, access: .ownerOnly)
    var writer = PartitionWriter(archive: staging)
    try writer.append(content)
    let file = try writer.finish(folder: folder, prefix: prefix, label: label, rows: rows)
    return try adopt(file, from: staging) { (_) throws(ArchiveError) in nil }
  }
}
