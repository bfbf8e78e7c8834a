import Testing

extension SampleTests {
  /// Planted breaches of procedure, capacity and disturbance are found, case by case, and nobody else.
  @Suite struct SampleConductTests {
    private let truth: PlantedTruth
    private let flags: CSVTable
    private let listed: CSVTable

    init() throws {
      let workspace = try SampleRun.shared().workspace
      truth = try PlantedTruth()
      flags = try workspace.table("reports/2024-12/flags.csv")
      listed = try workspace.table("findings/2024-12/legality_cases.csv")
    }

    private func standing(_ indicator: String) -> [CSVRow] {
      flags.rows(["indicator": indicator]).filter { $0["status"] != "resolved" }
    }

    /// Numbers of cases that a planted row names, without leading zeros, as they are archived.
    private func numbers(_ row: CSVRow) -> Set<String> {
      let named = row["note"].split(separator: ";").filter { $0.contains("立〔") }
      return Set(
        named.map { text in
          let parts = text.trimmingPrefix(" ").split(separator: "〕")
          let serial = parts.last?.drop { $0 == "0" } ?? ""
          return "\(parts.first ?? "")〕\(serial)"
        })
    }

    private func numbers(listed indicator: String, _ finding: String? = nil) -> Set<String> {
      let rows = listed.rows(["indicator": indicator])
      return Set(rows.filter { finding == nil || $0["finding"] == finding }.map { $0["case_id"] })
    }

    // Rules that one unit breaks, or several that are all planted.
    @Test(arguments: [
      ("L01", ["late_cases"]), ("L02", ["act_too_old"]), ("L04", ["hearing_not_informed"]),
      ("L06", ["not_transferred"]),
      ("L03", ["review_after", "review_same_day", "review_missing", "review_not_ticked"]),
      ("L07", ["one_officer", "certificate_expired"]), ("L08", ["summary_over_limit"]),
      ("L10", ["published_late"]), ("L12", ["first_offence_again"]), ("L13", ["overturned"]),
      ("L14", ["unqualified_file"]), ("L17", ["unauthorised"]),
      ("L18", ["judicial_referral_not_filed"]), ("C04", ["little_training"]),
      ("C06", ["seconded"]), ("C07", ["head_inexperienced"]), ("C08", ["auxiliaries_only"]),
      ("C09", ["heavy_caseload"]), ("D01", ["over_cap"]), ("D03", ["no_problem_found"]),
      ("D07", ["results_unpublished"]), ("Q05", ["annual_total_differs"]),
      ("O01", ["answered_late"]),
    ])
    func thePlantedUnitsAreFlaggedAndNoOther(_ indicator: String, _ kinds: [String]) {
      let planted = kinds.flatMap { truth.rows($0) }.filter { row in
        // Cases outside the authority were planted in every year.
        row["to"] >= "2023" && (row["rule"] == indicator || row["from"] >= "2024")
      }
      #expect(!planted.isEmpty)
      #expect(
        Set(standing(indicator).map { $0["unit_code"] }) == Set(planted.map { $0["unit_code"] }))
    }

    @Test(arguments: [
      ("late_cases", "L01", "decided_over"), ("act_too_old", "L02", "found_late"),
      ("review_after", "L03", "after"),
      ("review_same_day", "L03", "same_day"), ("hearing_not_informed", "L04", "not_informed"),
      ("not_transferred", "L06", "not_transferred"), ("one_officer", "L07", "fewer_than_two"),
      ("summary_over_limit", "L08", "over_limit"), ("published_late", "L10", "published_late"),
      ("first_offence_again", "L12", "earlier_decision"), ("auxiliaries_only", "C08", ""),
      ("judicial_referral_not_filed", "L18", "not_filed"),
    ])
    func theListedCasesAreThePlantedOnes(
      _ kind: String, _ indicator: String, _ finding: String
    ) throws {
      let planted = try #require(truth.rows(kind).first)
      #expect(!numbers(planted).isEmpty)
      #expect(numbers(listed: indicator, finding.isEmpty ? nil : finding) == numbers(planted))
    }

