import Contracts

extension Draft {
  /// Subjects that a line of the briefing names.
  private static let namedSubjects = 3
  /// Changed settings that are named; section 8 lists all of this report.
  private static let namedSettings = 5

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

  /// What changed in short: a line for each status, one on revisions, and where the rest stands.
  var briefChanges: [Block] {
    guard let summary = changeSummary else {
      return [.paragraph(say(ChangeWording.noPrevious))]
    }
    let lines = FlagStatus.allCases.compactMap { status -> String? in
      let flags = flags.filter { $0.status == status }
      guard !flags.isEmpty else { return nil }
      // What persists is told where it stands; for how long is enough here.
      let told = status == .persisting ? durations(flags) : enumerated(shortLines(flags))
      return say(ChangeWording.brief(say(ChangeWording.name(status)), told))
    }
    let revisions = input.results.first { $0.code == "Q03" && $0.coverage.isComputed }
    // The headline is of the whole city; what was restated is told for a division too.
    let revised = input.district == nil ? revisions : nil
    let notes =
      (revised.map { [say(ChangeWording.revised(say($0.headline)))] } ?? []) + restatedInShort
      + followUpsInShort
    return [.paragraph(sentences([summary, traced(.flags)]))] + Block.points(lines + notes)
      + [
        .paragraph(
          say(input.district == nil ? ChangeWording.details : ChangeWording.detailsOfCity))
      ]
  }

  private func durations(_ flags: [Flag]) -> String {
    let counts = Dictionary(grouping: flags) { input.persistedMonths[$0.identifier] ?? 1 }
    return enumerated(
      counts.keys.sorted(by: >).map { reports in
        let name = say(FrameWording.persisted(reports))
        return say(ChangeWording.lasting(name, counts[reports]?.count ?? 0))
      })
  }

  private var changeSummary: String? {
    guard let previous = input.previousMonth else { return nil }
    let counts = Dictionary(grouping: input.flags, by: \.status).mapValues(\.count)
    let texts = [
      ChangeWording.previous("\(previous)"), ChangeWording.counts(counts),
      ChangeWording.resolvedNote,
    ]
    return sentences(texts.map(say) + [unchecked, changedSettings, changedProgram])
  }

  // Flags that stand because data did not come are no finding of this month.
  private var unchecked: String {
    let raised = Set(input.results.flatMap(\.flags).map(\.identifier))
    let count = input.flags.count { $0.status == .persisting && !raised.contains($0.identifier) }
    return count > 0 ? say(ChangeWording.unchecked(count)) : ""
  }

  // A threshold that moved makes flags come and go as much as conduct does.
  private var changedSettings: String {
    let changes = input.release.settings
    guard !changes.isEmpty else { return "" }
    let told = changes.prefix(Draft.namedSettings).map { say(ChangeWording.setting($0)) }
    return say(
      ChangeWording.settings(enumerated(Array(told)), rest: changes.count - told.count))
  }

  private var changedProgram: String {
    input.release.program.map { say(ChangeWording.program($0)) } ?? ""
  }

  // Flags come in the order of indicators.
  private func indicators(_ flags: [Flag]) -> [String] {
    var indicators: [String] = []
    for flag in flags where indicators.last != flag.indicator { indicators.append(flag.indicator) }
    return indicators
  }

  private func shortLines(_ flags: [Flag]) -> [String] {
    indicators(flags).map { indicator in
      let own = flags.filter { $0.indicator == indicator }
      guard general[indicator] == nil else {
        return say(ChangeWording.general(title(indicator), own.count))
      }
      var subjects: [String] = []
      for name in own.map(subject) where !subjects.contains(name) { subjects.append(name) }
      let named = listed(Array(subjects.prefix(Draft.namedSubjects)))
      let rest = subjects.count - Draft.namedSubjects
      return say(ChangeWording.short(title(indicator), own.count, named, rest: max(0, rest)))
    }
  }

  private func lines(_ flags: [Flag]) -> [Block] {
    let wide = flags.filter { general[$0.indicator] != nil }
    let lines = indicators(wide).map { code in
      say(ChangeWording.general(title(code), wide.count { $0.indicator == code }))
    }
    return Block.points(lines) + separate(flags.filter { general[$0.indicator] == nil })
  }

  private func separate(_ flags: [Flag]) -> [Block] {
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
