import Foundation
import Testing

/// Documents that are made by the programs, or that tell what to type, are true.
@Suite struct DocumentTests {
  @Test func dataDictionaryIsMadeFromTheSchemas() async throws {
    let path = Programs.packageFolder + "/docs/data-dictionary.md"
    let made = try await Programs.run("caseload tables --published", in: "/")
    if CaseFolder.isRecording { try Data(made.output).write(to: URL(fileURLWithPath: path)) }
    let difference = difference(try contents(of: path), made.output)
    #expect(difference == nil, "docs/data-dictionary.md: \(difference ?? ""); run make record")
  }

  // One line after another, as a reader would; the English page adds what makes the output English.
  @Test func everyLineOfTheTutorialWorks() async throws {
    let lines = try commands(of: "docs/tutorial.md")
    let english = try commands(of: "docs/tutorial.en.md")
    let others = english.filter { !lines.contains($0) }
    #expect(others.count == 2)
    #expect(others.allSatisfy { $0.contains("language") })
    #expect(
      english.filter { !$0.hasPrefix("sed ") }.map { $0.replacing(" --language en", with: "") }
        == lines)
    #expect(lines.count >= 10)
    let folder = try TemporaryFolder()
    for line in lines + others {
      let outcome = try await Programs.run(line, in: folder.path)
      #expect(outcome.exitCode == 0, "\(line): \(outcome.everything)")
    }
  }

  private func commands(of name: String) throws -> [String] {
    let text = String(
      decoding: try contents(of: Programs.packageFolder + "/" + name), as: UTF8.self)
    var lines: [String] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```sh"
      } else if isInside {
        lines.append(String(line))
      }
    }
    return lines
  }
}
