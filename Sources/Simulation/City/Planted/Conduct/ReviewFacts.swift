extension ProcedurePatterns {
  private static let confiscation = 6_000

  // The dearest decisions of the unit: two are not called major, the others are.
  mutating func plantReviews() {
    let fined = open(ConductPlan.reviewUnit) {
      $0.disposition == .punished && !$0.isSummary && $0.fineInYuan != nil
    }
    let dearest = fined.sorted {
      (-(cases[$0].fineInYuan ?? 0), $0) < (-(cases[$1].fineInYuan ?? 0), $1)
    }.prefix(14)
    plant(
      Fact(
        kind: "review_not_ticked", rule: "L03",
        note: "50,000 yuan and more, neither called major nor reviewed"),
      on: dearest.prefix(2)
    ) { own, _ in
      Self.confiscate(&own)
      (own.isTickedMajor, own.reviewDate) = (false, nil)
    }
    let rest = dearest.dropFirst(2)
    // A review that an export can know lies in the month of the decision.
    let after = rest.filter { cases[$0].decided.civil.day <= 22 }.prefix(4)
    plant(
      Fact(kind: "review_after", rule: "L03", note: "major, reviewed 3 to 6 days after"),
      on: after
    ) { own, place in
      (own.isTickedMajor, own.reviewDate) = (true, own.decided + (3 + place))
    }
    let others = rest.filter { !after.contains($0) }
    plant(
      Fact(kind: "review_same_day", rule: "L03", note: "major, reviewed on the same day"),
      on: others.prefix(3)
    ) { own, _ in (own.isTickedMajor, own.reviewDate) = (true, own.decided) }
    plant(
      Fact(
        kind: "review_missing", rule: "L03",
        note: "major, not reviewed; the first suspends a licence"), on: others.dropFirst(3)
    ) { own, place in
      (own.isTickedMajor, own.reviewDate) = (true, nil)
      if place == 0 { own.penalties += "；暂扣许可证件" }
    }
  }

  private static func confiscate(_ own: inout SimulatedCase) {
    guard own.confiscatedInYuan == nil else { return }
    let isPaid = own.paidInYuan == own.amountInYuan
    own.confiscatedInYuan = max(
      confiscation, ReviewRule.reviewThreshold + 1_000 - (own.fineInYuan ?? 0))
    own.penalties += "；没收违法所得"
    if isPaid { own.paidInYuan = own.amountInYuan }
  }

  mutating func plantHearingsAndTransfers() {
    let due = open(ConductPlan.hearingUnit) {
      $0.hearing == "告知未申请" && ($0.fineInYuan ?? 0) >= ReviewRule.hearingThreshold
    }
    plant(
      Fact(kind: "hearing_not_informed", rule: "L04", note: "from the hearing threshold on"),
      on: due.prefix(4)
    ) { own, _ in own.hearing = "未告知" }
    let suspected = open(ConductPlan.justiceUnit) {
      $0.disposition == .punished && !$0.isSummary && $0.fineInYuan != nil
    }
    plant(
      Fact(
        kind: "not_transferred", rule: "L06", note: "suspected of a crime and not transferred"),
      on: suspected.prefix(3)
    ) { own, _ in own.isKeptFromJustice = true }
  }

  mutating func plantChallenges() {
    plantOverturned()
    let unit = ConductPlan.selfCorrectingUnit
    calm(unit)
    let own = open(unit) { $0.disposition == .punished && !$0.isSummary }
    plant(
      Fact(kind: "self_corrected", rule: "L16", note: "corrected by the unit itself"),
      on: own.prefix(6)
    ) { own, _ in own.isSelfCorrected = true }
    plant(
      Fact(kind: "corrected_by_others", rule: "L16", note: "revoked on review"),
      on: own.dropFirst(6).prefix(1)
    ) { own, _ in own.reviewResult = "撤销" }
  }

  private mutating func plantOverturned() {
    let unit = ConductPlan.overturnedUnit
    calm(unit)
    let own = open(unit) { $0.disposition == .punished }.prefix(20)
    let lost = ["撤销", "撤销", "撤销", "撤销", "变更", "变更", "确认违法"]
    plant(
      Fact(kind: "overturned", rule: "L13", note: "8 of 20 concluded; one of them in court"),
      on: own.prefix(8)
    ) { own, place in
      if place < lost.count { own.reviewResult = lost[place] } else { own.courtResult = "撤销" }
    }
    plant(
      Fact(kind: "innocent_upheld", rule: "L13", note: "12 of 20 concluded; two of them in court"),
      on: own.dropFirst(8)
    ) { own, place in
      if place < 10 { own.reviewResult = "维持" } else { own.courtResult = "驳回" }
    }
  }

  // Nothing of a unit is challenged or corrected but what is planted.
  private mutating func calm(_ unit: String) {
    for position in cases.indices
    where model.units[cases[position].unit].code == unit
      && cases[position].disposition == .punished
    {
      edit(position) { own in
        (own.reviewResult, own.courtResult, own.isSelfCorrected) = ("无", "无", false)
      }
    }
  }
}
