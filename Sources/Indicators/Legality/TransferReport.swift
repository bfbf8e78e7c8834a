import Contracts

/// What the exports say of a case that may be due for transfer to criminal justice.
enum TransferReading: String {
  /// Ticked as due, and transferred.
  case transferred
  /// Ticked as due, and stated as not transferred.
  case notTransferred = "not_transferred"
  /// Ticked as due, and nothing is said of a transfer.
  case unstated
  /// Transferred without a tick.
  case transferredUnticked = "transferred_not_ticked"
  /// Neither ticked nor transferred, with an amount that reaches the line.
  case overAmount = "over_amount_not_ticked"
  /// None of these.
  case neither
}

/// Cases of one unit by what the exports say of a transfer.
struct TransferRecord {
  let unitCode: String
  /// Whether any case says if a crime is suspected.
  private(set) var statesDue = false
  private(set) var cases = 0
  private var numbers: [TransferReading: Int] = [:]
  private var marked: [CaseMark] = []

  init(unitCode: String) { self.unitCode = unitCode }

  /// Cases with a reading.
  func number(_ reading: TransferReading) -> Int { numbers[reading] ?? 0 }

  /// Cases that the unit ticked.
  var due: Int { number(.transferred) + number(.notTransferred) + number(.unstated) }

  /// Cases for the internal list; none of a unit that never fills in the tick.
  var marks: [CaseMark] { statesDue ? marked : [] }

  var outcome: SubjectOutcome {
    if !statesDue { return .notComputable }
    if number(.notTransferred) > 0 { return .flagged }
    if number(.transferred) > 0 { return .passed }
    return number(.unstated) > 0 ? .notComputable : .notApplicable
  }

  /// The share of ticked cases with a transfer on record.
  func rate(fewest: Int) -> MeasuredRate {
    let transferred = number(.transferred)
    return MeasuredRate(transferred, of: transferred + number(.notTransferred), fewest: fewest)
  }

  mutating func add(_ count: ProcedureCount, _ reading: TransferReading) {
    cases += count.cases
    statesDue = statesDue || !count.facts[0].isEmpty
    numbers[reading, default: 0] += count.cases
    if reading == .notTransferred || reading == .overAmount {
      marked.append(CaseMark(.transfer, count, reading.rawValue))
    }
  }
}

/// Outcomes, flags, table and headline of L06: counts that never say that nothing is left to transfer.
struct TransferReport {
  let page: IndicatorPage
  let observation: Observation
  /// Least denominator of a percentage.
  let fewest: Int
  /// Cases from which a flag is a warning rather than a notice.
  let warning: Int

