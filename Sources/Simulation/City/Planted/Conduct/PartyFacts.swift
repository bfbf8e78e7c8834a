extension ProcedurePatterns {
  // Small fines of persons become fines of 500 yuan by summary procedure.
  mutating func plantSummaryFines() {
    let fine = ConductPlan.summaryFine
    let small = open(ConductPlan.summaryUnit) { own in
      let item = model.items[own.item]
      return own.disposition == .punished && parties[own.party].kind == .individual
        && own.confiscatedInYuan == nil && (250...1_000).contains(own.fineInYuan ?? 0)
        && (item.fineMinimum...item.fineMaximum).contains(fine)
    }
    let free = small.filter { cases[$0].sourceReference.isEmpty }
    let linked = small.filter { !free.contains($0) }
    plant(
      Fact(kind: "summary_over_limit", rule: "L08", note: "500 yuan, persons, on the spot"),
      on: (free + linked).prefix(4)
    ) { own, _ in
      let isPaid = own.paidInYuan == own.amountInYuan
      (own.isSummary, own.fineInYuan) = (true, fine)
      if isPaid { own.paidInYuan = own.amountInYuan }
      (own.reviewDate, own.excludedDays) = (nil, nil)
      guard own.sourceReference.isEmpty, own.filed.civil.year == own.decided.civil.year else {
        return
      }
      (own.found, own.filed, own.actEnded) = (own.decided, own.decided, own.decided)
    }
    stateSummaryLimits()
  }

  // Fines at the very limit are common; they are only counted.
  private mutating func stateSummaryLimits() {
    let limits = [(kind: Party.Kind.individual, fine: 200), (kind: .enterprise, fine: 3_000)]
    for limit in limits {
      let own = cases.filter {
        $0.isSummary && $0.fineInYuan == limit.fine && $0.amendment == nil
          && parties[$0.party].kind == limit.kind
          && PatternPlan.window.contains($0.decided.month)
      }
      state(
        Fact(
          kind: "innocent_summary_limit", rule: "L08",
          note: "\(limit.kind.rawValue) fined \(limit.fine) yuan by summary procedure"),
        unit: "", months: PatternPlan.window, cases: own.count)
    }
  }

  // The party of an earlier penalty takes the place of the one that was exempted.
  mutating func plantFirstOffences() {
    let exempted = open(ConductPlan.firstOffenceUnit) {
      $0.disposition == .exempted && !$0.source.hasSuffix("查")
    }
    let again = exempted.filter { punished(before: $0, onTheSameItem: true) != nil }.prefix(2)
    for position in again { replace(position, onTheSameItem: true) }
    plant(
      Fact(
        kind: "first_offence_again", rule: "L12",
        note: "exempted as first offence, punished on the item before"), on: again
    ) { own, _ in own.exemptGround = "首违" }
    let other = exempted.filter {
      !again.contains($0) && punished(before: $0, onTheSameItem: false) != nil
    }.prefix(1)
    for position in other { replace(position, onTheSameItem: false) }
    plant(
      Fact(
        kind: "innocent_first_offence", rule: "L12",
        note: "exempted as first offence, punished on another item before"), on: other
    ) { own, _ in own.exemptGround = "首违" }
  }

  private mutating func replace(_ position: Int, onTheSameItem: Bool) {
    guard let earlier = punished(before: position, onTheSameItem: onTheSameItem) else { return }
    let party = cases[earlier].party
    edit(position) { $0.party = party }
  }

  // The latest earlier penalty of the unit whose party has no other case on the item.
  private func punished(before position: Int, onTheSameItem: Bool) -> Int? {
    let late = cases[position]
    return cases.indices.last { earlier in
      let own = cases[earlier]
      guard own.unit == late.unit, own.isPlain, own.disposition == .punished,
        own.decided < late.filed, (own.item == late.item) == onTheSameItem,
        parties[own.party].kind == parties[late.party].kind
      else { return false }
      let onItem = cases.filter { $0.party == own.party && $0.item == late.item }
      return onItem.count == (onTheSameItem ? 1 : 0)
    }
  }

  mutating func plantJudicialReferrals() {
    let unit = ConductPlan.judicialUnit
    let filed = open(unit) {
      $0.disposition == .punished && !$0.isSummary && $0.sourceReference.isEmpty
    }
    plant(
      Fact(kind: "judicial_referral", rule: "L18", note: "sent back by justice and filed"),
      on: filed.prefix(4)
    ) { own, _ in own.source = "司法机关移送" }
    let closed = open(unit) {
      $0.disposition == .transferredOther && $0.sourceReference.isEmpty
    }
    plant(
      Fact(kind: "judicial_referral_not_filed", rule: "L18", note: "sent back and not filed"),
      on: closed.prefix(1)
    ) { own, _ in
      (own.source, own.disposition) = ("司法机关移送", .notFiled)
      (own.reviewDate, own.excludedDays) = (nil, nil)
    }
  }
}
