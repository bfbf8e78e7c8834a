import Contracts

/// Titles, axes, signs and descriptions of the charts.
enum ChartWording {
  /// The sign of a state inside a square; an active month has its number of cases instead.
  static func letter(_ state: CellState) -> Phrase {
    switch state {
    case .notEmpowered, .active: Phrase("", "")
    case .notSent: Phrase("缺", "M")
    case .noExposure: Phrase("无", "–")
    case .exposureUnknown: Phrase("疑", "?")
    case .zeroExplained: Phrase("说", "E")
    case .zeroOpen: Phrase("零", "0")
    case .handled: Phrase("处", "H")
    }
  }

  static func meaning(_ mark: MonthMark) -> Phrase {
    switch mark {
    case .state(.active, _): Phrase("有案件（件数）", "Active (cases)")
    case .state(let state, _): StateWording.name(state)
    case .quiet: Phrase("当月无案，不是零案", "No case that month, no silence")
    case .outside: Phrase("观察期外", "Before the first month")
    }
  }

  static let silenceTitle = Phrase(
    "期内没有处罚案件的主体×领域：逐月情况",
    "Units and domains without a penalty case in the window, month by month")
  static func silenceDescription(_ rows: Int, _ all: Int, _ open: Int) -> Phrase {
    Phrase(
      "热图：每行一个期内没有处罚案件的主体与领域，每列一个月，每格以符号表示八种状态之一。共\(all)行，列出\(rows)行；"
        + "其中零案待核实\(open)行。",
      "Heat map: a row is a unit and domain without a penalty case in the window, a column is a month, and"
        + " the sign of a square is one of eight states. \(rows) of \(English.count(all, "row"))"
        + " \(English.verb(all, "is", "are")) shown; \(open) of them"
        + " \(English.verb(open, "is an open zero", "are open zeros")).")
  }

  static let districtsTitle = Phrase(
    "各区划分领域逐月案件与状态", "Cases and states by district, domain and month")
  static func districtsDescription(_ districts: Int, _ range: String) -> Phrase {
    Phrase(
      "分面热图：\(districts)个区划，各一幅，按代码排列；每行一个领域，每列一个月（\(range)），格内为案件数或状态符号。",
      "Small heat maps of \(English.count(districts, "district")) in the order of their codes; a row is a domain, a"
        + " column a month (\(range)), and a square holds the number of cases or the sign of a state."
    )
  }

  static let flagsTitle = Phrase("本期线索按条款和关注程度", "Flags by clause and severity")
  static func flagsDescription(_ parts: String) -> Phrase {
    Phrase(
      "横条图，按条款次序：\(parts)。", "Horizontal bars in the order of the clauses: \(parts).")
  }
  static func clause(_ number: Int, _ title: String) -> Phrase {
    let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八"]
    return Phrase("第\(ordinals[number - 1])条 \(title)", "\(number) \(title)")
  }

  static func outcomesTitle(_ indicator: String) -> Phrase {
    Phrase("\(indicator)：各对象的判断", "\(indicator): what became of the subjects")
  }
  static func outcome(_ outcome: SubjectOutcome) -> Phrase {
    switch outcome {
    case .flagged: Phrase("标记", "Flagged")
    case .passed: Phrase("未标记", "Passed")
    case .notApplicable: Phrase("不适用", "Not applicable")
    case .notComputable: Phrase("无法计算", "Not computable")
    }
  }
  static func barsDescription(_ parts: String) -> Phrase {
    Phrase("横条图：\(parts)。", "Horizontal bars: \(parts).")
  }
  static func part(_ name: String, _ count: Int) -> Phrase {
    Phrase("\(name)\(Numerals.grouped(count))", "\(name) \(Numerals.grouped(count))")
  }

  static let deliveriesTitle = Phrase(
    "有月份未报送的主体：逐月情况", "Units with months not sent, month by month")
  static func rowsShown(_ shown: Int, _ all: Int) -> Phrase {
    Phrase("共\(all)行，画出\(shown)行。", "\(shown) of \(all) rows are drawn.")
  }

