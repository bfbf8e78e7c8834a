import Testing

extension SampleTests {
  /// Every planted fact of the sample is found where a reader looks for it.
  @Suite struct SampleTruthTests {
    private let flags: CSVTable
    private let cells: CSVTable
    private let counts: CSVTable

    init() throws {
      let workspace = try SampleRun.shared().workspace
      flags = try workspace.table("reports/2024-12/flags.csv")
      cells = try workspace.table("reports/2024-12/zero_cells.csv")
      counts = try workspace.table("reports/2024-12/case_counts.csv")
    }

    private func planted(_ kind: String) throws -> CSVRow {
      try #require(try PlantedTruth().rows(kind).first)
    }

    private func unitDomain(_ row: CSVRow) -> [CSVRow] {
      cells.rows([
        "level": "unit_domain", "unit_code": row["unit_code"], "domain": row["domain"],
      ])
    }

    @Test func stoppedUnitIsAnOpenZeroWithFindings() throws {
      let truth = try planted("stopped")
      #expect(truth["unit_code"] == "QZ-JTYS")
      let cell = try #require(unitDomain(truth).first)
      #expect(cell["state"] == "zero_open")
      #expect(cell["silent_from"] == truth["from"])
      #expect(cell["verdict"] == "grade_a")
      #expect(cell["change_month"] == truth["from"])
      let flagged = flags.rows(["indicator": "Z06"])
      #expect(flagged.map { $0["unit_code"] + " " + $0["domain"] } == ["QZ-JTYS 交通运输"])
    }

    @Test func silenceDespiteComplaintsIsFlagged() throws {
      let truth = try planted("never_despite_complaints")
      #expect(unitDomain(truth).map { $0["state"] } == ["zero_open"])
      let flagged = flags.rows(["indicator": "Z05"])
      #expect(
        flagged.map { [$0["unit_code"], $0["domain"]] } == [[truth["unit_code"], truth["domain"]]])
      #expect(try #require(flagged.first.flatMap { Int($0["effect"]) }) >= 24)
    }

    @Test func missingDeliveriesAreNotZeros() throws {
      let truth = try planted("not_sent")
      let unit = truth["unit_code"]
      let flag = flags.rows(["indicator": "Q01", "unit_code": unit, "category": "missing"])
      #expect(flag.map { $0["observed"] + " of " + $0["expected"] } == ["9 of 12"])
      let months = try SampleRun.shared().workspace.table("counts/2024-12/unit_months.csv")
      let missing = months.rows(["unit_code": unit, "sent": "false"]).map { $0["month"] }
      #expect(missing == ["2024-08", "2024-09", "2024-10"])
      #expect(missing.first == truth["from"] && missing.last == truth["to"])
      #expect(cells.rows(["level": "unit_domain", "unit_code": unit]).isEmpty)
    }

    @Test func withdrawnItemIsNotDormant() throws {
      let truth = try planted("withdrawn_item")
      let item = truth["item_code"]
      #expect(flags.rows(["item_code": item]).isEmpty)
      let states = cells.rows(["item_code": item]).map { $0["state"] }
      #expect(!states.isEmpty && states.allSatisfy { $0 == "not_empowered" })
    }

    @Test func newItemIsNotDormant() throws {
      let truth = try planted("new_item")
      #expect(flags.rows(["indicator": "Z02", "item_code": truth["item_code"]]).isEmpty)
    }

    @Test func dormantItemsAreFlagged() throws {
      let planted = try PlantedTruth().rows("dormant_item").map { $0["item_code"] }
      #expect(planted.count == 3)
      let flagged = flags.rows(["indicator": "Z02"]).map { $0["item_code"] }
      #expect(flagged.sorted() == planted.sorted())
    }

    @Test func mergedDistrictsAreNotSilent() throws {
      let merged = try PlantedTruth().rows("merged_district").map { $0["district_code"] }
      #expect(merged.sorted() == ["970111", "970112"])
      #expect(cells.rows.allSatisfy { !merged.contains($0["district_code"]) })
      #expect(flags.rows.allSatisfy { !merged.contains($0["district_code"]) })
      // Every case of theirs counts under the successor, which has no silent domain of its own.
      #expect(counts.rows.allSatisfy { !merged.contains($0["district_code"]) })
      #expect(!counts.rows(["district_code": "970113", "month": "2022-01"]).isEmpty)
      let successor = cells.rows(["level": "district_domain", "district_code": "970113"])
      #expect(successor.isEmpty)
    }

