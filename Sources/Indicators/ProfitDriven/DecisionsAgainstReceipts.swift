import Contracts

/// P08: what decisions ask for against what was paid and received.
enum DecisionsAgainstReceipts: Indicator {
  static let page = IndicatorPage(
    code: "P08", name: Phrase("罚缴差", "Decisions against receipts"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第六十六条（缴纳与暂缓、分期）、第六十七条（罚缴分离）、第七十二条（强制执行）、第七十四条",
      "Decision, clause 7; APL 66 (payment, deferral), 67 (receipts apart), 72 (enforcement), 74"),
    needs: ["cases", "finances"],
    restsOn: [FlagColumns("cases.fine", "cases.amount"), FlagColumns("cases.paid", of: "unpaid")],
    definition: Phrase(
      "只计填有已缴金额的案件：应缴（罚款＋没收）减已缴，按决定距报告月的月数分为0–3、4–12、12以上三段。"
        + "已缴只有合计：单位、月份、区县、事项、当事人组别、裁量情形和金额都相同的案件为一组，组内多缴与少缴相抵，组间不抵，"
        + "各组净多缴另列；未缴因此是下限。复议、诉讼撤销或确认无效的决定不再应缴，金额与已缴都不计；变更的按现有金额计，仅确认违法的未免除缴纳，照计。决定满设定月数、已知案件达到设定件数，而未缴金额占比达到设定值的列出。"
        + "另以最近完整年度的决定金额与罚没收入相比，相差超过较大一方的设定比例且超过设定金额的列出；"
        + "导出没有罚款金额的单位不比，没有没收金额的只比罚款，只有罚没合计而未报没收收入的不比；收入多出的，先减去当年决定中被撤销或确认无效的金额再判断。",
      "Cases that state what was paid: due (fine + confiscation) less paid, by months from the decision to "
        + "the report month: 0–3, 4–12, over 12. Payments are known as sums: cases of a unit alike in month, "
        + "district, item, party group, leniency and amounts are one group; over- and underpayment cancel "
        + "within it and not between groups, whose net overpayment is shown apart, so that what is unpaid "
        + "is a lower bound. What a review or a court revoked or found void is no longer due: neither its amount nor "
        + "what was paid counts; what was changed is due as stated, and what was found unlawful alone is still due. Listed where decisions of the set age have enough known "
        + "cases and the unpaid share of the amount reaches the setting. Beside it, the amounts decided in the last full year against the unit's income: "
        + "listed where they differ by more than the set share of the larger and the set amount; units whose "
        + "exports lack the fines are not compared, those without confiscations by fines alone, and those that "
        + "state one sum of both not at all where no income from confiscations is given. Of income beyond "
        + "what was decided, as much as was quashed of the year's decisions is left out of account."
    ),
    pitfalls: Phrase(
      "已缴为空是不知道，不是未缴。同组案件一半未缴、一半重复缴纳的，显示为全部缴清。"
        + "没收物品、暂缓或分期缴纳、复议诉讼中的案件会显示为未缴。退还没有记录，撤销前已入库的可能仍在收入之内。按立案月统计时，月数自立案起算。"
        + "收入按入库年度，决定按作出年度，年末决定会跨年入库。",
      "A blank is unknown, never unpaid. A group of which one half is unpaid and the other paid twice looks "
        + "paid. Goods, deferral, instalments and open challenges look "
        + "unpaid. Refunds are not recorded: what came in before it was revoked may still be income. Where cases count by filing, so does their age. Receipts belong to the year they came "
        + "in: decisions of December are received later."),
    parameters: [
      IndicatorParameter(
        "months", 6, Phrase("决定满此月数才判断", "months from which a decision is judged"), range: .months),
      IndicatorParameter("fewest", 30, Phrase("已知案件少于此数不判断", "fewest cases with a payment known")),
      IndicatorParameter("unpaid", 0.30, Phrase("未缴金额占比", "unpaid share of the amount")),
      IndicatorParameter(
        "receipts", 0.20, Phrase("决定与收入之差须超过此比例", "what the difference to receipts exceeds"),
        range: .effect),
      IndicatorParameter(
        "yuan", 100_000, Phrase("且超过此金额（元）", "and what it exceeds in yuan"), range: .countOrNone),
    ],
    innocent: Phrase(
      "经批准暂缓、分期缴纳；复议诉讼尚未了结；当事人破产、失联，已申请强制执行；已缴而未回填；没收物品按价值计而未变现。",
      "Deferral or instalments granted; open challenges; bankrupt or missing parties under enforcement; paid "
        + "but not entered; goods counted by value and not sold."),
    ask: Phrase(
      "请说明未缴金额的构成和催缴、强制执行情况，并提供罚没票据与财政入库的对账单。",
      "Could the unit break down what is unpaid, say what was done to collect it, and provide the "
        + "reconciliation of receipts with the treasury?"),
    figures: FlagFigures(
      observed: Phrase("满期限而已知缴款的决定数", "decisions old enough with a payment known"),
      effect: Phrase(
        "未缴金额占比；决定与入库对账类为相差元数", "share unpaid; of decisions against receipts, yuan between them")))

