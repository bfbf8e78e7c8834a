import Contracts

/// How reviews and law suits of decisions ended, told from both columns together.
enum ChallengeOutcome: Hashable {
  /// Changed, revoked, found unlawful or void, or ordered to act, by either body.
  case overturned
  /// Upheld by one body and overturned by none.
  case upheld
  /// Under way, and nothing concluded yet.
  case pending
  /// Withdrawn or mediated.
  case settled
  /// Stated not to have been challenged.
  case unchallenged
  /// Neither column says anything.
  case unknown

  private static let overturning: Set<String> = [
    "changed", "revoked", "unlawful", "void", "ordered",
  ]

  /// Reads words of the vocabulary of challenges; a decision counts once whatever both bodies said.
  init(review: String, court: String) {
    let words: Set<String> = [review, court]
    if !words.isDisjoint(with: ChallengeOutcome.overturning) {
      self = .overturned
    } else if words.contains("upheld") {
      self = .upheld
    } else if words.contains("pending") {
      self = .pending
    } else if !words.isDisjoint(with: ["withdrawn", "mediated"]) {
      self = .settled
    } else {
      self = words.contains("none") ? .unchallenged : .unknown
    }
  }
}

/// What became of the decisions of one unit when they were challenged, or corrected by itself.
struct ChallengeRecord {
  /// Unit.
  let unitCode: String
  private var counts: [ChallengeOutcome: Int] = [:]
  /// Decisions that the unit corrected itself and nobody overturned.
  private(set) var selfCorrected = 0
  /// Decisions both corrected by the unit and overturned; they count as overturned.
  private(set) var both = 0
  /// Decisions that say whether the unit corrected them.
  private(set) var withCorrection = 0
  /// Overturned decisions, for the internal list.
  private(set) var marks: [CaseMark] = []

  var overturned: Int { self[.overturned] }
  /// Decisions on which a reviewing body or court has decided.
  var concluded: Int { self[.overturned] + self[.upheld] }
  /// Decisions of which it is known whether they were challenged.
  var known: Int { counts.values.reduce(0, +) - self[.unknown] }

  subscript(outcome: ChallengeOutcome) -> Int { counts[outcome] ?? 0 }

  /// The records of all units with a decision, sorted by unit.
  static func all(of decisions: [ProcedureCount]) -> [ChallengeRecord] {
    var records: [String: ChallengeRecord] = [:]
    for decision in decisions {
      var record = records[decision.unitCode] ?? ChallengeRecord(unitCode: decision.unitCode)
      record.add(decision)
      records[decision.unitCode] = record
    }
    return records.values.sorted { $0.unitCode < $1.unitCode }
  }

  private init(unitCode: String) { self.unitCode = unitCode }

  private mutating func add(_ decision: ProcedureCount) {
    let outcome = ChallengeOutcome(review: decision.facts[0], court: decision.facts[1])
    counts[outcome, default: 0] += decision.cases
    if outcome == .overturned { marks.append(CaseMark(.challenges, decision, "overturned")) }
    if !decision.facts[2].isEmpty { withCorrection += decision.cases }
    guard decision.facts[2] == "yes" else { return }
    if outcome == .overturned {
      both += decision.cases
    } else {
      selfCorrected += decision.cases
    }
  }
}
