/// What the numbers of a flag are, by indicator, where they are not plain from their names.
public struct FlagFigures: Sendable {
  /// What is counted in `observed`; nil where flags of the indicator leave it empty.
  public let observed: Phrase?
  /// What `effect` is; nil where flags of the indicator leave it empty.
  public let effect: Phrase?

  /// What the numbers are; nil for an indicator that states none.
  public static func of(_ indicator: String) -> FlagFigures? {
    if rules.contains(indicator) { return ofRules }
    return byIndicator[indicator]
  }

  /// Codes of the indicators that state numbers, sorted.
  public static var indicators: [String] { (Array(byIndicator.keys) + rules).sorted() }

  // Questions of legality, of staff and of answers that are judged one by one.
  private static let rules = [
    "L02", "L03", "L04", "L05", "L07", "L08", "L10", "L12", "L17", "L18", "C08", "D07",
    "O01",
  ]

  private static let ofRules = FlagFigures(
    ("不符合规则的件数或人数", "cases or persons that break the rule"),
    ("其占可判断的比例", "their share of those that could be judged"))

  private init(_ observed: (String, String)?, _ effect: (String, String)?) {
    self.observed = observed.map { Phrase($0.0, $0.1) }
    self.effect = effect.map { Phrase($0.0, $0.1) }
  }

