import Contracts
import Statistics

/// A domain whose holders all had cases and all stopped, although its items are still in force.
///
/// Nobody is left to compare with: the domain ended without a word in the catalogue, its power moved,
/// or nobody enforces it any more. Each holder is compared with its own record.
struct StoppedDomain {
  let domain: String
  /// Units with power, delivery and exposure that have no case now.
  var holders = 0
  /// Those of them that gave an explanation.
  var explained = 0
  /// Units whose data did not come, and units that settled something without a penalty.
  var unheard = 0
  var handled = 0
  /// Cases of the holders before.
  var cases = 0
  /// Cases that their own records let one expect in the silence.
  var expected = 0.0
  /// Chance of none for the least likely of the silences: at least that of all of them.
  var chance = 1.0
  /// Observed months of the shortest silence among those that had cases.
  var monthsSilent = Int.max
  /// First month without a case anywhere.
  var from: Month?
  /// Chance after adjustment for the domains that were looked at.
  var adjusted = 1.0

  /// The domains that every holder stopped, by name, their chances adjusted for all domains held.
  static func all(in observation: Observation, _ silence: SilenceFindings) -> [StoppedDomain] {
    var found: [String: StoppedDomain] = [:]
    var goingOn: Set<String> = []
    var domains: Set<String> = []
    for index in observation.positions(of: .unitDomain) {
      let cell = observation.cells[index]
      domains.insert(cell.domain)
      if cell.state == .active { goingOn.insert(cell.domain) }
      // Whose season was not observed is as if it had not been heard.
      let isUnseen = cell.state != .active && OwnSeason.isUnseen(at: index, in: observation)
      let assessment = isUnseen ? nil : silence.assessment(of: index)
      found[cell.domain, default: StoppedDomain(domain: cell.domain)].add(cell, assessment)
    }
    let stopped = found.values.filter { $0.chance < 1 && !goingOn.contains($0.domain) }
      .sorted { $0.domain < $1.domain }
    let others = [Double](repeating: 1, count: domains.count - stopped.count)
    let adjusted = AdjustedPValues.benjaminiHochberg(stopped.map(\.chance) + others)
    return zip(stopped, adjusted).map { domain, q in
      var domain = domain
      domain.adjusted = q
      return domain
    }
  }

  private mutating func add(_ cell: Cell, _ assessment: CellAssessment?) {
    switch cell.state {
    case .notSent: unheard += 1
    case .handled: handled += 1
    case .zeroOpen, .zeroExplained:
      // What bore the cases of this one is gone, or its data are in doubt.
      guard let assessment,
        ![.verifyPower, .verifyDelivery, .verifyItems].contains(assessment.verdict)
      else { return }
      holders += 1
      if cell.state == .zeroExplained { explained += 1 }
      let own = cell.history.cases.reduce(0) { $0 + Int($1.count) }
      guard own > 0 else { return }
      cases += own
      monthsSilent = min(monthsSilent, assessment.monthsSilent)
      from = [from, cell.silentFrom].compactMap(\.self).max()
      expected += assessment.ownRecord?.expected ?? 0
      if assessment.verdict == .itemEnded {
        chance = min(chance, assessment.ownRecord?.chance ?? 1)
      }
    default: break
    }
  }

  /// One finding on the city, which asks first whether the domain ended.
  func flag(_ page: IndicatorPage, _ observation: Observation) -> Flag {
    var flag = Flag.on(
      Cell(level: .unitDomain, domain: domain, state: .zeroOpen), page,
      explained == holders ? .notice : .warning,
      category: "domain:\(domain)", in: observation)
    flag.from = from ?? observation.windowStart
    flag.observed = 0
    flag.expected = expected
    flag.pValue = chance
    flag.qValue = adjusted
    flag.monthsSilent = monthsSilent
    flag.evidence = observation.evidence(in: "cells", of: domain)
    let (number, odds) = (PlainNumber.count(expected), PlainNumber.chance(chance))
    let since = from.map { Phrase("自\($0)起", " since \($0)") } ?? Phrase("", "")
    let others = others
    flag.reason = Phrase(
      "全市“\(domain)”有职权、已报送且有监管对象的\(holders)个单位此前共\(cases)件，\(since.chinese)至少\(monthsSilent)个月一件没有；"
        + "按各自以往水平同期参照值共约\(number)件，其中最不寻常的一个单位一件没有的概率\(odds.chinese)；\(others.chinese)"
        + "请先核实该领域是否已停用或整体划转，未停用的即为长期停办。",
      "The \(holders) units of the city with power, delivery and exposure on \(domain) had \(cases) cases before,"
        + " and none\(since.english) for \(monthsSilent) months at least; their own past lets one expect"
        + " about \(number) in that time, and for the most unusual of them the chance of none is"
        + " \(odds.english).\(others.english) Ask first whether the domain ended or moved as a whole; if not,"
        + " nobody enforces it any more.")
    return flag
  }

  // What is known of the units with the power that are not among the silent, or explained it.
  private var others: Phrase {
    let known = [
      (explained, "其中\(explained)个单位已作说明；", " \(explained) of them gave an explanation."),
      (
        handled, "另有\(handled)个单位只有无处罚的处置；",
        " Units that settled something without a penalty: \(handled)."
      ),
      (unheard, "另有\(unheard)个单位未报送；", " Units whose data did not come: \(unheard)."),
    ].filter { $0.0 > 0 }
    return Phrase(known.map(\.1).joined(), known.map(\.2).joined())
  }
}
