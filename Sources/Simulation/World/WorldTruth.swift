/// The facts planted in the rates and tables of the city, as rows of the truth table.
struct WorldTruth {
  var units: [EnforcementUnit]
  var last: Month

  var planted: [PlantedTruth] { silences + catalogue + reference }

  private var silences: [PlantedTruth] {
    [
      truth(
        "stopped", unit: Plan.stoppedUnit, domain: Plan.stoppedDomain,
        months: (Plan.lastActiveMonth + 1)...last,
        note: "deliveries and inspections with problems go on"),
      truth(
        "never_despite_complaints", unit: Plan.neverUnit, domain: Plan.neverDomain,
        months: Plan.start...last, note: "at least 24 reports in the last 12 months"),
      truth(
        "not_sent", unit: Plan.notSentUnit, domain: "",
        months: Plan.notSentMonths[0]...Plan.notSentMonths[2], note: "feeds say no"),
      truth(
        "explained_zero", unit: Plan.explainedUnit, domain: Plan.explainedDomain,
        months: Plan.start...last, note: "explanation valid to 2025-12-31"),
      truth(
        "handled", unit: Plan.handledUnit, domain: Plan.handledDomain,
        months: (last - 11)...last, note: "exempted and corrected only"),
    ]
  }

  private var catalogue: [PlantedTruth] {
    let fixed = [
      PlantedTruth(
        kind: "withdrawn_item", domain: "城市管理", itemCode: Plan.withdrawnItem,
        from: (Plan.withdrawnOn.month + 1).text, through: last.text,
        note: "valid to \(Plan.withdrawnOn.text)"),
      PlantedTruth(
        kind: "new_item", domain: "市场监管", itemCode: Plan.newItem,
        from: Plan.newFrom.month.text, through: last.text,
        note: "valid from \(Plan.newFrom.text)"),
    ]
    let dormant = Plan.dormantItems.map { code in
      let domain = Domain.all.first { code.hasPrefix($0.prefix) }
      return PlantedTruth(
        kind: "dormant_item", domain: domain?.name ?? "", itemCode: code,
        from: Plan.start.text, through: last.text, note: "city-wide")
    }
    return fixed + dormant
  }

  private var reference: [PlantedTruth] {
    let merged = ["970111", "970112"].map { code in
      PlantedTruth(
        kind: "merged_district", districtCode: code, from: Geography.mergerDay.month.text,
        through: last.text, note: "successor 970113")
    }
    return merged + [
      truth(
        "no_exposure", unit: Plan.noExposureUnit, domain: "",
        months: Plan.start...last, note: "0 parties in every group and year"),
      truth(
        "exposure_unknown", unit: Plan.unknownExposureUnit, domain: "",
        months: Plan.start...last,
        note: "no exposure rows; cases only in \(Plan.unknownExposureActiveDomain)"),
    ]
  }

  private func truth(
    _ kind: String, unit code: String, domain: String, months: ClosedRange<Month>, note: String
  ) -> PlantedTruth {
    let unit = units.first { $0.code == code }
    return PlantedTruth(
      kind: kind, unitCode: code, districtCode: unit?.districtCode ?? "", domain: domain,
      from: months.lowerBound.text, through: months.upperBound.text, note: note)
  }
}
