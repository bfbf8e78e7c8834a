import Contracts

extension Draft {
  /// Subjects that a line of the briefing names.
  private static let namedSubjects = 3

  /// Section 6 of the report: what is new, persists, was resolved or came back.
  var changesSection: [Block] {
    let heading = Block.heading(2, say(ChangeWording.title))
    guard let summary = changeSummary else {
      return [heading, .paragraph(say(ChangeWording.noPrevious))]
    }
    return [heading, .paragraph(summary)]
      + FlagStatus.allCases.flatMap { status -> [Block] in
        let flags = flags.filter { $0.status == status }
        let list = flags.isEmpty ? [Block.paragraph(say(FrameWording.none))] : lines(flags)
        return [.heading(3, say(ChangeWording.name(status)))] + list
      }
  }

  /// What changed in short: for each status one line an indicator, and where the rest stands.
  var briefChanges: [Block] {
    guard let summary = changeSummary else {
      return [.paragraph(say(ChangeWording.noPrevious))]
    }
    let lists = FlagStatus.allCases.flatMap { status -> [Block] in
      let flags = flags.filter { $0.status == status }
      guard !flags.isEmpty else { return [] }
      // What persists is told where it stands; its number is enough here.
      let told: Block =
        status == .persisting ? .paragraph(numbers(flags)) : .list(shortLines(flags))
      return [.heading(3, say(ChangeWording.name(status))), told]
    }
    return [.paragraph(summary)] + lists + [.paragraph(say(ChangeWording.details))]
  }

  private var changeSummary: String? {
    guard let previous = input.previousMonth else { return nil }
    let counts = Dictionary(grouping: input.flags, by: \.status).mapValues(\.count)
    let texts = [
      ChangeWording.previous("\(previous)"), ChangeWording.counts(counts),
      ChangeWording.resolvedNote,
    ]
    return sentences(texts.map(say))
  }

  // Flags come in the order of indicators.
  private func indicators(_ flags: [Flag]) -> [String] {
    var indicators: [String] = []
    for flag in flags where indicators.last != flag.indicator { indicators.append(flag.indicator) }
    return indicators
  }

  private func numbers(_ flags: [Flag]) -> String {
    enumerated(
      indicators(flags).map { indicator in
        let own = flags.count { $0.indicator == indicator }
        return say(IndicatorWording.count(title(indicator), own))
      })
  }

  private func shortLines(_ flags: [Flag]) -> [String] {
    indicators(flags).map { indicator in
      let own = flags.filter { $0.indicator == indicator }
      var subjects: [String] = []
      for name in own.map(subject) where !subjects.contains(name) { subjects.append(name) }
      let named = listed(Array(subjects.prefix(Draft.namedSubjects)))
      let rest = subjects.count - Draft.namedSubjects
      return say(ChangeWording.short(title(indicator), own.count, named, rest: max(0, rest)))
    }
  }

  private func lines(_ flags: [Flag]) -> [Block] {
    folded(flags) { group in
      let (name, subject) = (title(group.first.indicator), subject(group.first))
      // A flag that was read back from an older report may have lost its sentence.
      guard !say(group.first.reason).isEmpty else {
        return say(ChangeWording.bare(name, subject))
      }
      let line = say(ChangeWording.line(name, subject, reason(group)))
      guard group.first.status == .persisting else { return line }
      return sentences([line, say(FrameWording.aside(persistence(group)))])
    }
  }

  /// How long the finding has stood.
  func persistence(_ group: FlagGroup) -> String {
    say(FrameWording.persisted(group.persisted))
  }
}
