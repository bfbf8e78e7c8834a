/// The planted facts of the tables of capacity and oversight, as rows of the truth table.
struct ConductTruth {
  let world: World

  var planted: [PlantedTruth] { staff + oversight }

  private var staff: [PlantedTruth] {
    let expired = OfficerTable.expired(in: world).map {
      OfficerTable.identity($0, of: ConductPlan.expiredUnit)
    }
    return [
      fact(
        "certificate_expired", "L07", ConductPlan.expiredUnit, ConductPlan.expiredCases,
        note: "cases of \(expired ?? "") after \(ConductPlan.expiry.text)"),
      fact(
        "no_legal_reviewer", "C03", ConductPlan.noReviewerUnit, 0,
        note: "units and officers agree"),
      fact(
        "little_training", "C04", ConductPlan.untrainedUnit,
        ConductPlan.untrainedOfficers.count, note: "officers with 35 hours"),
      fact(
        "innocent_training", "C04", ConductPlan.justTrainedUnit,
        ConductPlan.justTrainedOfficers.count, note: "officers with 60 hours exactly"),
      fact(
        "seconded", "C06", ConductPlan.secondedUnit, ConductPlan.secondedOfficers.count,
        note: "officers on secondment"),
      fact(
        "head_inexperienced", "C07", ConductPlan.inexperiencedUnit, 1,
        note: "the head of the town brigade has no experience"),
    ]
  }

  private var oversight: [PlantedTruth] {
    var total = fact(
      "annual_total_differs", "Q05", ConductPlan.wrongTotalUnit, ConductPlan.wrongTotalSurplus,
      note: "\(ConductPlan.wrongTotalClass): more decisions than the exports hold")
    total.from = String(ConductPlan.totalsYear)
    total.through = total.from
    var silent = fact(
      "followup_unanswered", "O02", Plan.stoppedUnit, 1,
      note: "\(ConductPlan.unansweredFlag) asked on 2024-10-15")
    (silent.from, silent.through) = ("2024-10", PatternPlan.window.upperBound.text)
    let files = ConductPlan.reviewedFiles.enumerated().map { place, unit in
      fact(
        place == 0 ? "unqualified_file" : "innocent_qualified_files", "L14", unit.unit,
        place == 0 ? 1 : unit.files.count, note: "of \(unit.files.count) files returned")
    }
    return [total, silent] + files
  }

  private func fact(
    _ kind: String, _ rule: String, _ code: String, _ records: Int, note: String
  ) -> PlantedTruth {
    let unit = world.units.first { $0.code == code }
    return PlantedTruth(
      kind: kind, unitCode: code, districtCode: unit?.districtCode ?? "",
      from: PatternPlan.window.lowerBound.text, through: PatternPlan.window.upperBound.text,
      note: note, rule: rule, records: records)
  }
}