  static func intervalsShown(_ shown: Int, _ all: Int, _ isOfOne: Bool) -> Phrase {
    Phrase(
      "共\(all)个对象，画出\(shown)个：\(isOfOne ? "本题对象" : "标记的全部画出")，其余按数值均匀选取。",
      "\(shown) of \(all) subjects are drawn: \(isOfOne ? "the one asked about" : "all that are flagged"), and"
        + " others evenly by value.")
  }

  static func deliveriesDescription(_ rows: Int, _ all: Int, _ missing: Int) -> Phrase {
    let isCut = rows < all
    return Phrase(
      "热图：\(all)个有月份未报送的主体" + (isCut ? "中缺报最多的\(rows)个" : "")
        + "，每列一个月，未报送的共\(missing)个月，其余格内为案件数。",
      "Heat map: \(English.count(all, "unit")) with months not sent"
        + (isCut ? ", of which the \(rows) that lack most;" : ";")
        + " \(English.count(missing, "square is a month", many: "squares are months")) not sent, the"
        + " others hold the number of cases.")
  }

  static func timelineTitle(_ subject: String, _ field: String) -> Phrase {
    Phrase("\(subject)“\(field)”逐月案件", "\(subject), \(field): cases by month")
  }
  static func timelineDescription(_ facts: String) -> Phrase {
    Phrase("时间线：\(facts)。", "Timeline: \(facts).")
  }
  static func silent(_ from: String, _ months: Int) -> Phrase {
    Phrase(
      "自\(from)起已报送的\(months)个月没有案件",
      "no case in \(English.count(months, "delivered month")) since \(from)")
  }
  static func expected(_ mean: String, _ lower: Int, _ upper: Int) -> Phrase {
    Phrase(
      "参照值月均约\(mean)件，九成月份在\(lower)至\(upper)件",
      "about \(mean) cases a month expected, nine in ten months between \(lower) and \(upper)")
  }
  static func change(_ month: String) -> Phrase {
    Phrase("最可能自\(month)起停止", "Likeliest stop: \(month)")
  }
  /// Why a band that holds zero in every month does not make the silence an ordinary one.
  static func singleMonths(_ months: Int, _ expected: String, isRare: Bool) -> Phrase {
    Phrase(
      "每个月单独为零并不少见，\(months)个月合计参照值约\(expected)件" + (isRare ? "，连续为零才少见" : ""),
      "a single month without a case is nothing rare; about \(expected) were expected in the"
        + " \(months) months together" + (isRare ? ", and none at all is rare" : ""))
  }
  static let casesAMonth = Phrase("案件（件/月）", "Cases a month")
  static let complaints = Phrase("举报", "Complaints")
  static let findings = Phrase("检查发现", "Findings")
  static let timelineSigns = [
    Phrase("案件", "Cases"), Phrase("无案", "None"), Phrase("未报送或无职权", "Not sent, or no power"),
    Phrase("静默期月均参照值及90%区间", "Expected a month in the silence, with a 90% band"),
  ]

  static func funnelTitle(_ indicator: String, _ series: String) -> Phrase {
    let aside = Phrase(series.isEmpty ? "" : "（\(series)）", series.isEmpty ? "" : " (\(series))")
    return Phrase(
      "\(indicator)\(aside.chinese)：各对象与界限", "\(indicator)\(aside.english): values and their limits"
    )
  }
  static func intervalTitle(_ indicator: String, _ series: String) -> Phrase {
    let aside = Phrase(series.isEmpty ? "" : "（\(series)）", series.isEmpty ? "" : " (\(series))")
    return Phrase(
      "\(indicator)\(aside.chinese)：估计值与95%区间",
      "\(indicator)\(aside.english): estimates with 95% intervals")
  }
  /// The name of a series; what is no word of ours stays as it is.
  static func series(_ series: String) -> Phrase {
    let parts = series.split(separator: ":", maxSplits: 1).map(String.init)
    guard let first = parts.first, let name = seriesNames[first] else {
      return Phrase(series, series)
    }
    guard parts.count == 2 else { return name }
    let yuan = Int(parts[1]).map(Numerals.grouped)
    let second =
      seriesNames[parts[1]] ?? yuan.map { Phrase("\($0)元", "\($0) yuan") }
      ?? Phrase(parts[1], parts[1])
    return Phrase(name.chinese + second.chinese, name.english + " " + second.english)
  }

