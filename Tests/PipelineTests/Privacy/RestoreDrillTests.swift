import Foundation
import Testing

/// The lines of docs/operations.md bring an archive back without any program of ours.
@Suite struct RestoreDrillTests {
  // The shell, what Debian's coreutils holds of it, and zstd.
  private static let tools = ["sh", "zstd", "sha256sum", "ls", "tail", "mkdir"]

  private let world: PersonalWorld

  init() async throws {
    world = try await PersonalWorld()
    try await world.run("cases-2024-02.csv", .utf8, PersonalWorld.february)
    try await world.run("案件 3月_2024-03-31.csv", .gb18030, PersonalWorld.march)
    try await world.run("cases-2024-04.csv", .utf16LittleEndian, PersonalWorld.april)
  }

  private func drill() throws -> String {
    let text = String(
      decoding: try contents(of: Programs.packageFolder + "/docs/operations.md"), as: UTF8.self)
    let section = try #require(text.range(of: "## Restore\n"))
    let start = try #require(text.range(of: "```sh\n", range: section.upperBound..<text.endIndex))
    let end = try #require(text.range(of: "```\n", range: start.upperBound..<text.endIndex))
    return "set -eu\n" + text[start.upperBound..<end.lowerBound]
  }

  /// Runs the lines on a copy of the archive alone, with nothing else on the path.
  private func restored(_ prepare: String = "") async throws -> (Outcome, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.copy(world.folder.path + "/archive")
    try folder.write("drill", try drill())
    let links = Self.tools.map { "ln -s $(command -v \($0)) tools/" }.joined(separator: "; ")
    let line = "mkdir tools; \(links); \(prepare)env -i PATH=$PWD/tools $PWD/tools/sh drill"
    return (try await Programs.run(line, in: folder.path), folder)
  }

  @Test func everyExportComesBackByteForByte() async throws {
    let (outcome, folder) = try await restored()
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
    let names = try world.folder.files(below: "inbox").filter { $0.hasSuffix(".csv") }
    #expect(names.count == 3)
    for name in names {
      let file = name.dropFirst("inbox/".count)
      let restored = try folder.files(below: "restored").filter { $0.hasSuffix("/" + file) }
      #expect(try restored.map(folder.bytes) == [world.folder.bytes(name)], "\(name)")
    }
    // Every file of the newest snapshot was checked: more than the exports.
    let checked = String(decoding: try folder.bytes("restored/files.sha256"), as: UTF8.self)
    let present = try folder.files(below: "archive").filter { !$0.contains("/snapshots/") }
    let named = Set(checked.split(separator: "\n").map { String($0.dropFirst(66)) })
    #expect(named.count >= 10 && named.isSubset(of: present))
  }

  @Test func damageIsFound() async throws {
    for damage in [
      "printf x >> $(ls archive/raw/*.zst | head -n 1); ",
      "printf x >> $(ls archive/cases/*/provenance* | tail -n 1); ",
      "printf x >> archive/snapshots/000002.json; ",
    ] {
      let (outcome, _) = try await restored(damage)
      #expect(outcome.exitCode != 0, "\(damage)")
    }
  }

  @Test func whatWasPurgedComesBackBlank() async throws {
    try await world.succeed(PersonalWorld.purge + " --quiet")
    let (outcome, folder) = try await restored()
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
    let restored = try folder.bytes("restored/1/cases-2024-02.csv")
    let delivered = try world.folder.bytes("inbox/cases-2024-02.csv")
    #expect(restored.count == delivered.count)
    let lines = String(decoding: restored, as: UTF8.self).split(separator: "\n")
    #expect(lines.count { $0.allSatisfy { $0 == " " } } == 2)
  }
}
