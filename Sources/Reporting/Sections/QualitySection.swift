import Contracts

extension Draft {
  /// Section 2: totals of the warning and rejection codes, with what they mean.
  var qualitySection: [Block] {
    let sources = orderedSources
    let codes = Set(sources.flatMap(\.notes.keys)).sorted()
    let rows = codes.map { code in
      let counts = sources.compactMap { $0.notes[code] }.filter { $0 > 0 }
      return [
        code, RuleMeanings.meaning(of: code).map(say) ?? "",
        Numerals.grouped(counts.reduce(0, +)), Numerals.grouped(counts.count),
      ]
    }
    let totals: [Block] =
      rows.isEmpty
      ? [.paragraph(say(QualityWording.nothing))]
      : [
        .paragraph(say(QualityWording.introduction)),
        .table(QualityWording.columns.map(say), rows),
      ]
    return [.heading(2, say(QualityWording.title))] + totals + unmatchedCases
      + unreadCases + absentCases + repeatedCases
  }

  // They are no cases and no zeros: whoever reads a figure of these units must know how many there are.
  private var unreadCases: [Block] {
    let units = input.observation.unreadRecords(in: Month(index: 0)...window.upperBound)
    guard !units.isEmpty else { return [] }
    let recent = input.observation.unreadRecords(in: window)
    let rows = units.sorted { $0.key < $1.key }.map { code, records in
      [input.observation.names.unit(code), code]
        + [recent[code] ?? 0, records].map(Numerals.grouped)
    }
    return [
      .paragraph(say(QualityWording.unread(units.values.reduce(0, +)))),
      .table(QualityWording.unreadColumns.map(say), rows),
    ]
  }

  // Counted once; whoever compares with the exports must know it.
  private var repeatedCases: [Block] {
    let names = input.observation.names
    var cases: [[String]: Int] = [:]
    for repeated in repeats { cases[[repeated.old, repeated.unit], default: 0] += repeated.cases }
    let lines = cases.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      let (old, new) = (names.unit(key[0]), names.unit(key[1]))
      let number = Numerals.grouped(cases[key] ?? 0)
      if key[0] == key[1] { return say(QualityWording.renumbered(new, key[1], number)) }
      return say(
        names.units[key[0]] == nil
          ? QualityWording.spelled(new, key[1], number) : QualityWording.repeated(old, new, number))
    }
    guard !lines.isEmpty else { return [] }
    return [.paragraph(say(QualityWording.repeatedTitle)), .list(lines)]
  }

  // What a whole register no longer holds is asked about, not taken away.
  private var absentCases: [Block] {
    let lines = orderedSources.compactMap { source -> String? in
      let units = absences(of: source)
      let (absent, known) = (units.reduce(0) { $0 + $1.absent }, units.reduce(0) { $0 + $1.known })
      guard absent > 0 else { return nil }
      let named = units.filter { $0.absent > 0 }.map { unit in
        say(
          QualityWording.absentOfUnit(
            input.observation.names.unit(unit.unit), Numerals.grouped(unit.absent)))
      }
      let isMarked = Double(absent) >= input.absentLimit * Double(known)
      return sentences([
        say(
          QualityWording.absent(
            source.name, Numerals.grouped(absent), Numerals.percentage(absent, of: known),
            listed(named))),
        isMarked ? say(QualityWording.absentMarked) : "",
      ])
    }
    guard !lines.isEmpty else { return [] }
    return [.paragraph(say(QualityWording.absentTitle)), .list(lines)]
  }

  private var unmatchedCases: [Block] {
    let unmatched = input.observation.unmatched
    guard let column = unmatched.measures.firstIndex(of: "cases") else { return [] }
    let cases = unmatched.sums.values.reduce(0) { $0 + $1[column] }
    guard cases > 0 else { return [] }
    return [.paragraph(say(QualityWording.unmatched(Numerals.grouped(cases))))]
  }
}
