import Foundation
import Testing

extension SampleTests {
  /// Nothing that names a person leaves the raw exports.
  @Suite struct SamplePrivacyTests {
    // The simulation writes 当事人0930, 示例公司1830, identifiers of 18 characters and officers such as
    // LZ-SCJG-07; an export is in the first encoding that fits.
    private static let persons = """
      for export in inbox/*.csv; do
        for encoding in UTF-8 GB18030 UTF-16; do
          iconv -f $encoding -t UTF-8 "$export" 2>/dev/null && break
        done
      done | grep -oE '当事人[0-9]+|示例(公司|商行)[0-9]+|[0-9A-Z]{18}|[A-Z]{2}-[A-Z0-9]+-[FX]?[0-9]{1,2}|canary-[0-9]+|0{11}' | sort -u
      """

    /// Names of the files below some folders that hold the name or identifier of a person.
    private func files(_ folders: [String], of folder: TemporaryFolder) async throws -> [String] {
      let run = try SampleRun.shared()
      let persons = try await Programs.run(Self.persons, in: run.workspace.path)
      #expect(
        persons.text.split(separator: "\n").count > 1_000, "the sample has persons to look for")
      let list = try TemporaryFolder()
      try list.write("persons", persons.text)
      let found = try await Programs.run(
        "grep -rlFf '\(list.path)/persons' \(folders.joined(separator: " "))", in: folder.path,
        environment: ["LC_ALL": "C"])
      #expect(found.errors.isEmpty, "\(found.everything)")
      return found.text.split(separator: "\n").map(String.init).sorted()
    }

    @Test func noNameOrIdentifierIsPublished() async throws {
      let run = try SampleRun.shared()
      let found = try await files(["reports", "counts", "findings"], of: run.workspace)
      #expect(found == [])
    }

    @Test func noNameOrIdentifierIsArchivedBesideTheRawExports() async throws {
      let run = try SampleRun.shared()
      let unpacked = try TemporaryFolder()
      for name in try run.workspace.files(below: "archive") {
        guard !name.hasPrefix("archive/raw/") else { continue }
        let bytes = try run.workspace.archived(name)
        try unpacked.write(name, String(decoding: bytes, as: UTF8.self))
      }
      #expect(try unpacked.files(below: "archive/cases").count >= 72)
      #expect(try await files(["archive"], of: unpacked) == [])
    }

    @Test func rejectsCarryNoValueInTheirMessages() async throws {
      let run = try SampleRun.shared()
      let found = try await files(["rejects"], of: run.workspace)
      #expect(found.filter { $0.hasSuffix(".csv") } == [])
      // The records themselves are kept beside, for those who may mend them.
      #expect(found.contains { $0.hasSuffix(".raw") })
    }
  }
}
