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

  private var edition: String {
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
    let flags = standingFlags
    let units = Set(flags.map(\.unitCode).filter { !$0.isEmpty }).count
    let indicators = Set(flags.map(\.indicator)).count
    let found =
      flags.isEmpty
      ? BriefingWording.noFlags : BriefingWording.flags(flags.count, units, indicators)
    let received = BriefingWording.delivery(
      Numerals.grouped(delivery.expected), Numerals.grouped(delivery.received), delivery.share)
    return sentences([
      say(BriefingWording.summary(windowText, Numerals.grouped(windowCases))),
      delivery.expected > 0 ? say(received) : "", say(found),
    ])
  }

  /// Cases of the window, each once.
  private var windowCases: Int {
    let cases = input.observation.cases
    guard let month = cases.keys.firstIndex(of: "month"),
      let measure = cases.measures.firstIndex(of: "cases")
    else { return 0 }
    return cases.sums.reduce(0) { sum, entry in
      guard let entryMonth = Month(entry.key[month]), window.contains(entryMonth) else {
        return sum
      }
      return sum + entry.value[measure]
    }
  }

  private var briefingMethods: [Block] {
    let cells = testedCells
    let method = BriefingWording.method(
      windowText, input.zeroMonths, Numerals.grouped(cells.tested),
      Numerals.grouped(cells.flagged))
    return [
      .heading(2, say(BriefingWording.methods)), .list((method + [BriefingWording.rule]).map(say)),
    ]
  }
}
