import Glibc
import Testing

@testable import Archive

@Suite struct ArchiveCheckTests {
  let small: SmallArchive

  init() throws { small = try SmallArchive() }

  @Test func aSoundArchiveHasNoFindings() throws {
    let check = try ArchiveCheck(of: small.path)
    #expect(check.findings.isEmpty)
    #expect(check.files == 5)
    let sizes = try small.paths.filter { !$0.hasSuffix(".sha256") }.map {
      try bytes(of: small.path + "/" + $0).count
    }
    #expect(check.bytes == sizes.reduce(0, +))
  }

  @Test func everyFlippedBitOfEveryFileIsFound() throws {
    // As few bytes as an archive of two snapshots can have: each bit costs a whole check.
    let small = try SmallArchive(hasOnlyOneFile: true)
    let paths = try small.paths
    #expect(paths.count == 5)
    for path in paths {
      let whole = small.path + "/" + path
      let good = try bytes(of: whole)
      for bit in 0..<good.count * 8 {
        var damaged = good
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        try overwrite(whole, damaged)
        try #require(!ArchiveCheck(of: small.path).findings.isEmpty, "\(path) bit \(bit)")
      }
      try overwrite(whole, good)
    }
    #expect(try small.findings.isEmpty)
  }

  @Test func everyTruncationIsFound() throws {
    for path in try small.paths {
      let whole = small.path + "/" + path
      let good = try bytes(of: whole)
      for length in Set([0, 1, good.count / 2, good.count - 1]) {
        try overwrite(whole, Array(good.prefix(length)))
        #expect(try !small.findings.isEmpty, "\(path) cut to \(length)")
      }
      try overwrite(whole, good)
    }
  }

  @Test func bytesAfterAFileAreFound() throws {
    for path in try small.paths {
      let whole = small.path + "/" + path
      let good = try bytes(of: whole)
      for tail in [[0], good] as [[UInt8]] {
        try overwrite(whole, good + tail)
        #expect(try !small.findings.isEmpty, "\(path)")
      }
      try overwrite(whole, good)
    }
  }

  @Test func swappedFilesAreBothNamed() throws {
    let paths = small.files.prefix(2).map(\.path)
    let contents = try paths.map { try bytes(of: small.path + "/" + $0) }
    try overwrite(small.path + "/" + paths[0], contents[1])
    try overwrite(small.path + "/" + paths[1], contents[0])
    let findings = try small.findings
    #expect(paths.allSatisfy { findings.contains("\($0) hash") })
  }

  @Test func missingAndExtraFilesAreNamed() throws {
    let gone = small.files[0].path
    try FileStore.remove(small.path + "/" + gone)
    try overwrite(small.path + "/raw/other.csv.zst", [1])
    try FileStore.makeFolder(small.path + "/empty", access: .ownerOnly)
    #expect(try small.findings == ["\(gone) missing", "raw/other.csv.zst extra"])
  }

  @Test func whatIsNoRegularFileIsNamed() throws {
    let path = small.files[0].path
    let whole = small.path + "/" + path
    try FileStore.remove(whole)
    try #require(unsafe mkfifo(whole, 0o600) == 0)
    #expect(try small.findings == ["\(path) kind"])
    try FileStore.remove(whole)
    try #require(unsafe symlink("/dev/null", whole) == 0)
    #expect(try small.findings == ["\(path) kind"])
    try FileStore.remove(whole)
    try FileStore.makeFolder(whole, access: .ownerOnly)
    #expect(try small.findings.first == "\(path) kind")
  }

  @Test func aManifestEditedWithItsChecksumBreaksTheChain() throws {
    try forge(1, "export.csv", "other.csv")
    #expect(try small.findings == ["snapshots/000002.json chain"])
  }

  @Test func aLostSnapshotIsNamed() throws {
    try FileStore.remove(small.path + "/snapshots/000001.json")
    #expect(
      try small.findings == [
        "snapshots/000001.json missing", "snapshots/000001.json.sha256 extra",
      ])
  }

  @Test func aLostChecksumIsNamed() throws {
    try FileStore.remove(small.path + "/snapshots/000002.json.sha256")
    #expect(try small.findings.contains("snapshots/000002.json snapshot"))
  }

  @Test func aNewerFormatIsNamed() throws {
    try forge(2, #""formatVersion" : 2"#, #""formatVersion" : 9"#)
    #expect(try small.findings.contains("snapshots/000002.json version"))
  }

  @Test func aSourceWithoutItsRawFileIsNamed() throws {
    let start = #""order" : 1,\#n      "path" : "raw/"#
    try forge(2, start, start.replacing("raw", with: "lost"))
    let lost = small.files[1].path.replacing("raw", with: "lost")
    #expect(try small.findings == ["\(lost) source"])
  }

  @Test func framesThatWeNeverWriteAreNamed() throws {
    let path = small.files[0].path
    let whole = small.path + "/" + path
    let good = try bytes(of: whole)
    let wide: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 4, 21 << 3, 1, 0, 0, 0x99, 0xE9, 0xD8, 0x51]
    let bomb = try ZstandardFrame.compress([UInt8](repeating: 0, count: 64 << 20))
    for (frame, rule) in [(good + good, "frame"), (wide, "frame"), (bomb, "content-size")] {
      try overwrite(whole, frame)
      #expect(try small.findings == ["\(path) \(rule)", "\(path) hash", "\(path) size"].sorted())
    }
  }

  @Test func aWrongContentHashInTheManifestIsNamed() throws {
    let file = small.files[0]
    let wrong = ContentHash(of: []).hexadecimal
    try forge(2, #""sha256" : "\#(file.sha256)""#, #""sha256" : "\#(wrong)""#)
    #expect(try small.findings == ["\(file.path) content-hash"])
  }

  @Test func aMissingArchiveIsAnError() {
    let path = small.path + "/none"
    let error = failure { () throws(ArchiveError) in _ = try ArchiveCheck(of: path) }
    #expect(error == .missing(path: path))
  }

  /// Edits a snapshot and its checksum alike.
  private func forge(_ number: Int, _ old: String, _ new: String) throws {
    let path = small.path + "/snapshots/00000\(number).json"
    let text = String(decoding: try bytes(of: path), as: UTF8.self)
    try #require(text.contains(old))
    let forged = Array(text.replacing(old, with: new).utf8)
    try overwrite(path, forged)
    let checksum = "\(ContentHash(of: forged))  00000\(number).json\n"
    try overwrite(path + ".sha256", Array(checksum.utf8))
  }
}