    @Test func reviewsThatAreMissingAreThoseCalledMajorAndThoseThatAreNot() {
      let planted = ["review_missing", "review_not_ticked"].flatMap { truth.rows($0) }
      #expect(
        numbers(listed: "L03", "none").union(numbers(listed: "L03", "missing"))
          == planted.reduce(into: []) { $0.formUnion(numbers($1)) })
    }

    @Test(arguments: [
      ("innocent_term_last_day", "L01"), ("innocent_excluded_days", "L01"),
      ("innocent_anniversary", "L02"), ("innocent_holiday_publication", "L10"),
      ("innocent_first_offence", "L12"),
    ])
    func innocentCasesAreLeftAlone(_ kind: String, _ indicator: String) throws {
      let innocent = numbers(try #require(truth.rows(kind).first))
      #expect(!innocent.isEmpty)
      #expect(innocent.isDisjoint(with: numbers(listed: indicator)))
    }

    @Test func upheldDecisionsAreNotAmongTheOverturned() throws {
      let upheld = numbers(try #require(truth.rows("innocent_upheld").first))
      let overturned = numbers(try #require(truth.rows("overturned").first))
      #expect(overturned.isSubset(of: numbers(listed: "L13")))
      #expect(upheld.isDisjoint(with: numbers(listed: "L13")))
    }

    @Test func aUnitWithoutAReviewerIsToldApartFromAThinOne() throws {
      let planted = try #require(truth.rows("no_legal_reviewer").first)
      let warned = standing("C03").filter { $0["severity"] == "warning" }
      #expect(warned.map { $0["unit_code"] } == [planted["unit_code"]])
    }

    @Test func exactNumbersOfOfficersAndRepeatsAreTold() throws {
      let observed = { (indicator: String, unit: String) in
        standing(indicator).filter { $0["unit_code"] == unit }.map { $0["observed"] }
      }
      for (kind, indicator) in [("little_training", "C04"), ("seconded", "C06")] {
        let planted = try #require(truth.rows(kind).first)
        #expect(observed(indicator, planted["unit_code"]) == [planted["records"]])
      }
      let repeated = try #require(truth.rows("repeated_visits").first)
      #expect(observed("D02", repeated["unit_code"]) == [repeated["records"]])
      let late = try #require(truth.rows("answered_late").first)
      let records = try #require(Int(late["records"]))
      // Eight were within the term when their quarter was exported, and stand in no later export.
      #expect(observed("O01", late["unit_code"]) == [String(records - 8)])
    }

    @Test func aQuestionWithoutAnAnswerIsTold() throws {
      let planted = try #require(truth.rows("followup_unanswered").first)
      let asked = standing("O02").map { $0["category"] }
      #expect(asked.count == 1 && planted["note"].hasPrefix(asked.first ?? "-"))
    }

    // The same counts under another law's limit: 500 yuan on the spot are then within it.
    @Test func aDomainMayHaveALimitOfItsOwn() async throws {
      let run = try SampleRun.shared().workspace
      let folder = try TemporaryFolder()
      try folder.copy(run.path + "/counts")
      let domains = Set(listed.rows(["indicator": "L08"]).map { $0["domain"] }).sorted()
      let limits = domains.map { "\n[domains.\"\($0)\".L08]\nperson_yuan = 500\n" }
      let settings = String(decoding: try run.bytes("caseload.toml"), as: UTF8.self)
      try folder.write("caseload.toml", settings + limits.joined())
      let flagged = try await Programs.run(
        "caseload-flag -C . --month 2024-12 --dry-run", in: folder.path)
      #expect(!domains.isEmpty && flagged.text.contains("L08: flagged 0, passed 27"))
    }

    // No column holds collective decisions: nobody may read that as none.
    @Test func whatNoColumnHoldsIsNotComputed() throws {
      let coverage = try SampleRun.shared().workspace.table("reports/2024-12/coverage.csv")
      let row = try #require(coverage.rows(["indicator": "L05"]).first)
      #expect(row["computed"] == "false" && row["missing"] == "cases.collective_decision")
    }

    @Test func noCaseNumberIsPublishedAtTheSharedLevel() async throws {
      let folder = try SampleRun.shared().workspace
      let found = try await Programs.run(
        "grep -rlE '立〔20[0-9]{2}〕' reports", in: folder.path, environment: ["LC_ALL": "C.UTF-8"])
      #expect(found.text.isEmpty)
    }
  }
}
