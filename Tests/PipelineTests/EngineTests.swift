import Foundation
import Testing

/// What the other engines rest on; make test-engines runs them.
@Suite struct EngineTests {
  private let engines = Programs.packageFolder + "/engines/"

  private struct Schema: Decodable {
    struct Tally: Decodable {
      let name: String
      let keys: [String]
      let measures: [String]
    }

    let tallies: [Tally]
  }

  @Test func theirSchemaIsTheOneOfTheTables() async throws {
    let folder = try TemporaryFolder()
    let printed = try await Programs.run("caseload tables --format json", in: folder.path)
    #expect(printed.exitCode == 0)
    let kept = try Data(contentsOf: URL(fileURLWithPath: engines + "schema.json"))
    #expect(
      difference(Array(kept), printed.output) == nil,
      "run caseload tables --format json > engines/schema.json, and see to engines/sql")
  }

  @Test func everyTallyHasItsQuery() throws {
    let kept = try Data(contentsOf: URL(fileURLWithPath: engines + "schema.json"))
    let named = try JSONDecoder().decode(Schema.self, from: kept).tallies.map { $0.name + ".sql" }
    let queries = try FileManager.default.contentsOfDirectory(atPath: engines + "sql/tallies")
    #expect(queries.sorted() == named.sorted())
  }
}
