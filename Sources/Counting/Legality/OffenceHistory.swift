import Contracts

/// When an offence of each party on an item was first found, punished or let off.
struct OffenceHistory: Sendable {
  /// Decisions of a partition; no day where none counts.
  private struct Decisions: Sendable {
    let items: CodedColumn
    let parties: CodedColumn
    let days: [CalendarDate?]
  }

  // Decisions are many, and cases that ask for earlier ones few: they wait for the first of these.
  private var waiting: [Decisions] = []
  // Number 0 stands for what is not stated.
  private var items = TextCodes()
  private var parties = TextCodes()
  // Item and party, and beside each such pair its first day.
  private var pairs = CodeRows(width: 2)
  private var first: [CalendarDate] = []

  /// Reads the parties of offences before the window, as `offenders` holds them.
  init(_ found: [CodedColumn], before start: Month) {
    (_, _) = (items.code(of: ""), parties.code(of: ""))
    // Of earlier months the month is known; its first day stands for it.
    let days = found[0].values { text in
      Month(text).flatMap { $0 < start ? $0.firstDay : nil }
    }
    waiting.append(
      Decisions(
        items: found[4], parties: found[6],
        days: found[0].codes.indices.map { days[$0] }))
  }

  /// Adds the decisions of a partition that found an offence and still stand.
  mutating func add(_ cases: ProcedureCases) {
    let isOverturned = ConductTallies.isOverturned { cases[$0] }
    let days = cases.cases.map { single in
      let isFound = ConductTallies.offences.contains(single.disposition)
      return isFound && !isOverturned(single.position) ? single.decided : nil
    }
    waiting.append(Decisions(items: cases.item, parties: cases["party"], days: days))
  }

  /// Whether an offence of each case's party on the item was found on an earlier day; empty where unknown.
  mutating func earlier(_ asked: AskedCases) -> CodedColumn {
    if asked.arises.contains(true) { note() }
    let (items, parties) = (asked.cases.item, asked.cases["party"])
    return asked.texts { single in
      let (item, party) = (items[single.position], parties[single.position])
      guard let decided = single.decided, !item.isEmpty, !party.isEmpty else { return "" }
      guard let item = self.items.known(item), let party = self.parties.known(party),
        let pair = pairs.known([item, party])
      else { return "no" }
      return first[pair] < decided ? "yes" : "no"
    }
  }

  private mutating func note() {
    for decisions in waiting {
      let item = decisions.items.values { items.code(of: $0) }
      let party = decisions.parties.values { parties.code(of: $0) }
      let numbers = decisions.days.indices.flatMap { [item[$0], party[$0]] }
      for (row, day) in decisions.days.enumerated() {
        guard let day, item[row] != 0, party[row] != 0 else { continue }
        let position = pairs.position(of: numbers, from: 2 * row)
        if position == first.count { first.append(day) }
        first[position] = min(first[position], day)
      }
    }
    waiting = []
  }
}
