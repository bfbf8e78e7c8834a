import Contracts

extension Draft {
  /// Everything that the briefing of one division says.
  var districtBriefing: [Block] {
    let month = monthTitle(input.observation.month)
    return [
      .heading(1, say(BriefingWording.title(input.cityName, month))),
      .paragraph(edition),
      .paragraph(districtSummary),
      .heading(2, say(BriefingWording.findings)),
    ] + districtStrengths + questions + place
      + [
        .heading(2, say(BriefingWording.clauses)),
        .paragraph(say(DistrictWording.howToReadClauses)),
      ] + ClauseWording.all.enumerated().flatMap { districtClause($1, number: $0 + 1) }
      + [.heading(2, say(BriefingWording.changes))] + briefChanges + districtMethods
  }

  /// Charts of the briefing of one division, each once, by name.
  var districtCharts: [Chart] {
    (questionCharts + [placeChart]).compactMap { $0 }.sorted { $0.name < $1.name }
  }

  private var districtSummary: String {
    let units = input.district?.units ?? []
    let delivery = windowDelivery
    let received = BriefingWording.delivery(
      Numerals.grouped(delivery.expected), Numerals.grouped(delivery.received), delivery.share)
    let cases = windowCases { units.contains($0) }
    let others = windowCases { !units.contains($0) }
    return sentences([
      say(DistrictWording.summary(windowText, units: units.count, Numerals.grouped(cases))),
      others > 0 ? say(DistrictWording.others(Numerals.grouped(others))) : "",
      delivery.expected > 0 ? say(received) : "", flagsFound,
      traced(.cases(window), .deliveries(window), .flags),
    ])
  }

  // What lies within what peers let one expect, what came whole, and what is gone.
  private var districtStrengths: [Block] {
    let delivery = windowDelivery
    let within = placeRows.count { !$0.isOutside }
    let gone = flags.filter { $0.status == .resolved && $0.indicator != "Z10" }
    // A unit that is silent as a whole may have sent nothing but the form.
    let whole =
      delivery.expected > 0 && delivery.expected == delivery.received
      && !standingFlags.contains { $0.indicator == "Q01" }
    let lines =
      (whole ? [say(DistrictWording.delivered(Numerals.grouped(delivery.expected)))] : [])
      + (within > 0 ? [say(DistrictWording.within(within, of: placeRows.count))] : [])
      + groups(of: gone).map { group in
        resolvedLine(group)
      }
    let heading = Block.heading(3, say(DistrictWording.strengths))
    guard !lines.isEmpty else { return [heading, .paragraph(say(BriefingWording.noStrengths))] }
    return [heading, .list(Array(lines.prefix(3)))]
  }

  private func districtClause(_ clause: ClauseWording, number: Int) -> [Block] {
    let heading = Block.heading(3, say(ClauseWording.heading(number, say(clause.title))))
    let limits = say(clause.limits).isEmpty ? [] : [say(ClauseWording.limits(lead(clause.limits)))]
    let results = orderedResults.filter { page($0.code)?.clause == number }
    guard !results.isEmpty else {
      let texts = number == 1 ? [clause.needed] : [ClauseWording.notComputed, clause.needed]
      return [heading, .list([sentences(texts.map(say))] + limits)]
    }
    return [heading, .list([saidOfDistrict(results)] + limits)]
  }

  // How many flag here, the sentence of what asks for attention first, and the others by code.
  private func saidOfDistrict(_ results: [IndicatorResult]) -> String {
    let computed = results.filter(\.coverage.isComputed)
    let codes = Set(results.map(\.code))
    let flags = standingFlags.filter { codes.contains($0.indicator) }
    let groups = groups(of: flags.filter { general[$0.indicator] == nil })
    let counts = Dictionary(grouping: flags, by: \.indicator).mapValues(\.count)
    let named = orderedResults.filter { counts[$0.code] != nil && codes.contains($0.code) }
    let silent = computed.filter { counts[$0.code] == nil }
    let kinds = Dictionary(grouping: silent, by: standingInCity).mapValues { $0.map(\.code) }
    let (described, idle) = (kinds[.told] ?? [], kinds[.idle] ?? [])
    let clean = kinds[.clean] ?? []
    let lacking = results.filter { !$0.coverage.isComputed }.map(\.code)
    let first = groups.first.map { group in
      sentences([
        localReason(group),
        ChanceWording.short(group.first).map(say) ?? "",
        isPattern(group.first.indicator) ? otherSide(group).first.map(say) ?? "" : "",
        say(FrameWording.aside(say(BriefingWording.reference(group.first.identifier)))),
      ])
    }
    let names = named.map { say(ClauseWording.flagged(title($0.code), counts[$0.code] ?? 0)) }
    let counted =
      flags.isEmpty
      ? DistrictWording.unflagged(computed.count, listed(clean))
      : DistrictWording.counted(computed.count, flags.count, listed(names))
    return sentences([
      say(counted), first ?? "",
      described.isEmpty ? "" : say(ClauseWording.described(listed(described))),
      flags.isEmpty || clean.isEmpty ? "" : say(DistrictWording.clean(listed(clean))),
      idle.isEmpty ? "" : say(ClauseWording.idle(listed(idle))),
      lacking.isEmpty ? "" : say(ClauseWording.lacking(listed(lacking))),
    ])
  }

  // What an indicator says without a flag here: one that flags elsewhere was computed all the same.
  private func standingInCity(_ result: IndicatorResult) -> Standing {
    (result.outcomes[.flagged] ?? 0) > 0 ? .clean : standing(result)
  }

  // Sentences of rules give the figures without their unit, which a place with several has to hear.
  private func localReason(_ group: FlagGroup) -> String {
    let (name, subject, reason) = (
      title(group.first.indicator), subject(group.first), reason(group)
    )
    return reason.contains(subject)
      ? say(ClauseWording.indicator(name, reason)) : say(ChangeWording.line(name, subject, reason))
  }

  private var districtMethods: [Block] {
    [
      .heading(2, say(BriefingWording.methods)),
      .list(
        (DistrictWording.method + commonMethods + [DistrictWording.rule, howToTrace]).map(say)),
    ]
  }
}