  private static let byIndicator: [String: FlagFigures] = [
    "Q01": FlagFigures(("收到的月数", "months received"), nil),
    "Q02": FlagFigures(
      ("对应到事项的案件数", "cases matched to an item"), ("其占案件数的比例", "their share of all cases")),
    "Q03": FlagFigures(
      ("变动最多的已结账月份的变动件数", "changes of the closed month that changed most"),
      ("其占该月案件数的比例", "their share of the month's cases")),
    "Q04": FlagFigures(
      ("该栏空白的行数", "rows that leave the column blank"), ("其占行数的比例", "their share of the rows")),
    "Q05": FlagFigures(("不一致的处罚种类数", "classes that differ"), nil),
    "Z02": FlagFigures(("案件数，为0", "cases, which are 0"), nil),
    "Z03": FlagFigures(
      ("静默期案件数，为0", "cases of the silence, which are 0"),
      ("不作为的后验概率", "posterior chance of inaction")),
    "Z04": FlagFigures(
      ("静默期案件数，为0", "cases of the silence, which are 0"),
      ("不作为的后验概率", "posterior chance of inaction")),
    "Z05": FlagFigures(
      ("立案数，为0", "filings, which are 0"), ("要求执法的举报数", "complaints that ask for enforcement")),
    "Z06": FlagFigures(
      ("处置数，为0", "actions, which are 0"), ("发现问题的检查数", "inspections that found a problem")),
    "Z07": FlagFigures(("静默期案件数，为0", "cases of the silence, which are 0"), nil),
    "Z08": FlagFigures(
      ("用过的赋权事项数，为0", "empowered items used, which are 0"),
      ("可判断的赋权事项数", "empowered items that could be judged")),
    "Z09": FlagFigures(
      ("窗口期案件数，为0", "cases of the window, which are 0"),
      ("县区在此前一年的案件数", "cases of the county in the year before")),
    "Z10": FlagFigures(
      ("期末的单件案件，为1", "the single case, which is 1"), ("此前静默的月数", "months of silence before it")),
    "Z12": FlagFigures(("窗口期案件数", "cases of the window"), ("案件数与参照值之比", "cases ÷ expected")),
    "Z13": FlagFigures(
      ("已受理的移送件数", "referrals accepted"), ("到期未受理的移送件数", "referrals due and unanswered")),
    "S01": FlagFigures(
      ("有处罚、未结或结果不明的案件数（按事项）", "cases with a penalty, open or of unstated outcome, by item"),
      ("案件数与参照值之比", "cases ÷ expected")),
    "S02": FlagFigures(
      ("该领域案件数", "cases of the domain"),
      ("与同类事项结构的距离（0至1）", "distance from the peers' mix of items, 0 to 1")),
    "S03": FlagFigures(
      ("前一类当事人中发现问题的检查数", "inspections of the first group that found a problem"),
      ("分层优势比", "stratified odds ratio")),
    "S04": FlagFigures(
      ("比较的前一组罚款件数", "fines of the first group compared"), ("罚款额之比", "ratio of fines")),
    "S05": FlagFigures(
      ("顶格或幅度外的案件数", "cases at the cap, or outside of the band"),
      ("顶格占比与参照值之比", "share at the cap ÷ expected")),
    "S06": FlagFigures(
      ("标注与罚款额不符的案件数", "cases whose mark and fine disagree"), ("其占比", "their share")),
    "S07": FlagFigures(("首位对象的案件数", "cases of the largest party"), ("其占比", "their share")),
    "S08": FlagFigures(("再次受罚的对象数", "parties penalised again"), nil),
    "S09": FlagFigures(
      ("没有检查记录的对象数", "parties without an inspection on record"), ("其占比", "their share")),
    "S10": FlagFigures(
      ("立案数（组别比较为前组立案数）", "filings; of groups, those of the first"),
      ("立案与参照值之比；组别比较为分层优势比", "filings ÷ expected; of groups, the stratified odds ratio")),
    "S11": FlagFigures(
      ("低于门槛的件数", "fines below the threshold"), ("其占比减参照占比", "their share less the expected one")),
    "S12": FlagFigures(
      ("集中月份的案件数", "cases of the bunched months"), ("案件数与参照值之比", "cases ÷ expected")),
    "S13": FlagFigures(
      ("前一类当事人的罚款件数或比较件数", "fines, or cases compared, of the first group"),
      ("分层优势比；按幅度位置比较的为位置之差", "stratified odds ratio; of positions in the band, their difference")),
    "P01": FlagFigures(
      nil,
      (
        "罚没金额（剔除最大一案）或同事项罚款额与前期之比",
        "amount without the largest case, or fines within item, ÷ those before"
      )),
    "P02": FlagFigures(
      nil,
      (
        "占比减此前平均占比；指标任务类为填有指标的年数",
        "share less the mean share before; of targets, years that state one"
      )),
    "P03": FlagFigures(
      ("有罚没的决定数", "decisions with money"), ("其占比与参照占比之比", "their share ÷ the expected one")),
    "P04": FlagFigures(nil, ("离散度（机会下约为1）", "dispersion, about 1 by chance")),
    "P05": FlagFigures(
      ("期末几日的决定数", "decisions at the period's end"),
      ("其占比与参照占比之比", "their share ÷ the expected one")),
    "P06": FlagFigures(
      ("异地当事人的案件数", "cases of parties from elsewhere"),
      ("其占比与参照占比之比", "their share ÷ the expected one")),
    "P07": FlagFigures(
      ("金额最大的一部分案件数", "the largest cases"),
      ("其金额占比减此前平均占比", "their share of the amount less the mean share before")),
    "P08": FlagFigures(
      ("满期限而已知缴款的决定数", "decisions old enough with a payment known"),
      ("未缴金额占比；决定与入库对账类为相差元数", "share unpaid; of decisions against receipts, yuan between them")),
    "L01": FlagFigures(
      ("超期的决定与未结案件数", "decisions and open cases past the term"),
      ("超期决定占可判断决定的比例", "share past the term of the decisions that could be judged")),
    "L11": FlagFigures(
      ("免罚、减轻、从轻的案件数", "cases with leniency"), ("其占比与参照占比之比", "their share ÷ the expected one")),
    "L13": FlagFigures(
      ("被纠正的件数", "decisions overturned"), ("其占已审结的比例", "their share of those concluded")),
    "L14": FlagFigures(("评查不合格的件数", "files not qualified"), nil),
    "L06": FlagFigures(
      ("勾选应移送而未移送的件数", "cases ticked as due and not transferred"),
      ("其占勾选件的比例", "their share of those ticked")),
    "C03": FlagFigures(("法制审核人员数", "legal reviewers"), nil),
    "C04": FlagFigures(("学时不足的人员数", "officers short of hours"), nil),
    "C06": FlagFigures(("借调的人员数", "officers seconded"), nil),
    "C09": FlagFigures(("连续超线的月数", "months in a row above the line"), nil),
    "D01": FlagFigures(("上限用完后的检查次数", "visits after the cap was used up"), nil),
    "D02": FlagFigures(
      ("期限内重复检查次数", "visits so soon"), ("其占本单位检查的比例", "their share of the unit's visits")),
    "D03": FlagFigures(
      ("发现问题的检查数", "inspections that found a problem"),
      ("发现率；专项与双随机比较类为分层优势比", "their share; of streams compared, the stratified odds ratio")),
    "O02": FlagFigures(("已等待的天数", "days waited"), nil),
  ]
}
