import Testing

@testable import Archive

@Suite struct SnapshotStoreTests {
  let small: SmallArchive
  let store: SnapshotStore
  var first: String { small.path + "/snapshots/000001.json" }

  init() throws {
    small = try SmallArchive()
    store = SnapshotStore(archive: small.path)
  }

  @Test func aNewArchiveHasNone() throws {
    let store = SnapshotStore(archive: small.path + "/none")
    #expect(try store.numbers().isEmpty)
    #expect(try store.latest() == nil)
    #expect(try store.next(files: [], sources: []).previous == nil)
  }

  @Test func eachNamesTheOneBefore() throws {
    #expect(try store.numbers() == [1, 2])
    let latest = try store.latest()
    #expect(latest?.number == 2)
    #expect(latest?.previous == ContentHash(of: try bytes(of: first)))
    #expect(latest?.files == small.files)
    #expect(try store.load(1).sources == latest?.sources)
    #expect(mode(of: first) == 0o600)
  }

  @Test func equalSnapshotsAreEqualBytes() throws {
    let other = try SmallArchive()
    for number in [1, 2] {
      let name = "/snapshots/00000\(number).json"
      #expect(try bytes(of: small.path + name) == bytes(of: other.path + name))
    }
  }

  @Test func anExistingNumberIsNeverReplaced() throws {
    let before = try bytes(of: first)
    let snapshot = Snapshot(number: 1, previous: nil, files: [], sources: [])
    #expect(
      failure { () throws(ArchiveError) in try store.publish(snapshot) }
        == .alreadyPublished(path: first))
    #expect(try bytes(of: first) == before)
  }

  @Test func numbersAndChainHaveNoGap() throws {
    let hash = ContentHash(of: [])
    for (number, previous) in [(4, hash), (3, hash), (3, nil)] as [(Int, ContentHash?)] {
      let snapshot = Snapshot(number: number, previous: previous, files: [], sources: [])
      let error = failure { () throws(ArchiveError) in try store.publish(snapshot) }
      #expect(error?.exitCode == 65)
    }
    #expect(try store.numbers() == [1, 2])
  }

  @Test func anOrphanedChecksumDoesNotStopTheNextRun() throws {
    // What a run leaves that dies between the checksum and the snapshot.
    try overwrite(small.path + "/snapshots/000003.json.sha256", [1])
    try store.publish(store.next(files: [], sources: []))
    #expect(try store.latest()?.number == 3)
  }

  @Test func aNewerFormatIsNotRead() throws {
    try replace(#""formatVersion" : 2"#, with: #""formatVersion" : 7"#)
    let error = failure { () throws(ArchiveError) in _ = try store.load(1) }
    #expect(error == .newerFormat(path: first, version: 7))
    #expect(error?.exitCode == 78)
    #expect(error?.description.contains("needs version ≥ 7") == true)
  }

  @Test func anEditIsNoticed() throws {
    let text = String(decoding: try bytes(of: first), as: UTF8.self)
    try overwrite(first, Array(text.replacing("export.csv", with: "other.csv").utf8))
    #expect(
      failure { () throws(ArchiveError) in _ = try store.load(1) }
        == .damagedSnapshot(path: first, fault: .checksum))
  }

  @Test(arguments: [
    (#""number" : 1"#, #""number" : 2"#, SnapshotFault.number),
    (#""path" : "cases/"#, #""path" : "../cases/"#, .files),
    (#""path" : "cases/"#, #""path" : "zcases/"#, .files),
    (#""rows" : "#, #""rows" : 9223372036854"#, .sizes),
    (#""bytes" : "#, #""bytes" : -1"#, .sizes),
    (#""records" : "#, #""records" : -1"#, .sizes),
    (#""kind" : "raw""#, #""kind" : "other""#, .malformed),
    (#""sha256" : ""#, #""sha256" : "A"#, .malformed),
    ("{", "[", .malformed),
  ])
  func aForgedSnapshotIsRefused(_ old: String, _ new: String, _ fault: SnapshotFault) throws {
    try replace(old, with: new)
    #expect(
      failure { () throws(ArchiveError) in _ = try store.load(1) }
        == .damagedSnapshot(path: first, fault: fault))
  }

  // Swift's strings compare by canonical equivalence, their bytes do not: this once trapped.
  @Test func pathsThatAreTheSameInOtherBytesAreRefused() throws {
    let summary = FrameSummary()
    let label = FileLabel(table: "cases", month: nil, kind: .reference)
    let files = ["cases/e\u{301}", "cases/\u{E9}"].map { path in
      ArchivedFile(path: path, label: label, rows: 0, summary: summary)
    }
    let error = failure { () throws(ArchiveError) in
      try store.publish(store.next(files: files, sources: []))
    }
    #expect(error?.exitCode == 65)
    #expect(try store.numbers() == [1, 2])
  }

  // Verify once listed every number between, until memory ended.
  @Test func aFileOfAnAbsurdNumberIsNoSnapshot() throws {
    let absurd = "snapshots/9223372036854775807.json"
    try overwrite(small.path + "/" + absurd, [1])
    #expect(try store.latest()?.number == 2)
    #expect(try small.findings == ["\(absurd) extra"])
  }

  /// Edits the first snapshot and its checksum alike.
  private func replace(_ old: String, with new: String) throws {
    let text = String(decoding: try bytes(of: first), as: UTF8.self)
    try #require(text.contains(old))
    let forged = Array(text.replacing(old, with: new).utf8)
    try overwrite(first, forged)
    let checksum = "\(ContentHash(of: forged))  000001.json\n"
    try overwrite(first + ".sha256", Array(checksum.utf8))
  }
}
