import Contracts

/// Frame of the briefing for members of the congress.
enum BriefingWording {
  static func title(_ city: String, _ month: String) -> Phrase {
    Phrase(
      "\(city)行政执法统计分析简报（\(month)）",
      "\(city): briefing on administrative law enforcement, \(month)")
  }

  static func summary(_ window: String, _ cases: String) -> Phrase {
    Phrase(
      "本简报依据各执法主体报送的数据编写，统计时段为\(window)，期内共有案件\(cases)件。",
      "This briefing rests on the data that the enforcement units delivered. It covers"
        + " \(window), with \(cases) cases in all.")
  }

  static func edition(_ level: String, _ snapshot: String) -> Phrase {
    Phrase("\(level)，数据快照\(snapshot)。", "Level: \(level). Snapshot: \(snapshot).")
  }

  static func delivery(
    _ expected: String, _ received: String, _ share: String
  ) -> Phrase {
    Phrase(
      "按月应报送\(expected)个主体月，收到\(received)个（\(share)）；未报送的月份不等于零案。",
      "Of \(expected) unit-months expected, \(received) were delivered (\(share)); a month not"
        + " delivered is not a month without cases.")
  }

  static func flags(_ flags: Int, _ units: Int, _ indicators: Int) -> Phrase {
    Phrase(
      "本期共有\(Numerals.grouped(flags))条核实线索，涉及\(units)个主体、\(indicators)项指标。",
      "There \(English.verb(flags, "is", "are")) \(English.count(flags, "flag")) on"
        + " \(English.count(units, "unit")), from \(English.count(indicators, "indicator")).")
  }

  static func concentrated(_ flags: Int, _ subject: String, isSilence: Bool) -> Phrase {
    let number = Numerals.grouped(flags)
    return Phrase(
      "其中\(number)条同出于\(subject)" + (isSilence ? "，多为其静默在不同指标、领域、事项上的反映" : "") + "。",
      "\(number) of them are about \(subject)"
        + (isSilence ? ", mostly its silence as several indicators, domains and items show it" : "")
        + ".")
  }

  static let noVerdict = Phrase(
    "线索是需要核实的问题，不是结论。", "A flag is a reason to look, not a verdict.")

  static let noFlags = Phrase(
    "本期计算的指标没有核实线索；这不表示没有问题，只表示现有数据未显示。",
    "The indicators computed give no flags; this does not mean that all is well, only that the"
      + " data at hand show nothing.")

  static let findings = Phrase("一、主要发现", "1 Main findings")
  static let strengths = Phrase(
    "（一）较好的方面（无线索或线索已消除）", "1.1 Strengths (no flag, or a flag that is gone)")
  static let questions = Phrase("（二）建议优先核实的问题", "1.2 Questions to put first")
  static let rule = Phrase(
    "选取规则：问题按指标、主体和类别归并，依次按关注程度、持续期数、指标次序和线索编号排列，取前三项，同一指标至多一项（没有其他指标可选时除外），"
      + "同一单位的零案线索（Z03、Z04、Z07）合为一项，可判断的对象不少于10个而标记超过四分之一的指标不就单个对象提问；较好的方面依次取已计算且无线索的指标、已消除的线索，至多三项，"
      + "但不列应移尽移（L06）、零案指标中有一项有线索时的其余各项、期末单案（Z10）线索的消除、单位已完全停办时低活跃（Z12）线索的消除。"
      + "没有线索不等于没有问题，次序不是对主体的排名。",
    "How findings were chosen: questions are grouped by indicator, unit and category and ordered by"
      + " severity (grade A, grade B, notice), by persistence (longer first), by the order of"
      + " indicators and by identifier; the first three are taken, at most one for each"
      + " indicator while others remain, and one for the silences of a unit (Z03, Z04, Z07);"
      + " none is put to one subject where an indicator flags more than a quarter of ten or more that it judges."
      + " Strengths are computed indicators without a flag, then"
      + " flags resolved since the last report, at most three; left out are L06, the other"
      + " indicators of silence where one of them has a flag, resolved flags of Z10, and those of"
      + " Z12 on a unit that fell silent. No flag does not mean that all is well, and the order does not rank units."
  )
  static let noStrengths = Phrase(
    "按上述规则，本期没有可列入的项目。", "By the rule above there is none to list.")
  static let noQuestions = Phrase(
    "按上述规则，本期没有需要优先核实的问题。", "By the rule above there is no question to put.")

