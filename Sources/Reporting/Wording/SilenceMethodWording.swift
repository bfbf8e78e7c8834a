import Contracts

/// The method of the zero-case model in print.
enum SilenceMethodWording {
  static let title = Phrase("零案模型", "The zero-case model")
  static let tableTitle = Phrase("本期拟合：", "Fit of this report:")
  static let parameter = Phrase("参数", "Parameter")
  static let cells = Phrase("单元", "Cells")
  static let tested = Phrase("检验单元", "Cells tested")
  static let flagged = Phrase("标记单元", "Cells flagged")
  static let star = Phrase(
    "带*的是数据不足以估计时采用的稳妥值。同一输入得到同样的结果；轮数固定，最后一轮对参照值的相对改变见表。",
    "Values with * are safe ones where the data do not tell. The same input gives the same result;"
      + " the number of rounds is fixed, and how much the last one changed the expected counts is in the table."
  )

  static let steps = [
    Phrase(
      "参照值=事项水平×本单位在该类对象上的活跃度×可观察时间，本单元自己的数不计入其事项水平与活跃度（留一法）；"
        + "交替加权拟合，权数1/(φ+E/a)，使个别大户不主导；事项少案时由检查发现与举报帮助估计。",
      "Expected count = rate of the item × activity of the unit in the group × observed time, the cell's"
        + " own count left out; alternating fit with weights 1/(φ + E/a) so that nobody big dominates; where"
        + " an item has few cases, findings and complaints help."),
    Phrase(
      "月份：事项的逐月分布向领域收缩，收缩强度由不同单位同月案件的重合程度估计；同一单元案件扎堆的程度（κ）由同单元与跨单元重合之差估计。",
      "Months: an item's profile is drawn to its domain's as strongly as cases of different units share"
        + " months; how cases of one cell gather (kappa) is what they share beyond that."),
    Phrase(
      "静默期内一件没有的概率：P=((A+E)/(A+E+S))^(A+y)，A为离散参数，E、S为静默前后的参照值，y为此前案件，均按扎堆程度折算；"
        + "zero_cells.csv 给出全部数值，可自行复算。",
      "Chance of none in the silence: P = ((A+E)/(A+E+S))^(A+y), A the size, E and S the expected counts"
        + " before and in the silence, y the cases before, discounted for gathering; zero_cells.csv holds"
        + " every number."),
    Phrase(
      "四种状态（正常、停办、从未办理、无对象）的后验：对单元可能的全部相对水平积分，逐月比较案件与检查发现，举报随水平的幂变化；"
        + "停办可在任一月份，停办后检查可继续也可停止发现问题；各状态占比用30步期望最大化估计，第二轮剔除已可疑的单元重新拟合。",
      "Posterior of four states (normal, stopped, never, nothing there): integrated over all relative rates,"
        + " month by month over cases and findings, complaints following a power of the rate; a stop may fall"
        + " on any month, and inspections may go on finding problems or not; shares by 30 steps of expectation–"
        + "maximisation, and a second fit without the cells already suspected."),
    Phrase(
      "整组事项在同一时间停止的单独估计：共同停办，或职权划转；后者不标记，先核实。整行在应有30件以上的月份全无案件的，视为未报送；期间半数以上月份仍有检查发现问题的除外。",
      "Whole groups that stop together are weighed as one: stopped together, or the power moved, which is not"
        + " flagged but verified first. A row without a case in a month with 30 or more due counts as not sent,"
        + " unless its inspections found problems in half or more of the months of that silence."
    ),
  ]

  /// A parameter in a few words.
  static func name(_ name: String) -> Phrase {
    names[name] ?? Phrase(name, name)
  }

  private static let names: [String: Phrase] = [
    "rounds": Phrase("拟合轮数", "Rounds of the fit"),
    "last_change": Phrase("末轮相对变化", "Relative change of the last round"),
    "size": Phrase("单元间离散参数 a", "Size a of the spread between cells"),
    "kappa": Phrase("扎堆参数 κ", "Gathering kappa"),
    "profile_concentration": Phrase("逐月分布集中度", "Concentration of month profiles"),
    "parties_exponent": Phrase("监管对象指数", "Exponent of regulated parties"),
    "column_weight": Phrase("事项先验权数", "Weight of an item's prior"),
    "complaint_exponent": Phrase("举报随水平的指数", "Exponent of complaints"),
    "complaint_size": Phrase("举报离散参数", "Size of complaints"),
    "conversion": Phrase("发现问题转案率（下界）", "Findings that become cases, lower bound"),
    "seeing": Phrase("停办后检查仍发现问题的占比", "Inactions with findings going on"),
    "misfiling": Phrase("误投举报率", "Misfiled complaints"),
    "share_stopped": Phrase("停办占比", "Share stopped"),
    "share_never": Phrase("从未办理占比", "Share that never acted"),
    "share_no_exposure_active_group": Phrase(
      "无对象占比：同类活跃", "Nothing there: group active"),
    "share_no_exposure_registered_only": Phrase(
      "无对象占比：仅有登记", "Nothing there: registered only"),
    "share_no_exposure_neither": Phrase("无对象占比：登记为零", "Nothing there: register of none"),
    "share_no_exposure_unregistered": Phrase("无对象占比：无登记", "Nothing there: no register"),
    "share_groups_stopped": Phrase("整组停办占比", "Groups that stopped together"),
    "share_groups_moved": Phrase("整组划转占比", "Groups whose power moved"),
    "row_months_without_delivery": Phrase("视为未报送的行月", "Row-months taken as not sent"),
  ]
}
