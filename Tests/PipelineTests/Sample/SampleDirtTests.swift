import Testing

extension SampleTests {
  /// Every planted fault of the exports is counted under its rule, and nothing else is.
  @Suite struct SampleDirtTests {
    @Test func everyFileIsAccountedFor() throws {
      let files = try SampleRun.shared().files
      let exports = try relativeFiles(in: SampleRun.source, below: "inbox")
      #expect(files.map { "inbox/" + $0.name }.sorted() == exports)
      for file in files {
        let parts = [
          file.accepted, file.rejected, file.duplicate, file.superseded, file.blank,
          file.repeatedHeader, file.totalRow,
        ]
        #expect(file.records == parts.reduce(0, +), "\(file.name)")
      }
    }

    @Test func plantedFaultsAreCountedUnderTheirRule() throws {
      let truth = try PlantedTruth()
      let exports = truth.rows("file")
      #expect(exports.count == 36)
      for export in exports {
        let name = export["file"]
        let file = try #require(try SampleRun.shared().files.first { $0.name == name })
        #expect(file.records == Int(export["records"]), "\(name)")
        let counted: [(rule: String, count: Int)] = [
          ("duplicate", file.duplicate), ("blank", file.blank), ("total_row", file.totalRow),
          ("repeated_header", file.repeatedHeader),
          ("CASE-CONFLICT", file.notes["CASE-CONFLICT"] ?? 0),
        ]
        for (rule, count) in counted {
          #expect(count == truth.planted(rule, in: name), "\(name): \(rule)")
        }
        #expect(file.corrections == truth.planted("superseded", in: name), "\(name)")
        #expect(
          file.unknownColumns.count == truth.planted("unknown_column", in: name), "\(name)")
      }
    }

    @Test func rejectedRowsNameTheirRule() throws {
      let run = try SampleRun.shared()
      let truth = try PlantedTruth()
      var planted: [String] = []
      for row in truth.rows("dirt") where row["note"] == "rejected" {
        let count = Int(row["records"]) ?? 0
        planted += Array(repeating: row["file"] + " " + row["rule"], count: count)
      }
      #expect(planted.count >= 10)
      var rejected: [String] = []
      for name in try run.workspace.files(below: "rejects")
      where name.hasSuffix(".csv") && !name.hasSuffix("-conflicts.csv") {
        rejected += try run.workspace.table(name).rows.map { $0["source_file"] + " " + $0["rule"] }
      }
      #expect(rejected.sorted() == planted.sorted())
    }

    // Losers of corrections and of conflicts, and nothing else, are superseded.
    @Test func supersededRowsAreCorrectionsAndConflicts() throws {
      let run = try SampleRun.shared()
      let truth = try PlantedTruth()
      let superseded = run.files.reduce(0) { $0 + $1.superseded }
      let planted = truth.rows("correction").compactMap { Int($0["records"]) }.reduce(0, +)
      let conflicts = truth.rows("dirt").filter { $0["rule"] == "CASE-CONFLICT" }.count
      #expect(superseded == planted + conflicts)
    }
  }
}

/// data/sample/truth.csv: what the simulation planted.
struct PlantedTruth {
  private let table: CSVTable

  init() throws {
    table = try CSVTable(try contents(of: SampleRun.source + "/truth.csv"))
  }

  func rows(_ kind: String) -> [CSVRow] { table.rows(["kind": kind]) }

  /// Rows planted under a rule in a file.
  func planted(_ rule: String, in file: String) -> Int {
    table.rows(["rule": rule, "file": file]).compactMap { Int($0["records"]) }.reduce(0, +)
  }
}
