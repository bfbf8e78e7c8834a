import Contracts

/// What the register of follow-ups says of one flag.
struct FollowUp {
  /// The identifier that was written last.
  fileprivate(set) var flag: String
  /// All identifiers under which it was written.
  fileprivate(set) var written: Set<String>
  /// Last day of each step.
  fileprivate(set) var days: [FollowUpStep: CalendarDate] = [:]
  /// Rows whose step or day cannot be read.
  fileprivate(set) var unread = 0

  /// Steps in their order with their last days.
  var steps: [(FollowUpStep, CalendarDate)] {
    FollowUpStep.allCases.compactMap { step in days[step].map { (step, $0) } }
  }

  /// The step of the last day, the further one of two on a day; nil where none can be read.
  var standing: FollowUpStep? {
    let last = days.values.max()
    return FollowUpStep.allCases.last { days[$0] != nil && days[$0] == last }
  }
}

extension Draft {
  /// Flags of the register, by identifier; rows of file review are left out.
  var followUps: [FollowUp] {
    var register: [String: FollowUp] = [:]
    let rows = input.observation.legality.followups
    for key in rows.sortedKeys where !FollowUpStep.ofFileReview.contains(key[2]) {
      var own = register[today(key[0])] ?? FollowUp(flag: key[0], written: [])
      own.written.insert(key[0])
      if let step = FollowUpStep(key[2]), let day = CalendarDate(key[1]) {
        if own.days.values.allSatisfy({ $0 <= day }) { own.flag = key[0] }
        own.days[step] = max(own.days[step] ?? day, day)
      } else {
        own.unread += rows.sums[key]?.first ?? 0
      }
      if !key[0].isEmpty { register[today(key[0])] = own }
    }
    let all = register.values.sorted { $0.flag < $1.flag }
    guard input.district != nil else { return all }
    // The register names no place: a flag that nobody raised is nobody's.
    return all.filter { subjectOfFollowUp($0.flag) != nil }
  }

  /// The identifier that the finding of a flag of the register has in this report.
  func today(_ identifier: String) -> String { input.carriedFlags[identifier] ?? identifier }

  // A flag that was not raised again keeps the identifier under which it was published.
  private func isOne(_ flag: Flag, _ identifier: String) -> Bool {
    today(flag.identifier) == today(identifier)
  }

  private func subjectOfFollowUp(_ identifier: String) -> Flag? {
    input.flags.first { isOne($0, identifier) } ?? input.followed.first { isOne($0, identifier) }
  }

  private func standsNow(_ identifier: String) -> Bool {
    standingFlags.contains { isOne($0, identifier) }
  }

  /// The register of follow-ups, flag by flag, with what became of each in this report.
  var followUpSection: [Block] {
    let followUps = followUps
    guard !followUps.isEmpty else { return [] }
    let columns =
      FollowUpWording.columns + FollowUpStep.allCases.map(\.name.capitalised) + [
        FollowUpWording.standing
      ]
    let rows = followUps.map { own in
      let flag = subjectOfFollowUp(own.flag)
      let told = flag.map { [title($0.indicator), subject($0)] } ?? ["", ""]
      return [listed(own.written.sorted())] + told + [say(status(of: own.flag, flag))]
        + FollowUpStep.allCases.map { own.days[$0]?.description ?? "" }
        + [own.standing.map { say($0.name) } ?? say(FollowUpWording.unread)]
    }
    return [
      .heading(3, say(FollowUpWording.title)), .paragraph(followUpSummary(followUps)),
      .table(columns.map(say), rows),
    ]
  }

  private func status(of identifier: String, _ flag: Flag?) -> Phrase {
    guard let flag else { return FollowUpWording.neverRaised }
    let isHere = input.flags.contains { isOne($0, identifier) }
    return isHere ? ChangeWording.name(flag.status) : FollowUpWording.earlier
  }

  /// The register in one line of the briefing; none without one.
  var followUpsInShort: [String] {
    let followUps = followUps
    guard !followUps.isEmpty else { return [] }
    return [followUpSummary(followUps)]
  }

  private func followUpSummary(_ followUps: [FollowUp]) -> String {
    let standing = FollowUpStep.allCases.map { step in
      say(FollowUpWording.count(step, followUps.count { $0.standing == step }))
    }
    let closed = followUps.count { $0.standing == .closed && standsNow($0.flag) }
    let unknown = followUps.count { subjectOfFollowUp($0.flag) == nil }
    let unread = followUps.reduce(0) { $0 + $1.unread }
    let rows = input.observation.legality.followups.sums
    let unnamed =
      input.district == nil ? rows.reduce(0) { $0 + ($1.key[0].isEmpty ? $1.value[0] : 0) } : 0
    return sentences([
      say(
        FollowUpWording.summary(
          followUps.count, listed(standing), flagged: followUps.count { standsNow($0.flag) })),
      closed > 0 ? say(FollowUpWording.closedAndFlagged(closed)) : "",
      unknown > 0 ? say(FollowUpWording.unknownFlags(unknown)) : "",
      unnamed > 0 ? say(FollowUpWording.unnamedRows(unnamed)) : "",
      unread > 0 ? say(FollowUpWording.unreadRows(unread)) : "",
    ])
  }
}