    @Test(arguments: [
      ("no_exposure", "no_exposure"), ("exposure_unknown", "exposure_unknown"),
    ])
    func unitWithoutKnownPartiesIsNotAsked(_ kind: String, _ state: String) throws {
      let unit = try planted(kind)["unit_code"]
      let silent = cells.rows(["level": "unit_domain", "unit_code": unit])
      #expect(silent.count >= 5)
      #expect(
        silent.allSatisfy {
          $0["state"] == state && ["not_tested", "verify_exposure"].contains($0["verdict"])
        })
      #expect(!flags.rows(["unit_code": unit]).contains { $0["indicator"].hasPrefix("Z") })
    }

    @Test func handledWithoutPenaltyIsNotZero() throws {
      let truth = try planted("handled")
      #expect(unitDomain(truth).map { $0["state"] } == ["handled"])
      #expect(
        flags.rows(["unit_code": truth["unit_code"], "domain": truth["domain"]]).isEmpty)
    }

    @Test func explainedZeroIsListedAndNotFlagged() throws {
      let truth = try planted("explained_zero")
      #expect(unitDomain(truth).map { $0["state"] } == ["zero_explained"])
      #expect(
        flags.rows(["unit_code": truth["unit_code"], "domain": truth["domain"]]).isEmpty)
    }

    @Test func referralsWithoutAnAnswerAreFlagged() throws {
      let waiting = try PlantedTruth().rows("referrals_unanswered")
      #expect(waiting.count == 2)
      let flagged = flags.rows(["indicator": "Z13"])
      #expect(
        flagged.map { $0["unit_code"] + " " + $0["effect"] }.sorted()
          == waiting.map { $0["unit_code"] + " " + $0["records"] }.sorted())
      let many = try #require(flagged.first { $0["unit_code"] == "QZ-ZHZF" })
      #expect(many["severity"] == "warning" && many["category"] == "QZ-HJYJ")
      let young = try planted("referrals_young")
      #expect(flags.rows(["indicator": "Z13", "unit_code": young["unit_code"]]).isEmpty)
    }

    // Every version that a later file replaced changed a month that had been delivered.
    @Test func correctionsAreChangesOfClosedMonths() throws {
      let planted = try PlantedTruth().rows("correction").compactMap { Int($0["records"]) }
      let listed = try SampleRun.shared().workspace.table("counts/2024-12/revisions.csv")
      let changes = ["replaced", "withdrawn", "decided"].map { sum($0, listed.rows) }
      #expect(changes.reduce(0, +) == planted.reduce(0, +))
      #expect(changes[0] == 20 && changes[1] == 0)
    }

    @Test func unmatchedItemsKeepTheirCases() throws {
      let planted = try PlantedTruth().rows("unmatched").filter { !$0["item_code"].isEmpty }
      let listed = try SampleRun.shared().workspace.table("counts/2024-12/unmatched.csv")
      #expect(planted.count >= 10)
      for row in planted {
        let found = listed.rows([
          "month": row["from"], "unit_code": try today(row["unit_code"]),
          "item_code": row["item_code"],
        ])
        #expect(!found.isEmpty, "\(row["file"]): \(row["item_code"])")
      }
    }

    @Test func casesOfSeveralItemsCountOnce() throws {
      let planted = try PlantedTruth().rows("multiple_items")
      #expect(planted.count >= 10)
      for row in planted {
        let found = counts.rows([
          "month": row["from"], "unit_code": try today(row["unit_code"]),
          "item_code": row["item_code"],
        ])
        #expect(sum("item_cases", found) > sum("cases", found), "\(row["file"])")
      }
      #expect(sum("item_cases", counts.rows) - sum("cases", counts.rows) == planted.count)
    }

    @Test func everyAcceptedRowIsCounted() throws {
      let accepted = try SampleRun.shared().files.filter { $0.table == "cases" }
        .reduce(0) { $0 + $1.accepted }
      #expect(sum("item_cases", counts.rows) == accepted)
    }

    private func sum(_ column: String, _ rows: [CSVRow]) -> Int {
      rows.compactMap { Int($0[column]) }.reduce(0, +)
    }

    // Cases of a unit that was merged count under its successor.
    private func today(_ unit: String) throws -> String {
      let units = try SampleRun.shared().workspace.table("inbox/units.csv")
      let successor = units.rows(["unit_code": unit]).first?["承继单位代码"] ?? ""
      return successor.isEmpty ? unit : successor
    }
  }
}
