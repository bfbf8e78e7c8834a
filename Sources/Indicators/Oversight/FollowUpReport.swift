import Contracts

/// Flags, tables and headline of the follow-up of flags.
struct FollowUpReport {
  let records: [FollowUpRecord]
  private let page: IndicatorPage
  private let observation: Observation
  private let limit: Int
  private let fewest: Int
  private let end: CalendarDate

  init(_ page: IndicatorPage, _ observation: Observation, _ settings: IndicatorSettings) {
    self.page = page
    self.observation = observation
    limit = settings.count("days", of: page)
    fewest = settings.count("fewest", of: page)
    end = observation.month.lastDay
    records = FollowUpRecord.all(in: observation)
  }

  /// What is said of a flag of the register.
  func outcome(_ record: FollowUpRecord) -> SubjectOutcome {
    record.outcome(by: end, limit: limit)
  }

  /// One flag for each that waits too long; the unit is not known here.
  var flags: [Flag] {
    records.filter { outcome($0) == .flagged }.map { record in
      var flag = Flag.listed(ListedSubject(category: record.flag), page, in: observation)
      let waited = record.waited(by: end) ?? 0
      let since = record.waitingSince.map(\.description) ?? ""
      flag.observed = waited
      flag.evidence = observation.evidence(in: "followup_steps", of: record.flag)
      flag.reason = Phrase(
        "线索\(record.flag)于\(since)询问，至报告月末已\(waited)天，台账没有答复、整改或销号记录。请核对台账并催询。",
        "Flag \(record.flag) was asked about on \(since), \(waited) days before the end of the report "
          + "month, and the register has no answer, correction or closing. Check the register and ask "
          + "again.")
      return flag
    }
  }

  var headline: Phrase {
    let known = records.filter { !$0.days.isEmpty }
    let reached = FollowUpStep.allCases.map { step in known.count { $0.days[step] != nil } }
    let late = records.count { outcome($0) == .flagged }
    let unread = records.reduce(0) { $0 + $1.unknown }
    let median = medianInWords
    return Phrase(
      "台账中的线索\(known.count)条：询问\(reached[0])条，答复\(reached[1])条，整改\(reached[2])条，销号\(reached[3])条；"
        + "询问后超过\(limit)天没有回音\(late)条\(median.chinese)"
        + (unread > 0 ? "；另有\(unread)行步骤或日期不能识别" : "") + "。",
      "\(English.count(known.count, "flag")) in the register: \(reached[0]) asked about, \(reached[1]) answered, "
        + "\(reached[2]) rectified, \(reached[3]) closed; \(late) without a reply for more than "
        + "\(limit) days\(median.english)"
        + (unread > 0
          ? "; \(English.count(unread, "row")) \(English.verb(unread, "has", "have")) an unknown step or day"
          : "") + ".")
  }

  // The median over flags that were asked about and then answered.
  private var medianInWords: Phrase {
    let days = records.compactMap(\.daysToAnswer).sorted()
    guard !days.isEmpty, days.count >= fewest else { return Phrase("", "") }
    let middle = Double(days[(days.count - 1) / 2] + days[days.count / 2]) / 2
    let text = Numerals.decimal(middle, places: 1)
    return Phrase("；答复天数中位数\(text)天", "; a median of \(text) days to the answer")
  }

  /// Flags by step: how many have it, and how many stand there.
  var stepTable: ResultTable {
    let rows = FollowUpStep.allCases.map { step in
      let here = records.filter { $0.furthest == step }
      return [
        step.name, same(records.count { $0.days[step] != nil }), same(here.count),
        same(here.count { $0.waitingSince != nil }),
        same(here.count { outcome($0) == .flagged }),
      ]
    }
    let unread = records.filter { $0.days.isEmpty }.count
    let other = [
      Phrase("步骤不能识别", "unknown step"), same(records.count { $0.unknown > 0 }), same(unread),
      same(""), same(""),
    ]
    return ResultTable(
      title: Phrase("整改台账各步骤的线索条数", "Flags by step of the follow-up"),
      columns: [
        Phrase("步骤", "Step"), Phrase("有此步骤", "Have it"), Phrase("停在此步", "Stand here"),
        Phrase("其中待答复", "Of these waiting"),
        Phrase("其中超过\(limit)天", "Of these over \(limit) days"),
      ],
      rows: rows + [other])
  }

  /// Accountability decisions and complaints about conduct, by unit in the order of codes.
  var conductTables: [ResultTable] {
    [
      conductTable(
        "accountability", Phrase("近24个月追责决定件数", "Accountability decisions of 24 months")),
      conductTable(
        "conduct_complaints",
        Phrase("近24个月对执法行为的投诉件数", "Complaints about conduct of 24 months")),
    ]
  }

  private func conductTable(_ table: String, _ title: Phrase) -> ResultTable {
    var units: [String: [Int]] = [:]
    for (key, sums) in observation.legality.conductRecords.sums where key[0] == table {
      let isRecent = Month(key[1]).map { $0 >= observation.windowStart } ?? false
      let old = units[key[2]] ?? [0, 0, 0]
      units[key[2]] = [
        old[0] + sums[0], old[1] + (isRecent ? sums[0] : 0),
        old[2] + (key[3].isEmpty ? 0 : sums[0]),
      ]
    }
    return ResultTable(
      title: title,
      columns: [
        Phrase("单位", "Unit"), Phrase("件数", "Records"), Phrase("其中窗口期", "In the window"),
        Phrase("已填结果", "With an outcome"),
      ],
      rows: units.sorted { $0.key < $1.key }.map { unit, sums in
        [
          unit.isEmpty
            ? Phrase("名录外", "not on the register") : same(observation.names.unit(unit))
        ] + sums.map { same($0) }
      })
  }
}
