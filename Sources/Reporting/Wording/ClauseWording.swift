import Contracts

/// The eight clauses of the decision: titles, what is needed, what the data cannot say.
struct ClauseWording {
  let title: Phrase
  /// What would be needed to compute something; for clause 1, why there is nothing.
  let needed: Phrase
  let limits: Phrase

  static let notComputed = Phrase(
    "本版程序尚未计算本条的指标，与数据是否报送无关。",
    "This version of the program computes no indicator for this clause, whatever data came.")

  static func heading(_ number: Int, _ title: String) -> Phrase {
    let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八"]
    return Phrase("第\(ordinals[number - 1])条 \(title)", "Clause \(number): \(title)")
  }

  static func indicator(_ title: String, _ headline: String) -> Phrase {
    Phrase("\(title)：\(headline)", "\(title): \(headline)")
  }

  static let howToRead = Phrase(
    "“未出现线索”指能判断的对象都没有达到标记条件，不等于没有问题；括号内为没有判断的对象和缺少的数据。"
      + "各指标的数据、线索和局限见 report.md。",
    "No flag means that no subject that could be judged met the condition, not that all is well;"
      + " what was not judged and what was missing stands in brackets. The figures, flags and limits"
      + " of every indicator are in report.md.")

  static func counted(
    _ computed: Int, _ flagged: Int, _ flags: Int, _ names: String, rest: String?
  ) -> Phrase {
    guard computed > 0 else { return nothingComputed }
    let indicators = English.count(computed, "indicator")
    guard flagged > 0 else {
      return Phrase(
        "数据显示：计算\(computed)项指标，\(computed == 1 ? "" : "均")没有线索。",
        "What the data show: \(indicators) computed, \(computed == 1 ? "without" : "none with")"
          + " a flag.")
    }
    return Phrase(
      "数据显示：计算\(computed)项指标，\(flagged)项有线索共\(Numerals.grouped(flags))条：\(names)"
        + (rest.map { "，另有\($0)" } ?? "") + "。",
      "What the data show: \(indicators) computed, \(flagged) with"
        + " \(English.count(flags, "flag")): \(names)" + (rest.map { ", and \($0)" } ?? "") + ".")
  }
  /// Data are missing, or there was nobody to judge; the names behind it say which.
  static let nothingComputed = Phrase(
    "数据显示：本条没有指标可以计算。", "What the data show: no indicator of this clause could be computed.")
  static func flagged(_ name: String, _ flags: Int) -> Phrase {
    Phrase("\(name)\(Numerals.grouped(flags))条", "\(name) (\(Numerals.grouped(flags)))")
  }
  static func described(_ names: String) -> Phrase {
    Phrase("只作描述：\(names)。", "Described only: \(names).")
  }
  static let limitsTitle = Phrase(
    "各条款中数据不能说明的", "What the data cannot say, clause by clause")

  static func clean(_ names: String) -> Phrase {
    Phrase("未出现线索：\(names)。", "No flag: \(names).")
  }
  static func idle(_ names: String) -> Phrase {
    Phrase("本期没有可判断的对象：\(names)。", "Nothing to judge: \(names).")
  }
  static func lacking(_ names: String) -> Phrase {
    Phrase("无法计算：\(names)。", "Not computable: \(names).")
  }
  static func open(_ subjects: Int) -> Phrase {
    let number = Numerals.grouped(subjects)
    return Phrase("\(number)个对象未判断", "\(English.count(subjects, "subject")) not judged")
  }
  static func without(_ parts: String) -> Phrase { Phrase("缺\(parts)", "lacks \(parts)") }

  static func limits(_ text: String) -> Phrase {
    Phrase("数据不能说明的：\(text)", "What the data cannot say: \(text)")
  }

  static func readTogether(_ names: String) -> Phrase {
    Phrase(
      "对照阅读：案件少、检查少可能正是目标，请与第五条的\(names)一并阅读。",
      "Read together: fewer cases or visits can be the goal. What this clause says of absent or few"
        + " cases should be read beside \(names) under clause 5.")
  }

  /// Clauses 1 to 8.
  static let all = [first, second, third, fourth, fifth, sixth, seventh, eighth]

  private static let first = ClauseWording(
    title: Phrase("提高政治站位", "Political stance"),
    needed: Phrase(
      "本条没有可由统计数据计算的内容。", "There is nothing to compute for this clause."),
    limits: Phrase("", ""))

  private static let second = ClauseWording(
    title: Phrase("深化执法体制改革", "Reform of the enforcement system"),
    needed: Phrase(
      "计算赋权事项使用等情况需要职权与赋权清单、移送移交和执法人员数据。",
      "It would take the list of powers, referrals and officers."),
    limits: Phrase(
      "体制调整本身是否合适。清单外办案（L17）只与报送的职权清单相比，清单登记滞后也会列入；移送未接（Z13）看不到未登记的接收；"
        + "借调（C06）和基层力量（C10）只看名册，看不到实际在岗和分工。",
      "whether a change of the system is right in itself. Cases outside the list (L17) are measured by"
        + " the list as delivered, which may lag behind; referrals (Z13) know no acceptance that was"
        + " not recorded; secondment (C06) and officers at the base (C10) follow the roster, not who"
        + " does the work."))

