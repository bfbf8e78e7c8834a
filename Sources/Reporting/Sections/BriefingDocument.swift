import Contracts

extension Draft {
  /// Everything that briefing.md says.
  var briefing: [Block] {
    let month = monthTitle(input.observation.month)
    return [
      .heading(1, say(BriefingWording.title(input.cityName, month))),
      .paragraph(edition),
      .paragraph(briefingSummary),
      .heading(2, say(BriefingWording.findings)),
    ] + strengths
      + questions + clauses
      + [.heading(2, say(BriefingWording.changes))] + briefChanges + briefingMethods
  }

  /// Level, snapshot and vintage.
  var edition: String {
    let level = input.isInternal ? FrameWording.isInternal : FrameWording.shared
    let snapshot = FrameWording.snapshotNumber(input.snapshot)
    return sentences([
      say(BriefingWording.edition(say(level), say(snapshot))),
      say(ReleaseWording.vintage) + (input.language == .chinese ? "：" : ": ") + vintageText
        + (input.language == .chinese ? "。" : "."),
    ])
  }

  private var briefingSummary: String {
    let delivery = windowDelivery
    let received = BriefingWording.delivery(
      Numerals.grouped(delivery.expected), Numerals.grouped(delivery.received), delivery.share)
    return sentences([
      say(BriefingWording.summary(windowText, Numerals.grouped(windowCases { _ in true }))),
      delivery.expected > 0 ? say(received) : "", flagsFound,
      traced(.cases(window), .deliveries(window), .flags),
    ])
  }

  /// Cases of the window, each once, of the units that are meant.
  func windowCases(of isMeant: (String) -> Bool) -> Int {
    let cases = input.observation.cases
    guard let month = cases.keys.firstIndex(of: "month"),
      let unit = cases.keys.firstIndex(of: "unit_code"),
      let measure = cases.measures.firstIndex(of: "cases")
    else { return 0 }
    return cases.sums.reduce(0) { sum, entry in
      guard let entryMonth = Month(entry.key[month]), window.contains(entryMonth),
        isMeant(entry.key[unit])
      else { return sum }
      return sum + entry.value[measure]
    }
  }

  private var briefingMethods: [Block] {
    [
      .heading(2, say(BriefingWording.methods)),
      .list((commonMethods + [BriefingWording.rule, howToTrace]).map(say)),
    ]
  }

  /// What the briefings of the city and of a division say of their methods alike.
  var commonMethods: [Phrase] {
    BriefingWording.method(windowText, input.zeroMonths, testedCells, traced(.tested))
  }
}
