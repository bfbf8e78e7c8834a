import Contracts

extension Draft {
  /// Findings of a kind that the briefing tells.
  private static let told = 3
  static let silenceIndicators: Set<String> = ["Z03", "Z04", "Z07"]
  /// Those whose effect is the chance of inaction by the model.
  static let judgedSilences: Set<String> = ["Z03", "Z04"]
  // What is due is what units ticked: no report says that all of it was transferred.
  private static let transfers = "L06"

  /// At most three strengths: computed indicators without a flag, then flags resolved.
  var strengths: [Block] {
    var flagged = Set(standingFlags.map(\.indicator))
    // A silence that one of them tells is no strength of the others, nor is one that nobody could judge.
    if !flagged.isDisjoint(with: Draft.silenceIndicators) || isNoSilenceJudged {
      flagged.formUnion(Draft.silenceIndicators)
    }
    let clean = orderedResults.filter { result in
      result.coverage.isComputed && (result.outcomes[.flagged] ?? 0) == 0
        && (result.outcomes[.passed] ?? 0) > 0 && !flagged.contains(result.code)
        && result.code != Draft.transfers
    }
    // A single case at the end of a period is a matter of one month: its passing is no strength. Nor
    // is that of few cases that became none.
    let silent = Set(
      standingFlags.filter { Draft.silenceIndicators.contains($0.indicator) }.map(\.unitCode))
    let resolved = flags.filter { flag in
      flag.status == .resolved && flag.indicator != "Z10"
        && !input.leftFlags.contains(flag.identifier)
        && !(flag.indicator == "Z12" && silent.contains(flag.unitCode))
    }
    let lines =
      clean.map { result in
        let passed = BriefingWording.strength(
          title(result.code), result.outcomes[.passed] ?? 0)
        return sentences([say(passed), say(result.headline)])
      }
      + groups(of: resolved).map(resolvedLine)
    let heading = Block.heading(3, say(BriefingWording.strengths))
    guard !lines.isEmpty else {
      return [heading, .paragraph(say(BriefingWording.noStrengths))]
    }
    return [heading, .list(Array(lines.prefix(Draft.told)))]
  }

  // Whether there are silent domains of units, and none of them was tested.
  private var isNoSilenceJudged: Bool {
    let domains = input.observation.positions(of: .unitDomain)
    let silent = domains.filter { input.observation.cells[$0].state == .zeroOpen }
    return !silent.isEmpty
      && !silent.contains { position in
        input.observation.silence?.assessment(of: position)?.verdict == .withinChance
      }
  }

  /// A flag of the last report that is gone, with its identifier.
  func resolvedLine(_ group: FlagGroup) -> String {
    sentences([
      say(BriefingWording.resolved(title(group.first.indicator), subject(group.first))),
      say(FrameWording.aside(say(BriefingWording.reference(group.first.identifier)))),
    ])
  }

  /// At most three questions, by the printed rule.
  var questions: [Block] {
    let heading = Block.heading(3, say(BriefingWording.questions))
    let chosen = questionGroups
    guard !chosen.isEmpty else {
      return [heading, .paragraph(say(BriefingWording.noQuestions))] + generalNote
    }
    let charts = questionCharts
    return [heading]
      + chosen.enumerated().flatMap { question($1, charts[$0], number: $0 + 1) } + generalNote
  }

  // What most have is a question to nobody alone, and is not to be kept silent either.
  private var generalNote: [Block] {
    var codes: [String] = []
    for flag in standingFlags where general[flag.indicator] != nil && codes.last != flag.indicator {
      codes.append(flag.indicator)
    }
    guard !codes.isEmpty else { return [] }
    return [
      .paragraph(
        say(
          BriefingWording.general(
            listed(codes.map(title)), ofDivision: input.district != nil)))
    ]
  }

  /// The chart of each question, nil where it has none of its own.
  var questionCharts: [Chart?] {
    // Two questions may rest on one picture; it is shown once.
    var shown: Set<[[String]]> = []
    return questionGroups.enumerated().map { index, group in
      questionChart(group, number: index + 1).flatMap { chart in
        shown.insert([[chart.title]] + chart.data.rows).inserted ? chart : nil
      }
    }
  }