  static let examples = [
    IndicatorExample(
      Phrase("满六个月的40件中一半金额未缴，应列出", "half of the amount of 40 old cases unpaid: listed"),
      PaymentExample.world(paid: 20, unpaid: 20), flagged: ["U00///unpaid"]),
    IndicatorExample(
      Phrase("已缴一栏为空，不知道；当作未缴会误报，不列出", "payments left blank; taking them for unpaid would flag it"),
      PaymentExample.world(paid: 40, unpaid: 0, blank: 40), flagged: []),
    IndicatorExample(
      Phrase(
        "近三个月的决定尚未缴清；不分账龄会误报，不列出",
        "decisions of the last months; without regard to age they would be flagged"),
      PaymentExample.world(paid: 40, unpaid: 0, recentUnpaid: 40), flagged: []),
    IndicatorExample(
      Phrase("决定40万元而入库15万元，应列出", "400,000 yuan decided and 150,000 received: listed"),
      PaymentExample.world(paid: 40, unpaid: 0, receivedInYuan: 150_000),
      flagged: ["U00///receipts"]),
    IndicatorExample(
      Phrase(
        "导出没有罚款金额一列，决定金额无从得知；按零计会误报，不列出",
        "the exports lack the fines: taken for nothing, they would be far from the receipts"),
      PaymentExample.world(paid: 40, unpaid: 0, receivedInYuan: 150_000)
        .lacking("cases.fine", of: "U00").lacking("cases.amount", of: "U00"), flagged: []),
    IndicatorExample(
      Phrase("决定40万元而入库34万元，差额在界线内，不列出", "340,000 of 400,000 received: within the limits"),
      PaymentExample.world(paid: 40, unpaid: 0, receivedInYuan: 340_000), flagged: []),
    IndicatorExample(
      Phrase(
        "未缴的20件已被复议或法院撤销；仍当作应缴会误报，不列出",
        "the 20 unpaid were revoked by a review or a court; taking them for due would flag them"),
      PaymentExample.withRevoked(paid: 40, revoked: 20), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let records = PaymentRecords(observation, oldAfter: settings.count("months", of: page))
    let receipts = ReceiptComparison.all(observation)
    let hasPayments = records.units.values.contains { $0.known > 0 }
    guard hasPayments || observation.tables.contains("finances") else {
      return .notComputable(
        page, ["cases.paid"],
        Phrase(
          "案件没有已缴金额，也没有罚没收入数据，无法计算。",
          "Not computable: no case states what was paid, and there are no finances."))
    }
    var result = IndicatorResult(page.code)
    if !hasPayments { result.coverage.missing.append("cases.paid") }
    if !observation.tables.contains("finances") { result.coverage.missing.append("finances") }
    for unit in observation.unitCodes(and: records.units.keys) {
      let record = records.units[unit] ?? PaymentRecord()
      let outcomes = [
        unpaidOutcome(record, settings), receiptsOutcome(receipts[unit], settings),
      ]
      for outcome in outcomes { result.outcomes[outcome, default: 0] += 1 }
      if outcomes[0] == .flagged {
        result.flags.append(unpaidFlag(unit, record, observation, settings))
      }
      if outcomes[1] == .flagged, let comparison = receipts[unit] {
        result.flags.append(receiptsFlag(unit, comparison, observation))
      }
    }
    let months = min(
      PatternAggregates.months, observation.month.index - observation.firstMonth.index + 1)
    result.headline = headline(records, result, months: months)
    result.tables = [
      PaymentTables.payments(records, observation),
      PaymentTables.receipts(receipts, observation),
    ]
    result.points = PaymentTables.points(records)
    return result
  }

  private static func unpaidOutcome(
    _ record: PaymentRecord, _ settings: IndicatorSettings
  ) -> SubjectOutcome {
    let old = record.old
    guard old.cases >= max(settings.count("fewest", of: page), 1) else {
      return record.known == 0 && record.blank > 0 ? .notComputable : .notApplicable
    }
    return old.unpaidShare >= settings.value("unpaid", of: page) ? .flagged : .passed
  }

  private static func receiptsOutcome(
    _ comparison: ReceiptComparison?, _ settings: IndicatorSettings
  ) -> SubjectOutcome {
    guard let comparison else { return .notComputable }
    let limit = settings.value("yuan", of: page) * 100
    let unexplained = comparison.unexplained
    let share = comparison.share(of: unexplained) ?? 0
    return abs(unexplained) > limit && share > settings.value("receipts", of: page)
      ? .flagged : .passed
  }

  private static func headline(
    _ records: PaymentRecords, _ result: IndicatorResult, months: Int
  ) -> Phrase {
    let known = records.units.values.reduce(0) { $0 + $1.known }
    let blank = records.units.values.reduce(0) { $0 + $1.blank }
    let (unpaid, receipts) = (
      result.flags.count { $0.category == "unpaid" },
      result.flags.count { $0.category == "receipts" }
    )
    return Phrase(
      "近\(months)个月有金额的案件中\(Numerals.grouped(known))件填有已缴金额、\(Numerals.grouped(blank))件未填；\(unpaid)个单位未缴占比较高，"
        + "\(receipts)个单位上一完整年度决定与收入相差较大。",
      "Of the cases of \(months) months with an amount, \(Numerals.grouped(known)) "
        + "\(English.verb(known, "states", "state")) what was paid and \(Numerals.grouped(blank)) "
        + "\(English.verb(blank, "does", "do")) not. In "
        + "\(English.count(unpaid, "unit")) much is unpaid; in \(receipts) decisions and receipts of the last full year "
        + "differ widely.")
  }

  private static func unpaidFlag(
    _ unit: String, _ record: PaymentRecord, _ observation: Observation,
    _ settings: IndicatorSettings
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: unit, category: "unpaid"), page, in: observation)
    let old = record.old
    flag.observed = old.cases
    flag.effect = old.unpaidShare
    flag.from = max(observation.month - (PatternAggregates.months - 1), observation.firstMonth)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: unit)
    let name = observation.names.unit(unit)
    let share = Figures.percent(old.unpaidShare)
    let rest = Figures.percent(old.shareWithoutLargest)
    let (open, due) = (Figures.yuan(old.unpaid), Figures.yuan(old.due))
    let months = settings.count("months", of: page)
    let over = Figures.yuan(record.overpaid)
    flag.reason = Phrase(
      "\(name)满\(months)个月的决定（已知缴纳情况\(old.cases)件）应缴\(due)元，未缴\(open)元（\(share)），请核实。"
        + "去掉未缴最多的一件，占\(rest)。另有\(record.oldBlank)件未填已缴金额，不计为未缴；各组净多缴合计\(over)元，不与其他组抵扣（同月同事项同金额的案件为一组，组内多缴与少缴相抵）。",
      "Of \(due) yuan due to \(name) from \(old.cases) decisions of \(months) months and more with a payment "
        + "known, \(open) are unpaid (\(share)): please verify. Without the case that owes most it is \(rest). "
        + "\(record.oldBlank) more cases of that age leave the payment blank and do not count; groups of like cases paid \(over) "
        + "yuan beyond what was due in all, which is not set against other groups (within a group of the same "
        + "month, item and amount over- and underpayment cancel).")
    return flag
  }

  private static func receiptsFlag(
    _ unit: String, _ comparison: ReceiptComparison, _ observation: Observation
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: unit, category: "receipts"), page, in: observation)
    let year = observation.lastFullYear
    flag.effect = comparison.difference / 100
    (flag.from, flag.to) = (Month(year: year, month: 1), Month(year: year, month: 12))
    flag.evidence = observation.evidence(in: "finance_amounts", of: unit, String(year))
    let name = observation.names.unit(unit)
    let decided = Figures.yuan(comparison.decided)
    let received = Figures.yuan(comparison.received)
    let share = Figures.percent(comparison.relative ?? 0)
    let isMore = comparison.difference > 0
    let kind = comparison.countsConfiscation
    let unit =
      comparison.isOfTwoUnits
      ? Phrase("两者倍数悬殊，或为金额单位不一致（如万元）。", "So wide apart, they may be in two units of money. ")
      : Phrase("", "")
    let gone = Figures.yuan(comparison.quashed)
    let quashed =
      comparison.quashed == 0
      ? Phrase("", "")
      : Phrase(
        "已撤销或确认无效的决定\(gone)元不计，已缴而未退还的仍在收入之内。",
        "Decisions of \(gone) yuan that were revoked or found void do not count; what was paid and not given "
          + "back is still income. ")
    let unread = observation.unreadNote(flag.unitCode, year)
    flag.reason = Phrase(
      "\(name)\(year)年决定\(kind ? "罚没" : "罚款")\(decided)元，同年收入\(received)元，收入较决定"
        + "\(isMore ? "少" : "多")，差额为较大一方的\(share)，请核实对账。"
        + "\(kind ? "" : "决定或收入一方未分列没收，两边都只计罚款。")\(quashed.chinese)\(unit.chinese)当年决定次年入库的，属正常。\(unread.chinese)",
      "\(name) decided \(decided) yuan of \(kind ? "fines and confiscations" : "fines") in \(year) and "
        + "received \(received), \(isMore ? "less" : "more") than decided by \(share) of the larger: please "
        + "reconcile. \(kind ? "" : "One side does not tell confiscations apart, so fines alone count. ")\(quashed.english)"
        + "\(unit.english)Decisions of one "
        + "year may be received in the next.\(unread.english)")
    return flag
  }
}
