import Glibc
import Testing

@testable import Archive

@Suite struct SecretKeyTests {
  static let hexadecimal = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func pseudonymsAgreeWithPython() throws {
    let keys = [Array(0..<32 as Range<UInt8>), Array((Self.hexadecimal + "\n").utf8)]
    for content in keys {
      let key = try SecretKey(readingFrom: try folder.file("key", content))
      // hmac.new(bytes(range(32)), b"party\0" + "测试".encode(), "sha256").hexdigest()[:32]
      #expect(key.pseudonym("测试", label: "party") == "52ed0347bf1a1bd89fe9babcf57e7874")
      #expect(key.identifier == "630dcd29")
    }
  }

  @Test func textAndLabelTellApart() throws {
    let key = try SecretKey(readingFrom: try folder.file("key", noise(32)))
    let found = [
      key.pseudonym("a", label: "party"), key.pseudonym("a", label: "officer"),
      key.pseudonym("b", label: "party"), key.pseudonym("é", label: "party"),
      key.pseudonym("e\u{301}", label: "party"),
    ]
    #expect(Set(found).count == found.count)
    #expect(found.allSatisfy { $0.utf8.count == 32 })
    let other = try SecretKey(readingFrom: try folder.file("other", noise(32, seed: 2)))
    #expect(other.pseudonym("a", label: "party") != found[0])
  }

  @Test(arguments: [0o601, 0o610, 0o620, 0o640, 0o644, 0o666, 0o604] as [mode_t])
  func aKeyOpenToOthersIsRefused(_ mode: mode_t) throws {
    let path = try folder.file("key", noise(32), mode: mode)
    let error = failure { () throws(ArchiveError) in _ = try SecretKey(readingFrom: path) }
    #expect(error == .unsafeKey(path: path, fault: .tooOpen(mode: mode)))
    #expect(error?.exitCode == 77)
    _ = try SecretKey(readingFrom: path, access: .everyone)
  }

  @Test func aCredentialMayBeReadByTheServiceAlone() throws {
    // systemd gives it by an access list, which shows as the group's right to read.
    for mode in [0o400, 0o440, 0o600] as [mode_t] {
      let path = try folder.file("key\(mode)", noise(32), mode: mode)
      _ = try SecretKey(readingFrom: path, access: .credential)
    }
    for mode in [0o444, 0o460, 0o404, 0o602] as [mode_t] {
      let path = try folder.file("key\(mode)", noise(32), mode: mode)
      let error = failure { () throws(ArchiveError) in
        _ = try SecretKey(readingFrom: path, access: .credential)
      }
      #expect(error == .unsafeKey(path: path, fault: .tooOpen(mode: mode)))
    }
  }

  @Test func aDerivedKeyIsAnother() throws {
    let key = try SecretKey(readingFrom: try folder.file("key", Array(Self.hexadecimal.utf8)))
    let derived = key.derived("purpose")
    #expect(derived.identifier != key.identifier)
    #expect(derived.identifier != key.derived("other").identifier)
    let path = folder.path + "/derived"
    try key.writeDerived("purpose", to: path)
    #expect(mode(of: path) == 0o600)
    let read = try SecretKey(readingFrom: path)
    #expect(read.pseudonym("a", label: "b") == derived.pseudonym("a", label: "b"))
    let again = failure { () throws(ArchiveError) in try key.writeDerived("purpose", to: path) }
    #expect(again?.exitCode == 73)
  }

  @Test(arguments: [0, 1, 31])
  func aShortKeyIsRefused(_ size: Int) throws {
    let text = Array(Self.hexadecimal.utf8.prefix(2 * size + 1))
    for content in [noise(size), text] {
      let path = try folder.file("key", content)
      #expect(
        failure { () throws(ArchiveError) in _ = try SecretKey(readingFrom: path) }
          == .unsafeKey(path: path, fault: .tooShort))
    }
  }

  @Test func whatIsNoKeyFileIsRefused() throws {
    _ = try folder.file("key", noise(32))
    try #require(unsafe symlink("key", folder.path + "/link") == 0)
    for path in [folder.path, folder.path + "/link"] {
      #expect(
        failure { () throws(ArchiveError) in
          _ = try SecretKey(readingFrom: path, access: .everyone)
        } == .unsafeKey(path: path, fault: .notARegularFile))
    }
    let missing = folder.path + "/none"
    #expect(
      failure { () throws(ArchiveError) in _ = try SecretKey(readingFrom: missing) }?
        .exitCode == 66)
    let long = try folder.file("long", noise(4_097))
    #expect(
      failure { () throws(ArchiveError) in _ = try SecretKey(readingFrom: long) }
        == .unsafeKey(path: long, fault: .tooLong))
  }

  @Test(.enabled(if: geteuid() == 0))
  func aKeyOfAnotherUserIsRefused() throws {
    let path = try folder.file("key", noise(32))
    try #require(unsafe chown(path, 1, 1) == 0)
    #expect(
      failure { () throws(ArchiveError) in _ = try SecretKey(readingFrom: path) }
        == .unsafeKey(path: path, fault: .otherOwner))
  }

  @Test func aNewKeyIsRandomPrivateAndNeverReplaced() throws {
    let paths = ["a", "b"].map { folder.path + "/" + $0 }
    for path in paths { try SecretKey.create(at: path) }
    let contents = try paths.map(bytes(of:))
    #expect(contents[0].count == 65)
    #expect(contents[0] != contents[1])
    #expect(mode(of: paths[0]) == 0o600)
    _ = try SecretKey(readingFrom: paths[0])
    #expect(
      failure { () throws(ArchiveError) in try SecretKey.create(at: paths[0]) }?
        .exitCode == 73)
    #expect(try bytes(of: paths[0]) == contents[0])
    #expect(try folder.names == ["a", "b"])
  }

  @Test func printingAKeyDoesNotShowIt() throws {
    let path = try folder.file("key", Array(Self.hexadecimal.utf8))
    let key = try SecretKey(readingFrom: path)
    var text = "\(key) \(String(reflecting: key)) "
    dump(key, to: &text)
    #expect(text.contains(key.identifier))
    #expect(!text.contains("0001020304") && !text.contains("1, 2, 3"))
  }
}
