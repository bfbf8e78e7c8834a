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
      "数据不能说明体制调整本身是否合适。",
      "The data cannot say whether a change of the system is right in itself."))

  private static let third = ClauseWording(
    title: Phrase("建强执法队伍", "A strong body of officers"),
    needed: Phrase(
      "计算培训和任职经历等情况需要执法人员数据。", "It would take the data of officers."),
    limits: Phrase(
      "数据不能说明执法人员的实际能力和工作作风。",
      "The data cannot speak of the skill and conduct of officers."))

  private static let fourth = ClauseWording(
    title: Phrase(
      "严格规范公正文明执法", "Strict, regular, fair and civil enforcement"),
    needed: Phrase(
      "计算办案时限、法制审核、听证等情况需要案件的程序日期和标注。",
      "It would take procedural dates and marks of the cases."),
    limits: Phrase(
      "数据只反映登记情况，不能代替案卷评查。",
      "The data show what was recorded and do not replace a review of case files."))

  private static let fifth = ClauseWording(
    title: Phrase(
      "优化营商环境、减少执法扰企", "Business environment, less disturbance"),
    needed: Phrase(
      "计算检查频次和免罚轻罚等情况需要行政检查数据和案件的裁量标注。",
      "It would take inspections and the marks of discretion of the cases."),
    limits: Phrase(
      "数据不能反映未登记的检查，也不能反映企业的感受。",
      "The data know nothing of visits that were not recorded, nor of what businesses feel."))

  private static let sixth = ClauseWording(
    title: Phrase(
      "执法统计分析与长期零办案监测", "Statistics and monitoring of long-term absence of cases"),
    needed: Phrase(
      "需要案件、事项清单、报送登记、投诉举报和行政检查数据。",
      "It would take cases, catalogue, deliveries, complaints and inspections."),
    limits: Phrase(
      "没有案件不等于不作为；数据不能区分没有违法行为和没有查处。",
      "No case does not mean inaction: the data cannot tell the absence of offences from the"
        + " absence of enforcement."))

  private static let seventh = ClauseWording(
    title: Phrase("执法监督与责任追究", "Oversight and accountability"),
    needed: Phrase(
      "计算同案不同罚、罚没收入占比等情况需要裁量幅度、罚没收入和复议诉讼数据。",
      "It would take the bands of discretion, fine income, and the outcomes of review and"
        + " litigation."),
    limits: Phrase(
      "数据不能证明动机，只能提示需要核实的差异。",
      "The data cannot prove a motive; they point to differences to be checked."))

  private static let eighth = ClauseWording(
    title: Phrase("人大监督与报告", "Oversight and reports by the congress"),
    needed: Phrase(
      "本简报即为此条服务；计算整改闭环需要整改台账。",
      "This briefing serves the clause; follow-up would take the register of follow-ups."),
    limits: Phrase(
      "数据不能说明整改的实际效果。", "The data cannot say what a correction achieved."))
}
