import Testing

extension SampleTests {
  /// Every planted pattern is found, or said to be not assessable; its innocent double is left alone.
  @Suite struct SamplePatternTests {
    private let flags: CSVTable
    private let report: String
    private let briefing: String

    init() throws {
      let workspace = try SampleRun.shared().workspace
      flags = try workspace.table("reports/2024-12/flags.csv")
      report = String(decoding: try workspace.bytes("reports/2024-12/report.md"), as: UTF8.self)
      briefing = String(
        decoding: try workspace.bytes("reports/2024-12/briefing.md"), as: UTF8.self)
    }

    private func planted(_ kind: String) throws -> CSVRow {
      try #require(try PlantedTruth().rows(kind).first)
    }

    /// Units with a standing flag of an indicator and category.
    private func flagged(_ indicator: String, _ category: String? = nil) -> Set<String> {
      let rows = flags.rows(["indicator": indicator]).filter { row in
        row["status"] != "resolved" && (category.map { row["category"] == $0 } ?? true)
      }
      return Set(rows.map { $0["unit_code"] })
    }

    @Test func decisionsAtTheEndOfTheMonthAreFound() throws {
      #expect(flagged("P05", "month") == [try planted("period_end_rush")["unit_code"]])
    }

    @Test func finesBelowTheHearingThresholdAreFoundAndAHabitIsNot() throws {
      let habit = try planted("innocent_habit")["unit_code"]
      #expect(flagged("S11") == [try planted("bunching")["unit_code"]])
      #expect(!flagged("S11").contains(habit))
    }

    @Test func dearerFinesAreFoundAndOneHugeCaseIsNoGrowth() throws {
      let huge = try planted("innocent_single_case")["unit_code"]
      #expect(flagged("P01", "price") == [try planted("price_rise")["unit_code"]])
      #expect(!flagged("P01", "growth").contains(huge))
    }

    @Test func leniencyThatTheAmountContradictsIsFound() throws {
      #expect(flagged("S06") == [try planted("lenient_mislabelled")["unit_code"]])
    }

    @Test func theSamePartyAgainIsFoundAndAChainIsNot() throws {
      let truth = try planted("repeated_party")
      let found = flags.rows(["indicator": "S08"])
      #expect(found.map { $0["unit_code"] } == [truth["unit_code"]])
      #expect(found.map { $0["item_code"] } == [truth["item_code"]])
    }

    @Test func aClassThatNobodyVisitedIsFound() throws {
      let truth = try planted("never_visited")
      let found = flags.rows(["indicator": "S09"])
      #expect(
        found.map { [$0["district_code"], $0["domain"]] } == [
          [truth["district_code"], truth["domain"]]
        ])
    }

    @Test func aTargetAndARisingShareOfFineIncomeAreFound() throws {
      #expect(flagged("P02", "target") == [try planted("revenue_target")["unit_code"]])
      // The one confiscation of the innocent unit is a rise of its income, and is told as one.
      #expect(
        flagged("P02", "rise") == [
          try planted("fiscal_dependence")["unit_code"],
          try planted("innocent_single_case")["unit_code"],
        ])
    }

    @Test func unpaidDecisionsAreFound() throws {
      #expect(flagged("P08", "unpaid") == [try planted("unpaid")["unit_code"]])
    }

    @Test func aCampaignOfTheWholeCityIsNobodysBurst() throws {
      let campaign = try planted("innocent_campaign")["domain"]
      #expect(flags.rows(["indicator": "S12", "domain": campaign]).isEmpty)
    }

    // Three counties have the item and 126 cases the group: too few, and the report says so.
    @Test func whatCannotBeAssessedIsSaidNotToBe() throws {
      #expect(flagged("S12").isEmpty && flagged("S13").isEmpty && flagged("P06").isEmpty)
      #expect(report.contains("信息量不足，不作判断"))
    }

    @Test func noPatternIsToldWithoutItsInnocentExplanation() {
      let told = report.components(separatedBy: "- 可能的正常原因：").count - 1
      let patterns = Set(
        flags.rows([:]).map { $0["indicator"] }.filter { "SP".contains($0.prefix(1)) })
      #expect(told > patterns.count && !patterns.isEmpty)
      #expect(briefing.contains("差异不说明动机"))
    }
  }
}
