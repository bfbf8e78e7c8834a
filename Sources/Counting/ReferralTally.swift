import Contracts

/// Referrals between bodies by how long they waited.
enum ReferralTally {
  /// Counts the referrals made up to the end of a month, as they stood then.
  ///
  /// What went between two units that are one today waits for nobody else.
  ///
  /// - Parameters:
  ///   - table: Rows of `referrals`.
  ///   - mapping: Present units and items.
  ///   - month: Report month; an acceptance after its end has not happened yet.
  /// - Returns: Referrals by present unit, receiver, domain, month, days and whether accepted (`yes`, `no`), or sent
  ///   back (`returned`).
  static func counted(_ table: ArchivedTable, _ mapping: Mapping, upTo month: Month) -> Tally {
    var tally = Tally.referrals
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      guard let date = CalendarDate(cell("date")), date <= month.lastDay else { continue }
      let sender = mapping.units.present(cell("unit_code"))
      let receiver = receiver(cell("referred_to"), mapping.units)
      guard receiver != sender else { continue }
      let answer = answer(
        to: date, acceptedDate: CalendarDate(cell("accepted_date")), outcome: cell("outcome"),
        at: month.lastDay)
      let known = mapping.catalogue.items[cell("item_code")]?.domain
      tally.add(
        [
          sender, receiver, known ?? domain(cell("domain"), mapping), date.month.description,
          answer.days.map { String($0) } ?? "", answer.kind,
        ], [1])
    }
    return tally
  }

  private static func answer(
    to date: CalendarDate, acceptedDate: CalendarDate?, outcome: String, at end: CalendarDate
  ) -> (kind: String, days: Int?) {
    let waited = end.dayNumber - date.dayNumber
    let answer = states(outcome, returned) ? "returned" : "yes"
    if let acceptedDate {
      guard acceptedDate <= end else { return ("no", waited) }
      // Accepted before it was sent: one of the dates is wrong.
      return (answer, acceptedDate < date ? nil : acceptedDate.dayNumber - date.dayNumber)
    }
    // An outcome is an answer, though its day is unknown.
    return isOpen(outcome) ? ("no", waited) : (answer, nil)
  }

  private static func states(_ outcome: String, _ words: [String]) -> Bool {
    words.contains { outcome.contains($0) }
  }

  private static func isOpen(_ outcome: String) -> Bool {
    if ["", "pending", "无"].contains(outcome) { return true }
    return !states(outcome, returned + accepted) && states(outcome, open)
  }

  private static let taking = ["受理", "接收", "接受"]

  // Sent back is answered, but not accepted.
  private static let returned =
    ["退回", "拒收", "拒绝", "驳回"] + taking.flatMap { ["不\($0)", "不予\($0)", "未予\($0)"] }

  // Whoever did this has accepted, whatever is still to come.
  private static let accepted =
    ["已立案", "已办", "已结", "已处", "立案调查", "立案侦查", "正在调查"] + taking.map { "已\($0)" }

  // What came of it is an answer: 未立案 and 未发现 are not among them.
  private static let open =
    ["尚未", "暂未", "暂无", "暂缓", "待", "正在", "处理中", "办理中", "受理中", "流转中"]
    + ["签收", "反馈", "答复", "回复", "处理", "办"].map { "未\($0)" } + taking.map { "未\($0)" }

  private static func domain(_ text: String, _ mapping: Mapping) -> String {
    mapping.catalogue.isEmpty || mapping.catalogue.domains.contains(text) ? text : ""
  }

  // A text that is neither a unit nor reads like a public body may be anyone's name: not kept.
  private static func receiver(_ text: String, _ units: UnitBook) -> String {
    let present = units.present(text)
    guard units.names[present] == nil else { return present }
    let isBody = bodies.contains { text.hasSuffix($0) }
    return isBody && text.count >= 4 && !text.contains { $0.isNumber } ? text : ""
  }

  private static let bodies = [
    "局", "支队", "大队", "总队", "委员会", "管委会", "人民政府", "办事处", "法院", "检察院", "派出所",
  ]
}