  /// Indicators that are a question to nobody alone; a division has no report.md of its own.
  static func general(_ indicators: String, ofDivision: Bool) -> Phrase {
    Phrase(
      "\(indicators)：\(ofDivision ? "全市" : "")标记的对象超过四分之一，更可能是普遍情况或数据口径问题，不就单个对象提问；"
        + "分布见\(ofDivision ? "全市报告" : "") report.md 第5节。",
      "\(indicators): more than a quarter of the subjects\(ofDivision ? " of the city" : "") are flagged, which points to"
        + " a general situation or to the data. No question is put to one of them; section 5 of"
        + " \(ofDivision ? "the city's " : "")report.md has the distribution.")
  }

  static func strength(_ indicator: String, _ passed: Int) -> Phrase {
    Phrase(
      "\(indicator)：\(Numerals.grouped(passed))个对象均未出现线索。",
      "\(indicator): none of \(English.count(passed, "subject")) is flagged.")
  }

  static func resolved(_ indicator: String, _ subject: String) -> Phrase {
    Phrase(
      "\(indicator)：\(subject)上期的线索本期不再出现。",
      "\(indicator): the flag on \(subject) in the last report is gone.")
  }

  static func question(_ number: Int, _ indicator: String, _ subject: String) -> Phrase {
    let ordinals = ["一", "二", "三"]
    let ordinal = number <= ordinals.count ? ordinals[number - 1] : String(number)
    return Phrase(
      "问题\(ordinal)：\(subject)，\(indicator)", "Question \(number): \(subject), \(indicator)")
  }

  static func figure(_ text: String) -> Phrase { Phrase("数据：\(text)。", "Figure: \(text).") }
  static func situation(_ text: String) -> Phrase {
    Phrase("情况：\(text)", "What the data say: \(text)")
  }
  static func note(_ text: String) -> Phrase { Phrase("说明：\(text)", "Note: \(text)") }
  static func innocent(_ text: String) -> Phrase {
    Phrase("可能的正常原因：\(text)", "What would explain it innocently: \(text)")
  }
  static func ask(_ text: String) -> Phrase {
    Phrase("建议询问：\(text)", "Question to put: \(text)")
  }
  // A box to fill in: the program knows of no question put and of no answer.
  static let reply = Phrase("答复：（待填写）", "Reply: (to be filled in)")

  /// Findings of indicators of patterns, and of how many flags they are made.
  static func patterns(_ findings: Int, _ flags: Int) -> Phrase {
    let (own, all) = (Numerals.grouped(findings), English.count(flags, "flag"))
    return Phrase(
      "选择性执法、逐利执法方面需要核实的差异\(own)项（线索\(Numerals.grouped(flags))条，同一指标、主体、类别的合为一项），"
        + "与可能的正常原因和建议询问一并列在 report.md 第5节；差异不说明动机。",
      "Differences to be checked under selective and profit-driven enforcement: \(own) (\(all); those of one"
        + " indicator, subject and category are one difference), told in section"
        + " 5 of report.md beside what would explain them innocently; a difference proves no motive."
    )
  }
  static func reference(_ identifier: String) -> Phrase {
    Phrase("线索编号 \(identifier)", "flag \(identifier)")
  }

  static func flagCount(_ count: Int) -> Phrase {
    Phrase(
      "线索\(Numerals.grouped(count))条", English.count(count, "flag"))
  }
  static func silent(_ months: Int) -> Phrase {
    Phrase("最长静默\(months)个月", "longest silence \(English.count(months, "month"))")
  }

  static func traced(_ references: String) -> Phrase {
    Phrase("（核对：\(references)）", "(check: \(references))")
  }

  static func howToTrace(_ folder: String) -> Phrase {
    Phrase(
      "核对：caseload trace \(folder) 后接“核对”所列的表名和键、指标代码，或 flags clause=条号；线索用 caseload explain 后接编号。"
        + "案号和来源行只供内部核对。",
      "To check a figure: caseload trace \(folder), followed by the table and key that it states, by the code of"
        + " an indicator, or by flags clause=NUMBER; for a flag, caseload explain. Case numbers and source lines are"
        + " for internal use.")
  }

  static let clauses = Phrase("二、决定各条情况", "2 The decision, clause by clause")
  static let changes = Phrase("三、与上期相比", "3 Changes since the last report")
  static let methods = Phrase("四、方法说明", "4 Methods")

  static func method(
    _ window: String, _ zeroMonths: Int, _ cells: TestedCells, _ traced: String
  ) -> [Phrase] {
    let (tested, flagged) = (Numerals.grouped(cells.tested), Numerals.grouped(cells.flagged))
    return [
      Phrase(
        "统计窗口为\(window)。“长期”没有公开的统一标准，本简报按设置取\(zeroMonths)个月。",
        "The window is \(window). No public text defines long-term; the setting is"
          + " \(zeroMonths) months."),
      Phrase(
        "每个主体与领域、事项的组合按窗口内情况归入八种状态之一：未赋权、未报送、无监管对象、监管对象不明、零案有说明、"
          + "零案待核实、有处置无处罚、有案件。只有“零案待核实”可以作为线索；有处置无处罚不是零案。",
        "Each crossing of a unit with a domain or item is in one of eight states over the"
          + " window: not empowered, not sent, no exposure, exposure unknown, zero explained,"
          + " zero open, handled without penalty, active. Only an open zero can be a reason to"
          + " look; handling without penalty is not a zero."),
      Phrase(
        "未报送的月份情况未知，在任何统计中都不作零处理。",
        "Nothing is known of a month that was not sent; it is never counted as zero."),
      Phrase(
        "零案不单凭月数判断：以其他单位同一事项和本单位同类事项求参照值，结合自身以往、举报、检查发现和监管对象登记，"
          + "求出停办或从未办理的可能，由高到低列为线索，直到再列一个就会使全部线索平均的误报可能超过设定的q；"
          + "因此单看一条，这一可能有时不到一半，B级尤其如此。本期检验\(tested)个零案单元，标记\(flagged)个；"
          + "参照值是同类水平，不是应办数。\(traced)",
        "No silence is judged by its months alone: the expected count comes from the same item"
          + " elsewhere and the unit's other items; its own past, complaints, findings and the register"
          + " add to it how likely a stop, or no action ever, is. Cells are flagged from the likeliest"
          + " down, as long as the mean chance of a false flag over the whole list stays within the"
          + " setting q: a single flag, of grade B above all, may be less likely than not."
          + " \(English.count(cells.tested, "silent cell"))"
          + " \(English.verb(cells.tested, "was", "were")) tested and \(flagged) flagged; an expected count is no target."
          + (traced.isEmpty ? "" : " " + traced)),
      ChanceWording.full(tested: cells.tested, wrong: cells.wrong),
      Phrase(
        "线索是需要核实的问题，不是结论，也不是考核结果；案件少可能正是执法目标。本简报不按案件数或罚没金额对主体排名。",
        "A flag is a reason to look, neither a verdict nor an appraisal; fewer cases can be the"
          + " goal. Units are never ranked by cases or amounts."),
    ]
  }
}