  /// The groups that become questions: one an indicator while others remain.
  var questionGroups: [FlagGroup] {
    let groups = groups(of: standingFlags.filter { general[$0.indicator] == nil })
    var seen: Set<String> = []
    var told: Set<[String]> = []
    var (firsts, others): ([FlagGroup], [FlagGroup]) = ([], [])
    for group in groups {
      // One silence is one question, whichever of these indicators names it.
      let flag = group.first
      let unit = [flag.unitCode, flag.unitCode.isEmpty ? flag.districtCode : ""]
      let isSilence = Draft.silenceIndicators.contains(flag.indicator)
      guard !seen.contains(flag.indicator), !isSilence || !told.contains(unit) else {
        others.append(group)
        continue
      }
      seen.insert(flag.indicator)
      if isSilence { told.insert(unit) }
      firsts.append(group)
    }
    return Array((firsts + others).prefix(Draft.told))
  }

  private func question(_ group: FlagGroup, _ chart: Chart?, number: Int) -> [Block] {
    let (name, subject) = (title(group.first.indicator), subject(group.first))
    let facts = [BriefingWording.figure(figure(group)), BriefingWording.situation(reason(group))]
    let notes = ChanceWording.short(group.first).map { [BriefingWording.note(say($0))] } ?? []
    let answers = otherSide(group) + [replyLine(group)]
    return [
      .heading(4, say(BriefingWording.question(number, name, subject))),
      .list((facts + notes).map(say)),
    ] + Block.charts(chart) + [.list(answers.map(say))]
  }

  // What the register of follow-ups has of the flag, or a box to fill in.
  private func replyLine(_ group: FlagGroup) -> Phrase {
    let identifiers = Set(group.flags.map { today($0.identifier) })
    // Another flag may have spoken for the finding when it was asked about; the last word counts.
    let last = followUps.filter { identifiers.contains(today($0.flag)) && !$0.days.isEmpty }
      .max { left, right in
        let (first, second) = (left.days.values.max(), right.days.values.max())
        guard let first, let second, first != second else {
          return today(right.flag) == today(group.first.identifier)
        }
        return first < second
      }
    guard let last else { return BriefingWording.reply }
    let steps = listed(last.steps.map { say(FollowUpWording.dated($0, "\($1)")) })
    return last.flag == group.first.identifier
      ? FollowUpWording.register(steps) : FollowUpWording.register(steps, of: last.flag)
  }

  /// What would explain a finding innocently, where its page says so, and what to ask.
  func otherSide(_ group: FlagGroup) -> [Phrase] {
    let page = page(group.first.indicator)
    let innocent = page.map { say($0.innocent) } ?? ""
    let own = page.map { say($0.ask) } ?? ""
    let ask = own.isEmpty ? say(question(about: group)) : own
    return (innocent.isEmpty ? [] : [BriefingWording.innocent(innocent)])
      + [BriefingWording.ask(ask)]
  }

  private func question(about group: FlagGroup) -> Phrase {
    let flag = group.first
    // Nothing is missing of a unit that delivered every month.
    if flag.indicator == "Q01" && flag.category == "silent" {
      return QuestionWording.silentUnit(subject(flag))
    }
    guard Draft.judgedSilences.contains(flag.indicator) else {
      return QuestionWording.question(flag.indicator, subject(flag))
    }
    let cells = group.flags.compactMap(cell(of:))
    return QuestionWording.silence(
      subject(flag), complaints: cells.contains { complaints(of: $0) > 0 },
      findings: cells.contains { findings(of: $0) > 0 })
  }

  // Those of the silence where it was judged, as in the sentence of the flag.
  private func complaints(of position: Int) -> Int {
    input.observation.silence?.assessment(of: position)?.complaints
      ?? input.observation.cells[position].complaints
  }

  private func findings(of position: Int) -> Int {
    input.observation.silence?.assessment(of: position)?.findings
      ?? input.observation.cells[position].findings
  }

  private func figure(_ group: FlagGroup) -> String {
    var parts = [
      range(group.period), say(BriefingWording.flagCount(group.flags.count)),
      say(FrameWording.severity(group.severity)),
    ]
    if let silent = group.flags.compactMap(\.monthsSilent).max(), silent > 0 {
      parts.append(say(BriefingWording.silent(silent)))
    }
    if group.persisted > 1 { parts.append(persistence(group)) }
    parts.append(say(BriefingWording.reference(group.first.identifier)))
    return input.language == .chinese
      ? parts.joined(separator: "，") : parts.joined(separator: ", ")
  }
}
