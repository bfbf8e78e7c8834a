import Contracts

/// What the briefing of one division says and that of the city does not.
enum DistrictWording {
  static func place(_ city: String, _ district: String) -> Phrase {
    Phrase(city + district, "\(district), \(city)")
  }

  static func summary(_ window: String, units: Int, _ cases: String) -> Phrase {
    Phrase(
      "本简报是全市同期报告中本地部分的摘录，统计时段为\(window)。本地执法主体\(units)个，期内案件\(cases)件。",
      "This briefing is the local part of the city's report of the same month. It covers \(window):"
        + " \(English.count(units, "local unit")) with \(cases) cases.")
  }

  static func others(_ cases: String) -> Phrase {
    Phrase(
      "另有其他主体在本地办理的案件\(cases)件。", "Other units had \(cases) cases in the place.")
  }

  static let strengths = Phrase("（一）较好的方面", "1.1 Strengths")

  static func delivered(_ months: String) -> Phrase {
    Phrase(
      "报送齐全：应报送的\(months)个主体月全部收到。",
      "Deliveries are complete: all of \(months) unit-months came.")
  }

  static func within(_ count: Int, of rows: Int) -> Phrase {
    Phrase(
      "可比较的\(rows)个单位·领域中，\(count)个的案件数在参照值的90%区间内。",
      "Of \(English.count(rows, "unit")) by domain that can be compared, \(count)"
        + " \(English.verb(count, "has", "have")) cases within the 90% interval of what is expected."
    )
  }

  static let placeTitle = Phrase("（三）与参照值相比", "1.3 Beside what is expected")
  static let noPlace = Phrase(
    "没有可与参照值比较的单位·领域。", "There is no unit and domain that can be compared.")

  static func place(_ rows: Int, below: Int, above: Int) -> Phrase {
    Phrase(
      "可比较的单位·领域\(rows)个：低于90%区间\(below)个，高于\(above)个，其余在区间内。",
      "\(English.count(rows, "unit")) by domain can be compared: \(below) below the 90% interval,"
        + " \(above) above it, the others within.")
  }

  static let placeNote = Phrase(
    "案件按事项计，一案涉及多个事项的逐项计数。"
      + "参照值由各单位同一领域和本单位以往水平推算，不是应办数；水平相当时也约有一成落在区间外，案件多不等于好，案件少不等于差。"
      + "不与其他区县比数量，按单位代码排列，不排名。",
    "Cases count once for each of their items. What is expected follows from the same domain elsewhere and from the unit's own past; it is no target. One in"
      + " ten lies outside even where the level is the same; more is not better and fewer not worse. Nothing is"
      + " compared with the counts of other districts, and rows stand by the code of the unit, not by rank."
  )
  static let placeColumns = [
    Phrase("执法主体", "Unit"), Phrase("领域", "Domain"), Phrase("时段", "Period"),
    Phrase("案件（按事项）", "Cases by item"), Phrase("参照值", "Expected"),
    Phrase("90%区间", "90% interval"),
  ]

  static func interval(_ lower: Int, _ upper: Int) -> Phrase {
    let (lower, upper) = (Numerals.grouped(lower), Numerals.grouped(upper))
    return Phrase("\(lower)至\(upper)", "\(lower) to \(upper)")
  }

  static let axis = Phrase("案件数÷参照值", "Cases ÷ expected")

  static func chartTitle(_ name: String) -> Phrase {
    Phrase(
      "\(name)各单位·领域：案件数与参照值之比", "\(name): cases as a share of what is expected, by unit and domain"
    )
  }

  static func chartDescription(_ rows: Int, _ outside: Int) -> Phrase {
    Phrase(
      "区间图，按单位代码排列\(rows)行：虚线为与参照值相当，横线为90%区间，菱形为区间外的\(outside)行。",
      "\(English.count(rows, "interval")) by code of the unit: the dashed line is what is expected,"
        + " each bar the 90% interval; diamonds mark \(outside) outside of it.")
  }

  /// What stands in the picture: the bars are no intervals of an estimate, as those of other charts.
  static let chartNote = Phrase(
    "横线：水平与参照值相当时案件数的90%区间；点：实有案件数，菱形在区间外。",
    "Bars: 90 % of counts where the level is what is expected. Dots: cases there were; diamonds lie outside."
  )

  static let howToReadClauses = Phrase(
    "只列本地的线索。“本地没有线索”指该项指标在全市计算、没有涉及本地的线索，不等于本地都能判断，也不等于没有问题。",
    "Only local flags are told. No local flag means that the indicator was computed for the city and flags nothing"
      + " here, neither that all of the place could be judged nor that all is well.")

  static func counted(_ computed: Int, _ flags: Int, _ names: String) -> Phrase {
    Phrase(
      "数据显示：计算\(computed)项指标，本地线索\(Numerals.grouped(flags))条：\(names)。",
      "What the data show: \(English.count(computed, "indicator")) computed,"
        + " \(English.count(flags, "local flag")): \(names).")
  }

  /// A clause without a local flag; `clean` names the indicators that might have given one.
  static func unflagged(_ computed: Int, _ clean: String) -> Phrase {
    guard computed > 0 else { return ClauseWording.nothingComputed }
    let indicators = English.count(computed, "indicator")
    guard !clean.isEmpty else {
      return Phrase(
        "数据显示：计算\(computed)项指标。", "What the data show: \(indicators) computed.")
    }
    return Phrase(
      "数据显示：计算\(computed)项指标，本地没有线索：\(clean)。",
      "What the data show: \(indicators) computed, no local flag: \(clean).")
  }

  static func clean(_ names: String) -> Phrase {
    Phrase("本地没有线索：\(names)。", "No local flag: \(names).")
  }

  static let method = [
    Phrase(
      "本地包括该区划及其下辖区划；已合并的代码计入承继区划，下辖单位按驻地归入。线索、参照值和遮蔽与全市报告完全相同，不为本地另行计算。",
      "The place is the division with all beneath it; merged codes count under their successor, and units by their"
        + " seat. Flags, expectations and what is hidden are those of the city's report; nothing is computed anew."
    )
  ]

  static let rule = Phrase(
    "选取规则：问题按指标、主体和类别归并，依次按关注程度、持续期数、指标次序和线索编号排列，取前三项，同一指标至多一项（没有其他指标可选时除外），"
      + "同一单位的零案线索（Z03、Z04、Z07）合为一项，可判断的对象不少于10个而标记超过四分之一的指标不就单个对象提问；较好的方面依次取报送齐全（本地没有报送完整率（Q01）的线索时）、"
      + "在参照值区间内的单位·领域、已消除的线索（期末单案（Z10）除外），至多三项。次序不是对主体的排名。",
    "How findings were chosen: questions are grouped by indicator, unit and category and ordered by severity, by"
      + " persistence, by the order of indicators and by identifier; the first three are taken, at most one for each"
      + " indicator while others remain, and one for the silences of a unit (Z03, Z04, Z07); none is put to one"
      + " subject where an indicator flags more than a quarter of ten or more that it judges. Strengths are complete"
      + " deliveries (where Q01 flags nothing in the place), units by domain within what is expected, then flags"
      + " resolved (but for Z10), at most three. The order does not rank units."
  )
}