  private static let seriesNames: [String: Phrase] = [
    "unit": Phrase("单位", "unit"), "locality": Phrase("当事人：", "party:"),
    "type": Phrase("当事人：", "party:"), "ownership": Phrase("企业性质：", "ownership:"),
    "outside": Phrase("异地", "from elsewhere"), "individual": Phrase("自然人", "individual"),
    "household": Phrase("个体工商户", "household"), "enterprise": Phrase("企业", "enterprise"),
    "private": Phrase("民营", "private"), "foreign": Phrase("外资", "foreign"),
    "state": Phrase("国有", "state"), "hearing": Phrase("听证标准", "hearing from"),
    "review": Phrase("法制审核起点", "review from"), "summary": Phrase("简易程序限额", "summary up to"),
    "month": Phrase("月末", "end of month"), "quarter": Phrase("季末", "end of quarter"),
    "year": Phrase("年末", "end of year"), "growth": Phrase("罚没金额", "amounts"),
    "price": Phrase("同事项罚款额", "fines of an item"), "city": Phrase("市级", "city"),
    "county": Phrase("县级", "county"), "town": Phrase("镇街", "towns"),
    "inspection": Phrase("检查发现", "inspections"), "report": Phrase("举报", "reports"),
    "complaint": Phrase("投诉", "complaints"),
  ]

  /// Why a subject outside its limits need not be flagged.
  static let pointwise = Phrase(
    "界限和区间按单个对象计算；标记还须通过多重比较校正（q）并达到最小差异。",
    "Limits and intervals are of one subject alone; a flag also takes q over all and a least"
      + " difference.")

  static func pointsDescription(_ all: Int, _ flagged: String) -> Phrase {
    Phrase(
      "共\(all)个对象；标记的：\(flagged)。", "\(English.count(all, "subject")); flagged: \(flagged).")
  }
  static func untoldPoints(_ count: Int) -> Phrase {
    Phrase(
      "\(count)个对象的数字不列，未画出。",
      "\(English.count(count, "subject")) whose numbers are not told \(English.verb(count, "is", "are")) not drawn."
    )
  }
  static let nobody = Phrase("无", "none")
  static func funnelSigns(_ indicator: String) -> [Phrase] {
    let part =
      switch indicator {
      case "S01": "99.8%"
      case "S02", "S07": "90%"
      default: "95%"
      }
    return [
      Phrase("未标记", "Passed"), Phrase("标记", "Flagged"),
      Phrase(
        "正常差异的\(part)界限（超出图框的不画端线）",
        "\(part) limits of ordinary differences (those beyond the frame have no end)"),
    ]
  }
  static func xTitle(_ indicator: String, _ series: String) -> Phrase {
    switch (indicator, series) {
    case ("S01", _): Phrase("参照案件数", "Expected cases")
    case ("S10", "inspection"): Phrase("可比的发现问题的检查次数", "Comparable inspections with a problem")
    case ("S10", _): Phrase("可比的投诉举报件数", "Comparable complaints")
    default: Phrase("案件数", "Cases")
    }
  }
  static func yTitle(_ indicator: String, _ series: String, isFunnel: Bool) -> Phrase {
    switch indicator {
    case "P01" where series == "price":
      Phrase("同事项罚款额与本单位前期之比", "Fines within item ÷ the unit's own in the months before")
    case "P01":
      Phrase(
        "罚没金额（剔除最大一案）与本单位前期之比",
        "Amount without the largest case ÷ the unit's own in the months before")
    case "S04" where series != "unit":
      Phrase("此类当事人与其他当事人罚款之比", "Fines of the group ÷ those of others in the unit")
    case "S04": Phrase("与其他可比单位罚款之比", "Fines ÷ those of other comparable units")
    case "S03", "S10", "S13":
      isFunnel
        ? Phrase("与参照值之比", "Ratio to the expected value")
        : Phrase("两类当事人的优势比", "Odds ratio of the two groups")
    case "S02": Phrase("与同类结构的差异（0至1）", "Distance from the mix of peers, 0 to 1")
    case "S07": Phrase("首位对象占比", "Share of the largest party")
    case "S09": Phrase("无检查记录的占比", "Share without a visit on record")
    case "S11": Phrase("门槛下侧的占比", "Share on the lower side of the threshold")
    default: Phrase("与参照值之比", "Ratio to the expected value")
    }
  }
}
