import Foundation
import Testing

/// The example workspace on the items that the street offices of Longhua enforce.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedLonghuaTests {
  private static let profiles = ["longhua-catalogue", "longhua-authority", "longhua-units"]

  @Test func bothEncodingsGiveTheSameReferenceTables() async throws {
    let first = try await Self.ingested("items.csv", "UTF-8")
    let second = try await Self.ingested("items.gb18030.csv", "GB18030")
    let names = try Self.tables(first)
    // A file is named by the hash of its content.
    #expect(try names == Self.tables(second) && names.count == 3)
    for name in names {
      #expect(try first.bytes(name) == second.bytes(name), "\(name)")
    }
  }

  @Test func everyItemAndEveryStreetOfficeArrives() async throws {
    let workspace = try await Self.ingested("items.gb18030.csv", "GB18030")
    let source = try #require(SharedFolder.path) + "/data/cn-longhua-street-items/items.csv"
    let listed = try CSVTable(try contents(of: source)).rows
    let offices = listed.map { $0["implementation_scope"].split(separator: "、").map(String.init) }
    let (catalogue, authority, units) = (
      try Self.rows("catalogue", workspace), try Self.rows("authority", workspace),
      try Self.rows("units", workspace)
    )
    #expect(catalogue.count == 296 && listed.count == 296)
    // Names are kept in the compatibility form, in which a full-width comma is a comma.
    let names = listed.map { $0["item_name"].precomposedStringWithCompatibilityMapping }
    #expect(catalogue.map { $0["item_name"] }.sorted() == names.sorted())
    let domains = Dictionary(grouping: catalogue) { $0["domain"] }.values.map(\.count).sorted()
    #expect(domains == [2, 5, 7, 8, 80, 194])
    #expect(Set(units.map { $0["unit_code"] }) == Set(offices.joined()) && units.count == 6)
    let expected = zip(listed, offices).flatMap { row, names in
      names.map { "LH2023-\(row["seq"]) \($0)" }
    }
    #expect(authority.count == 1_776 && expected.count == 1_776)
    #expect(Set(authority.map { "\($0["item_code"]) \($0["unit_code"])" }) == Set(expected))
  }

  // One invented case: what is empowered and not used is known from the list alone.
  @Test func oneCaseLeavesTheRestOfTheGridSilent() async throws {
    let workspace = try await Self.ingested("items.csv", "UTF-8")
    try workspace.write(
      "inbox/cases-2024-05.csv",
      """
      case_id,unit_code,item_code,decided_date,disposition
      A-1,观湖街道办事处,LH2023-1,2024-05-06,punished

      """)
    try workspace.write("inbox/again.csv", try Self.text("items.csv"))
    let outcome = try await Programs.run("caseload run --verbose -C .", in: workspace.path)
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
    #expect(outcome.text.contains("unit_item: not_empowered 0, not_sent 1480"))
    let cells = try workspace.table("reports/2024-05/zero_cells.csv")
    #expect(cells.rows(["level": "unit_item"]).count == 296 * 6 - 1)
    let verified = try await Programs.run("caseload verify -C .", in: workspace.path)
    #expect(verified.exitCode == 0, "\(verified.everything)")
  }

  @Test func theSameProfileTwiceChangesNothing() async throws {
    let workspace = try await Self.ingested("items.csv", "UTF-8")
    let source = try #require(SharedFolder.path) + "/data/cn-longhua-street-items/items.csv"
    let again = try await Programs.run(
      "caseload-ingest --profile longhua-units '\(source)'", in: workspace.path)
    #expect(again.text == "items.csv: already archived as items.csv\n", "\(again.everything)")
  }

  private static func text(_ name: String) throws -> String {
    let source = try #require(SharedFolder.path) + "/data/cn-longhua-street-items/" + name
    return String(decoding: try contents(of: source), as: UTF8.self)
  }

  private static func ingested(_ name: String, _ encoding: String) async throws -> TemporaryFolder {
    let workspace = try TemporaryFolder()
    let example = Programs.packageFolder + "/data/examples/cn-longhua-street-items"
    for name in ["caseload.toml", "profiles"] { try workspace.copy(example + "/" + name) }
    try workspace.write("inbox/.keep", "")
    let source = try #require(SharedFolder.path) + "/data/cn-longhua-street-items/" + name
    for profile in profiles {
      let outcome = try await Programs.run(
        "caseload-ingest --profile \(profile) '\(source)' && caseload-archive",
        in: workspace.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
      #expect(outcome.text.contains(", \(encoding), comma, \(profile): "), "\(outcome.everything)")
    }
    return workspace
  }

  // Where a row came from differs with the file, and has files of its own.
  private static func tables(_ workspace: TemporaryFolder) throws -> [String] {
    try workspace.files(below: "archive/reference").filter { !$0.contains("-provenance-") }
  }

  private static func rows(_ table: String, _ workspace: TemporaryFolder) throws -> [CSVRow] {
    let name = try #require(try tables(workspace).first { $0.contains("/\(table)-") })
    return try CSVTable(try workspace.archived(name)).rows
  }
}
