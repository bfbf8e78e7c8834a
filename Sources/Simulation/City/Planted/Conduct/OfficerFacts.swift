extension ProcedurePatterns {
  mutating func plantOfficers() {
    let alone = open(ConductPlan.oneOfficerUnit) { !$0.isSummary }.prefix(6)
    plant(
      Fact(kind: "one_officer", rule: "L07", note: "ordinary procedure, one officer named"),
      on: alone
    ) { own, _ in
      own.officerNames = [
        OfficerTable.identity(own.officers.0, of: ConductPlan.oneOfficerUnit)
      ]
    }
    let helped = open(ConductPlan.auxiliaryUnit) { !$0.isSummary }.prefix(3)
    plant(
      Fact(kind: "auxiliaries_only", rule: "C08", note: "both officers are auxiliaries"),
      on: helped
    ) { own, _ in
      own.officerNames = [1, 2].map {
        OfficerTable.identity(auxiliary: $0, of: ConductPlan.auxiliaryUnit)
      }
    }
    plantWorkload()
  }

  private mutating func plantWorkload() {
    let (unit, months) = (ConductPlan.workloadUnit, ConductPlan.workloadMonths)
    let own = cases.indices.filter {
      model.units[cases[$0].unit].code == unit && months.contains(cases[$0].decided.month)
    }
    for position in own { edit(position) { $0.officers = (1, 2) } }
    let pair = [1, 2].map { OfficerTable.identity($0, of: unit) }.joined(separator: " and ")
    state(
      Fact(kind: "heavy_caseload", rule: "C09", note: "all cases of the unit by \(pair)"),
      unit: unit, months: months, cases: own.count)
  }
}
