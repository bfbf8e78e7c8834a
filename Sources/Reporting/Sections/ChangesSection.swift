import Contracts

extension Draft {
  /// Section 6 of the report: what is new, persists, was resolved or came back.
  var changesSection: [Block] {
    [.heading(2, say(ChangeWording.title))] + changes(level: 3)
  }

  /// Counts and lists by status, under headings of a level.
  func changes(level: Int) -> [Block] {
    guard let previous = input.previousMonth else {
      return [.paragraph(say(ChangeWording.noPrevious))]
    }
    let byStatus = Dictionary(grouping: input.flags, by: \.status)
    let texts = [
      ChangeWording.previous("\(previous)"), ChangeWording.counts(byStatus.mapValues(\.count)),
      ChangeWording.resolvedNote,
    ]
    return [.paragraph(sentences(texts.map(say)))]
      + FlagStatus.allCases.flatMap { status -> [Block] in
        let flags = byStatus[status] ?? []
        let list = flags.isEmpty ? [Block.paragraph(say(FrameWording.none))] : lines(flags)
        return [.heading(level, say(ChangeWording.name(status)))] + list
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