  /// The result of units of which at least one fills in the tick.
  func result(_ records: [TransferRecord]) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    for record in records { result.outcomes[record.outcome, default: 0] += 1 }
    let others = observation.unitCodes(and: records.map(\.unitCode)).count - records.count
    if others > 0 { result.outcomes[.notApplicable, default: 0] += others }
    if records.contains(where: { !$0.statesDue }) { result.lack(["cases.transfer_due"]) }
    if records.contains(where: { $0.statesDue && $0.outcome == .notComputable }) {
      result.lack(["cases.transferred"])
    }
    result.flags = records.filter { $0.outcome == .flagged }.map(flag)
    result.marks = records.flatMap(\.marks)
    result.tables = [table(records)]
    result.headline = headline(records.filter(\.statesDue))
    return result
  }

  private func headline(_ records: [TransferRecord]) -> Phrase {
    let sum = { (reading: TransferReading) in records.reduce(0) { $0 + $1.number(reading) } }
    let due = records.reduce(0) { $0 + $1.due }
    let (kept, open) = (sum(.transferred), sum(.notTransferred))
    let rate = MeasuredRate(kept, of: kept + open, fewest: fewest)
    let share = shareInWords(rate)
    return Phrase(
      "单位勾选涉嫌犯罪\(due)件，已登记移送\(kept)件，登记为未移送\(open)件，移送情况未填\(sum(.unstated))件"
        + "\(share.chinese)；另有\(sum(.overAmount))件达到金额提示线而未勾选，供提问。应移送数以单位勾选为准，不能说明有无遗漏。",
      "Units ticked \(English.count(due, "case")) as \(English.noun(due, "a suspected crime", many: "suspected crimes")): \(Self.states(kept, open)), "
        + "\(sum(.unstated)) \(English.verb(sum(.unstated), "says", "say")) nothing\(share.english). "
        + "\(sum(.overAmount)) more \(English.verb(sum(.overAmount), "reaches", "reach")) the line of amounts without a tick, which is a question. What is due is what the units ticked; this does "
        + "not tell what was left out.")
  }

  private static func states(_ kept: Int, _ open: Int) -> String {
    "\(kept) \(English.verb(kept, "has", "have")) a transfer on record, \(open) "
      + "\(English.verb(open, "is", "are")) stated as not transferred"
  }

  private func shareInWords(_ rate: MeasuredRate) -> Phrase {
    guard rate.isRated else { return same("") }
    return Phrase(
      "，勾选件中移送占\(rate.percentage)（95%区间\(rate.range)）",
      ", a share of \(rate.percentage) of those ticked (95% interval \(rate.range))")
  }

  private func flag(_ record: TransferRecord) -> Flag {
    let open = record.number(.notTransferred)
    let rate = record.rate(fewest: fewest)
    var flag = Flag.listed(ListedSubject(unitCode: record.unitCode), page, in: observation)
    flag.severity = open >= warning ? .warning : .notice
    flag.observed = open
    flag.effect = rate.share.map { 1 - $0 }
    flag.effectLower = rate.interval.map { 1 - $0.upper }
    flag.effectUpper = rate.interval.map { 1 - $0.lower }
    flag.evidence = observation.evidence(in: "procedure_transfer", of: record.unitCode)
    flag.reason = reason(record, shareInWords(rate))
    return flag
  }

  private func reason(_ record: TransferRecord, _ share: Phrase) -> Phrase {
    let (unstated, over) = (record.number(.unstated), record.number(.overAmount))
    let (kept, open) = (record.number(.transferred), record.number(.notTransferred))
    return Phrase(
      "单位勾选涉嫌犯罪\(record.due)件，已登记移送\(kept)件，登记为未移送\(open)件"
        + (unstated > 0 ? "，移送情况未填\(unstated)件" : "") + share.chinese
        + (over > 0 ? "；另有\(over)件达到金额提示线而未勾选，供提问" : "") + "。应移送数以单位勾选为准。请核对案卷。",
      "The unit ticked \(English.count(record.due, "case")) as \(English.noun(record.due, "a suspected crime", many: "suspected crimes")): "
        + Self.states(kept, open)
        + (unstated > 0 ? ", \(unstated) \(English.verb(unstated, "says", "say")) nothing" : "")
        + share.english
        + (over > 0
          ? "; \(over) more \(English.verb(over, "reaches", "reach")) the line of amounts without a tick, a question"
          : "")
        + ". What is due is what the unit ticked. The files should be checked.")
  }

  private func table(_ records: [TransferRecord]) -> ResultTable {
    ResultTable(
      title: Phrase("各单位移送情况（应移送数以单位勾选为准）", "Transfers by unit; due is what the unit ticked"),
      columns: [
        Phrase("单位", "Unit"), Phrase("案件", "Cases"), Phrase("勾选应移送", "Ticked as due"),
        Phrase("已登记移送", "Transferred"), Phrase("登记为未移送", "Not transferred"),
        Phrase("移送情况未填", "Transfer left blank"), Phrase("占比", "Share"),
        Phrase("95%区间", "95% interval"), Phrase("未勾选而已移送", "Transferred, not ticked"),
        Phrase("达到金额提示线而未勾选", "At the line, not ticked"),
      ],
      rows: records.map { record in
        let rate = record.rate(fewest: fewest)
        let shown = { (number: Int) in same(record.statesDue ? String(number) : "—") }
        return [
          same(observation.names.unit(record.unitCode)), same(record.cases), shown(record.due),
          shown(record.number(.transferred)), shown(record.number(.notTransferred)),
          shown(record.number(.unstated)), same(rate.percentage), same(rate.range),
          shown(record.number(.transferredUnticked)), shown(record.number(.overAmount)),
        ]
      })
  }
}