  private static let third = ClauseWording(
    title: Phrase("建强执法队伍", "A strong body of officers"),
    needed: Phrase(
      "计算培训和任职经历等情况需要执法人员数据。", "It would take the data of officers."),
    limits: Phrase(
      "执法人员的实际能力和工作作风。培训（C04）只有学时，没有内容和效果；负责人执法经历（C07）只有有无，没有长短；"
        + "辅助人员（C08）只看案件登记的人员，实际由谁办案须查案卷。",
      "the skill and conduct of officers. Training (C04) has hours, not content or effect; the"
        + " experience of heads (C07) is yes or no, not how long; auxiliaries (C08) are those that the"
        + " case names, and only its file shows who acted."))

  private static let fourth = ClauseWording(
    title: Phrase(
      "严格规范公正文明执法", "Strict, regular, fair and civil enforcement"),
    needed: Phrase(
      "计算办案时限、法制审核、听证等情况需要案件的程序日期和标注。",
      "It would take procedural dates and marks of the cases."),
    limits: Phrase(
      "程序是否实际履行：登记不能代替案卷评查。法制审核（L03）只涉及行政处罚决定，不含许可、强制等其他重大执法决定，也不说明审核质量；"
        + "移送（L06）的应移送以单位自行标注为准，推算条件只作对照，任何结果都不表示应当移送的已全部移送；"
        + "办案期限（L01）的扣除天数以登记为准；两人执法（L07）只看登记的人员，看不到是否到场；案卷评查（L14）由抽样推断，未反馈的不作结论；"
        + "年报差额（Q05）不说明哪一边有错。",
      "whether the steps were taken in fact: records do not replace a review of case files. Legal review (L03)"
        + " speaks of penalty decisions only, not of licences, coercion or other major decisions, nor"
        + " of the quality of a review. What is due for transfer (L06) is what the units ticked, with"
        + " derived triggers beside it: no result means that all that was due was transferred. Days"
        + " left out of terms (L01) are as recorded; two officers (L07) are those named, not those"
        + " present; file review (L14) infers from a sample and concludes nothing of files not"
        + " returned; a difference from the yearly tables (Q05) does not say which side is wrong."))

  private static let fifth = ClauseWording(
    title: Phrase(
      "优化营商环境、减少执法扰企", "Business environment, less disturbance"),
    needed: Phrase(
      "计算检查频次和免罚轻罚等情况需要行政检查数据和案件的裁量标注。",
      "It would take inspections and the marks of discretion of the cases."),
    limits: Phrase(
      "未登记的检查和企业的感受。频次和重复检查（D01、D02）不计投诉举报核查，没有登记检查对象的也看不到；"
        + "问题发现率（D03）低可能是守法好，也可能是检查不深；检查少不等于监管到位；"
        + "免罚轻罚（L11）和首违（L12）只看登记的裁量情形，应否适用须看案情。",
      "visits that were not recorded, and what businesses feel. Caps and repeats (D01, D02) leave out"
        + " visits after a complaint and do not see those that name no party; few problems found (D03)"
        + " may mean compliance or shallow visits; few visits are not yet good supervision; leniency"
        + " (L11) and first offences (L12) follow the marks on record, and whether they were due lies"
        + " in the facts of the case."))

  private static let sixth = ClauseWording(
    title: Phrase(
      "执法统计分析与长期零办案监测", "Statistics and monitoring of zero cases"),
    needed: Phrase(
      "需要案件、事项清单、报送登记、投诉举报和行政检查数据。",
      "It would take cases, catalogue, deliveries, complaints and inspections."),
    limits: Phrase(
      "为什么没有案件：没有案件不等于不作为，数据不能区分没有违法行为和没有查处。投诉办理（O01）只看时间，不说明答复是否解决问题；"
        + "提级办理（L15）只看登记为重大的案件。",
      "why there is no case: it does not mean inaction, and the data cannot tell the absence of offences from the"
        + " absence of enforcement. The handling of complaints (O01) is a matter of time, not of whether"
        + " the answer solved anything; escalation (L15) sees only cases marked as major."))

  private static let seventh = ClauseWording(
    title: Phrase("执法监督与责任追究", "Oversight and accountability"),
    needed: Phrase(
      "计算同案不同罚、罚没收入占比等情况需要裁量幅度、罚没收入和复议诉讼数据。",
      "It would take the bands of discretion, fine income, and the outcomes of review and"
        + " litigation."),
    limits: Phrase(
      "动机：只能提示需要核实的差异。复议诉讼（L13）不含未申请救济的案件，未登记的结果也看不到；"
        + "自我纠正（L16）的多少取决于是否如实登记；办案压力（C09）不含案件难易。",
      "motives: they point to differences to be checked. Reviews and law suits"
        + " (L13) know nothing of decisions that nobody challenged, nor of outcomes not recorded;"
        + " self-correction (L16) depends on honest records; workload (C09) does not weigh how hard a"
        + " case was."))

  private static let eighth = ClauseWording(
    title: Phrase("人大监督与报告", "Oversight and reports by the congress"),
    needed: Phrase(
      "本简报即为此条服务；计算整改闭环需要整改台账。",
      "This briefing serves the clause; follow-up would take the register of follow-ups."),
    limits: Phrase(
      "整改的实际效果。整改台账（O02）只有步骤和日期，登记销号不等于问题解决；未进台账的线索不在其中。"
        + "追责和对执法行为的投诉只列件数，没有记录可能是没有发生，也可能没有登记。",
      "what a correction achieved. The register of follow-ups (O02) has steps and days: closed does not"
        + " mean solved, and flags outside it are not counted. Accountability and complaints about"
        + " conduct are numbers: none on record may mean that none happened or none was recorded."))
}
