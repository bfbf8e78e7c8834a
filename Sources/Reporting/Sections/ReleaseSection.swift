import Contracts

extension Draft {
  /// How final the figures are, in words.
  var vintageText: String {
    let release = input.release
    return say(
      ReleaseWording.edition(ReleaseWording.name(release.vintage), closing: release.closingMonths))
  }

  /// What moved in the data since the last report: figures as a whole, then restated months.
  var releaseSection: [Block] {
    let release = input.release
    guard let last = release.last, !release.figures.isEmpty else { return [] }
    let figures = release.figures.map { figure in
      [
        say(ReleaseWording.figure(figure.name)), Numerals.grouped(figure.before),
        Numerals.grouped(figure.now), say(figure.isSwing ? FrameWording.yes : FrameWording.no),
      ]
    }
    let hasSwing = release.figures.contains { $0.isSwing }
    return [
      .heading(3, say(ReleaseWording.title)),
      .paragraph(
        sentences([
          say(ReleaseWording.compared("\(last)")), hasSwing ? say(ReleaseWording.accepted) : "",
        ])),
      .table(ReleaseWording.figureColumns.map(say), figures),
      .heading(3, say(ReleaseWording.restated)),
    ] + restatements
  }

  /// Months of a briefing that are told to have been restated.
  private static let restatedMonths = 3

  /// Which months published before have other counts now, in one line; none without a last report.
  var restatedInShort: [String] {
    let release = input.release
    guard let last = release.last else { return [] }
    // The newest months first: they are the ones that were cited last.
    let newest = release.restatements.suffix(Draft.restatedMonths).reversed()
    let months = newest.map { month in
      say(
        ReleaseWording.restatedMonth(
          "\(month.month)", Numerals.grouped(month.before), Numerals.grouped(month.now), month.units
        ))
    }
    let count = release.restatements.count
    guard count > 0 else { return [say(ReleaseWording.unchanged("\(last)"))] }
    let told = ReleaseWording.restatedShort(
      "\(last)", count, enumerated(months), rest: count - months.count)
    let shown = newest.map(\.month)
    return [
      sentences([say(told), traced(.cases((shown.min() ?? last)...(shown.max() ?? last)))])
    ]
  }

  private var restatements: [Block] {
    let release = input.release
    guard !release.restatements.isEmpty else {
      return [.paragraph(say(ReleaseWording.noRestatement))]
    }
    let threshold = Numerals.decimal(100 * release.revisionThreshold, places: 2) + "%"
    let rows = release.restatements.map { month in
      let change = month.now - month.before
      let share = Numerals.percentage(abs(change), of: month.before)
      return [
        "\(month.month)", Numerals.grouped(month.before), Numerals.grouped(month.now),
        (change > 0 ? "+" : "") + Numerals.grouped(change), share, Numerals.grouped(month.units),
        say(month.reaches(release.revisionThreshold) ? FrameWording.yes : FrameWording.no),
      ]
    }
    return [
      .paragraph(say(ReleaseWording.revision(threshold))),
      .table(ReleaseWording.restatedColumns.map(say), rows),
    ]
  }
}
