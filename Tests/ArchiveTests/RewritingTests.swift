import Testing

@testable import Archive

@Suite struct RewritingTests {
  let small: SmallArchive
  let store: SnapshotStore
  let partitions: PartitionStore
  var old: ArchivedFile { small.files[0] }
  var note: RewritingNote {
    RewritingNote(.purge, reason: "x", asOf: "2024-05-31", program: "0", keyIdentifier: "k")
  }

  init() throws {
    small = try SmallArchive()
    store = SnapshotStore(archive: small.path)
    partitions = PartitionStore(archive: small.path)
  }

  private func newPart(_ content: String = "a,b\n") throws -> ArchivedFile {
    try partitions.write(
      Array(content.utf8), folder: "cases/month=2024-05", prefix: "part",
      label: FileLabel(table: "cases", month: "2024-05", kind: .partition), rows: 0)
  }

  private func publish(_ new: ArchivedFile?) throws -> Snapshot {
    let sources = try #require(try store.latest()).sources
    return try store.publish(
      note, tombstones: ["b", "a"], replaced: [.init(path: old.path, by: new)], sources: sources)
  }

  @Test func olderSnapshotsNameWhatTookThePlace() throws {
    let new = try newPart()
    let published = try publish(new)
    #expect(published.number == 3)
    #expect(published.rewritings?.first?.tombstones == ["a", "b"])
    for number in 1...3 {
      let paths = try store.load(number).files.map(\.path)
      #expect(paths.contains(new.path) && !paths.contains(old.path))
    }
    #expect(try store.loadWithHash(1).snapshot.files.contains(old))
  }

  @Test func whatWasReplacedIsExtraUntilItIsRemoved() throws {
    _ = try publish(try newPart())
    #expect(try small.findings == ["\(old.path) extra"])
    #expect(try store.removeUnnamed() == 1)
    #expect(try small.findings == [])
    #expect(try store.removeUnnamed() == 0)
  }

  @Test func aMonthWithoutARowIsGone() throws {
    _ = try publish(nil)
    try store.removeUnnamed()
    #expect(try small.findings == [])
    for number in 1...3 { #expect(try store.load(number).files.allSatisfy { $0.month == nil }) }
  }

  @Test func whatWasNotPublishedIsTakenBack() throws {
    let before = try small.paths
    _ = try newPart()
    try FileStore.write([1], to: small.path + "/raw/.tmp-x-1", access: .ownerOnly)
    try FileStore.write([1], to: small.path + "/snapshots/000003.json.sha256", access: .ownerOnly)
    #expect(try store.removeUnnamed() == 3)
    #expect(try small.paths == before)
    #expect(try small.findings == [])
  }

  @Test func laterSnapshotsCarryEveryRewriting() throws {
    let new = try newPart()
    let third = try publish(new)
    try store.publish(store.next(files: third.files, sources: third.sources))
    #expect(try store.latest()?.rewritings == third.rewritings)
    // A snapshot that forgets them would bring old files back.
    let forgetful = Snapshot(
      number: 5, previous: try store.loadWithHash(4).hash, files: third.files, sources: [])
    let error = failure { () throws(ArchiveError) in try store.publish(forgetful) }
    #expect(error?.exitCode == 65)
    // One replaces what another has put there.
    let last = try newPart("a,b\n3,4\n")
    _ = try store.publish(
      note, tombstones: [], replaced: [.init(path: new.path, by: last)], sources: third.sources)
    #expect(try store.load(1).files.contains(last))
    #expect(try store.removeUnnamed() == 2)
    #expect(try small.findings == [])
  }

  @Test func pruningAfterItIsSound() throws {
    _ = try publish(try newPart())
    try store.removeUnnamed()
    _ = try store.prune(keeping: 1, isDryRun: false)
    #expect(try small.findings == [])
  }

  @Test func nothingIsRemovedWhereASnapshotIsDamaged() throws {
    _ = try publish(try newPart())
    try overwrite(small.path + "/snapshots/000001.json", [1])
    let before = try small.paths
    let error = failure { () throws(ArchiveError) in try store.removeUnnamed() }
    #expect(error?.exitCode == 65)
    #expect(try small.paths == before)
  }

  @Test func anErasedExportIsCheckedByItsOwnHash() throws {
    let raw = small.files[1]
    let export = small.folder.path + "/export.csv"
    try FileStore.write(Array("A;B\n1;2\n".utf8), to: export, access: .ownerOnly)
    let summary = try partitions.keepErased(export, Erasure([4..<8], unit: .single))
    #expect(summary.bytes == raw.bytes && summary.sha256 != raw.sha256)
    let erased = rawFile(summary, rows: 1)
    #expect(try partitions.read(erased) == Array("A;B\n   \n".utf8))
    var sources = try #require(try store.latest()).sources
    sources[0].path = erased.path
    func publish() throws {
      _ = try store.publish(
        note, tombstones: [], replaced: [.init(path: raw.path, by: erased)], sources: sources)
    }
    try publish()
    try store.removeUnnamed()
    #expect(try small.findings == ["\(erased.path) source"])
    sources[0].erased = erased.sha256
    try publish()
    #expect(try small.findings == ["\(erased.path) source"])
  }
}

@Suite struct ErasureTests {
  private func blank(
    _ text: [UInt8], _ ranges: [Range<Int>], _ unit: Erasure.CodeUnit, chunk: Int
  ) -> [UInt8] {
    let erasure = Erasure(ranges, unit: unit)
    return stride(from: 0, to: text.count, by: chunk).flatMap { start in
      var part = Array(text[start..<min(start + chunk, text.count)])
      erasure.blank(&part, at: start)
      return part
    }
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func lineEndsAndAllElseStay(_ chunk: Int) {
    let text = Array("abc\r\n\"d\ne\"\nf".utf8)
    let found = blank(text, [5..<11], .single, chunk: chunk)
    #expect(String(decoding: found, as: UTF8.self) == "abc\r\n  \n  \nf")
  }

  @Test(arguments: [2, 4, 100])
  func unitsOfTwoBytesStayWhole(_ chunk: Int) {
    // U+0A0A and U+0D41 have the bytes of line ends in them.
    let units: [UInt16] = [0x41, 0x0A0A, 0x0D41, 0x0A, 0x42]
    let blanks: [UInt16] = [0x41, 0x20, 0x20, 0x0A, 0x42]
    let little = { (units: [UInt16]) in units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }
    let big = { (units: [UInt16]) in units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
    #expect(blank(little(units), [2..<8], .doubleLittleEndian, chunk: chunk) == little(blanks))
    #expect(blank(big(units), [2..<8], .doubleBigEndian, chunk: chunk) == big(blanks))
  }
}
