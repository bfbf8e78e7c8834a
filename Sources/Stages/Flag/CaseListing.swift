import Contracts
import Counting
import Indicators

/// Lists the cases behind the counts that indicators marked.
enum CaseListing {
  private struct Place {
    let question: ProcedureQuestion
    let flag: Int
    let facts: Range<Int>
  }

  /// Reads the index of cases, and keeps those that were marked or drawn for review.
  ///
  /// - Parameters:
  ///   - results: Results of the indicators.
  ///   - draw: Cases drawn for file review.
  ///   - random: Of those, how many are listed of a unit.
  ///   - folder: Folder of the counts.
  /// - Returns: Cases sorted by indicator, unit, number and finding.
  /// - Throws: When the index is missing or damaged.
  static func listed(
    _ results: [IndicatorResult], _ draw: Tally, random: Int, _ folder: String
  ) throws(StageError) -> [ListedCase] {
    var marks: [ProcedureQuestion: [[String]: [(indicator: String, finding: String)]]] = [:]
    for result in results {
      for mark in result.marks {
        marks[mark.question, default: [:]][mark.key, default: []]
          .append((result.code, mark.finding))
      }
    }
    let asked = places.filter { marks[$0.question] != nil }
    let base = ProcedureQuestion.base.count
    var listed: [ListedCase] = []
    let path = "\(folder)/\(LegalityFiles.indexName).csv"
    try TableFile.read(path, columns: ProcedureCounter.indexColumns) { row, ends in
      var cells: [String] = []
      for index in ends.indices {
        let start = index == 0 ? 0 : ends[index - 1] + 1
        cells.append(String(decoding: (start..<ends[index]).map { row[$0] }, as: UTF8.self))
      }
      for place in asked where cells[place.flag] == "yes" {
        let facts = cells[place.facts]
        let key = Array(cells[..<base] + facts)
        for (indicator, finding) in marks[place.question]?[key] ?? [] {
          let named = zip(place.question.facts, facts).map { "\($0)=\($1)" }
          listed.append(
            ListedCase(
              indicator: indicator, finding: finding, unitCode: cells[1], caseID: cells[base],
              domain: cells[3], itemCode: cells[4], month: cells[0],
              facts: named.joined(separator: " ")))
        }
      }
      return true
    }
    return sorted(listed + FileReview.listed(draw, random, marked: listed))
  }

  private static func sorted(_ cases: [ListedCase]) -> [ListedCase] {
    cases.sorted { $0.row.lexicographicallyPrecedes($1.row) }
  }

  private static let places: [Place] = {
    var places: [Place] = []
    var position = ProcedureQuestion.base.count + 1
    for question in ProcedureQuestion.allCases {
      let facts = (position + 1)..<(position + 1 + question.facts.count)
      places.append(Place(question: question, flag: position, facts: facts))
      position = facts.upperBound
    }
    return places
  }()
}

/// The list of files for reviewers: drawn at random, and those with most findings.
enum FileReview {
  /// Files with most findings that are listed of a unit.
  static let risky = 5

  /// The sample of each unit, and beside it the cases with most findings that it does not hold.
  static func listed(_ draw: Tally, _ random: Int, marked: [ListedCase]) -> [ListedCase] {
    var sample: [ListedCase] = []
    var drawn: Set<[String]> = []
    for key in draw.sortedKeys {
      guard let rank = Int(key[1]), rank <= random else { continue }
      drawn.insert([key[0], key[2]])
      sample.append(
        ListedCase(
          indicator: "L14", finding: "random", unitCode: key[0], caseID: key[2], domain: key[3],
          facts: "rank=\(rank) flag_id=" + ReviewedFile.identifier(drawn: key)))
    }
    let byUnit = Dictionary(
      grouping: marked.filter { !drawn.contains([$0.unitCode, $0.caseID]) }, by: \.unitCode)
    return sample + byUnit.values.flatMap(riskiest)
  }

  private static func riskiest(_ marked: [ListedCase]) -> [ListedCase] {
    let byCase = Dictionary(grouping: marked, by: \.caseID)
    let ranked = byCase.map { number, findings in
      (number: number, indicators: Set(findings.map(\.indicator)).sorted(), first: findings[0])
    }.sorted { ($1.indicators.count, $0.number) < ($0.indicators.count, $1.number) }
    return ranked.prefix(risky).map { entry in
      ListedCase(
        indicator: "L14", finding: "risk", unitCode: entry.first.unitCode, caseID: entry.number,
        domain: entry.first.domain, itemCode: entry.first.itemCode, month: entry.first.month,
        facts: "findings=" + entry.indicators.joined(separator: "+"))
    }
  }
}
