import Contracts

/// The sentence of a silent cell in plain words: observed, expected, chance, and what else is known.
struct SilenceSentence {
  let observation: Observation
  let cell: Cell
  let assessment: CellAssessment

  /// The whole sentence.
  var phrase: Phrase {
    let parts = [
      fact, comparison, traces, change, posterior, unseen, inferred, group, alone, season, domain,
      explanation,
    ]
    return Phrase(
      parts.map(\.chinese).filter { !$0.isEmpty }.joined(separator: "；") + "。",
      parts.map(\.english).filter { !$0.isEmpty }.joined(separator: "; ") + ".")
  }

  /// Unit or district, and what it is about.
  var subject: Phrase {
    let names = observation.names
    let who =
      cell.unitCode.isEmpty ? names.district(cell.districtCode) : names.unit(cell.unitCode)
    let what =
      cell.itemCode.isEmpty ? cell.domain : "\(cell.domain)·\(names.item(cell.itemCode))"
    return Phrase("\(who)在“\(what)”", "\(who) on \(what)")
  }

  private var fact: Phrase {
    let from = cell.silentFrom.map { Phrase("（\($0)起）", " (since \($0))") } ?? Phrase("", "")
    let months = assessment.monthsSilent
    return Phrase(
      "\(subject.chinese)已报送的\(months)个月\(from.chinese)案件0件",
      "\(subject.english): 0 cases in \(English.count(months, "delivered month"))\(from.english)")
  }

  private var comparison: Phrase {
    let expected = PlainNumber.count(assessment.expected)
    let chance = PlainNumber.chance(assessment.spell.chance)
    let basis = Self.basis(assessment)
    return Phrase(
      "\(basis.chinese)，同期参照值约\(expected)件，"
        + "这样的水平下一件没有的概率\(chance.chinese)",
      "\(basis.english) let one expect about \(expected); at that level the chance of none is "
        + chance.english)
  }

  /// What the expected count rests on.
  static func basis(_ assessment: CellAssessment) -> Phrase {
    // A record too short to be asked alone moves the expectation all the same.
    assessment.spell.before > 0
      ? Phrase("按同类和自身以往水平", "comparable places and its own past")
      : Phrase("按同类水平", "comparable places")
  }

  private var traces: Phrase {
    var chinese: [String] = []
    var english: [String] = []
    if assessment.complaints > 0 {
      let name = observation.askingComplaints
      chinese.append("\(name.chinese)\(assessment.complaints)件")
      english.append("\(Numerals.grouped(assessment.complaints)) \(name.english)")
    }
    if assessment.findings > 0 {
      chinese.append("检查发现问题\(assessment.findings)次")
      english.append(
        English.count(assessment.findings, "inspection") + " that found a problem")
    }
    guard !chinese.isEmpty else { return Phrase("", "") }
    return Phrase(
      "同期有" + chinese.joined(separator: "、"),
      english.joined(separator: " and ") + " in the same time")
  }

  private var change: Phrase {
    guard let change = assessment.change else { return Phrase("", "") }
    let range = Self.range(change.lower, change.upper)
    return Phrase(
      "最可能自\(change.month)起停办（90%区间\(range)）",
      "it most likely stopped in \(change.month) (90% interval \(range))")
  }

  /// The interval of a month, which may be one month alone.
  static func range(_ lower: Month, _ upper: Month) -> String {
    lower == upper ? "\(lower)" : "\(lower)–\(upper)"
  }

  private var posterior: Phrase {
    guard assessment.verdict.isFlagged else { return Phrase("", "") }
    let share = Int((100 * assessment.posterior.inaction).rounded(.down))
    let shown =
      share >= 99 ? Phrase("99%以上", "more than 99%") : Phrase("约\(share)%", "about \(share)%")
    // Sure cells of the list carry it within q, and a reader is to know that.
    let weak =
      assessment.isLikelierOrdinary
      ? Phrase("，单看本单元更可能属正常，只作提示", ", so that this cell is likelier ordinary: a notice")
      : Phrase("", "")
    return Phrase(
      "综合全部线索，模型判断停办或从未办理的可能\(shown.chinese)\(weak.chinese)",
      "all evidence together makes a stop, or no action ever, \(shown.english) likely\(weak.english)"
    )
  }

  // What was settled without a case shows in inspections alone: without them no silence is a whole one.
  private var unseen: Phrase {
    let limits = GradeLimits(observation)
    let lacking = limits.unseen(
      cell, among: observation.cells(of: cell.level.ofUnits))
    if cell.unitCode.isEmpty, !lacking.isEmpty {
      let names = lacking.map(observation.names.unit)
      return Phrase(
        "有此职权的\(names.joined(separator: "、"))没有同期写明结果的检查记录，现场改正、责令改正等处置看不出，请先核实",
        "no inspection with a result by \(names.joined(separator: ", ")), who hold the power too, is on record"
          + " for that time, and what was settled without a case cannot be seen: verify first")
    }
    guard let first = cell.silentFrom, !cell.unitCode.isEmpty, assessment.findings == 0,
      limits.hasNoVisit(cell.unitCode, since: first)
    else { return Phrase("", "") }
    return Phrase(
      "没有该单位同期写明结果的检查记录，现场改正、责令改正等处置看不出，请先核实",
      "no inspection of the unit with a result is on record for that time, and what was settled without a "
        + "case cannot be seen: verify first")
  }

  private var inferred: Phrase {
    guard assessment.verdict.isFlagged, GradeLimits(observation).arePowersInferred else {
      return Phrase("", "")
    }
    return Phrase(
      "没有职权清单，此项职权系推定，请先核实是否有权",
      "no list of powers was given, and this one is inferred: verify first that it is held")
  }

  private var group: Phrase {
    guard assessment.isGroupStop else { return Phrase("", "") }
    return Phrase(
      "同类事项（\(cell.exposureGroup)）同期全部停办，请先核实职权是否已划转",
      "every item of the group \(cell.exposureGroup) stopped at the same time: ask first whether"
        + " the power moved")
  }

  private var alone: Phrase {
    guard DomainPeers.areAllSilent(since: assessment.cell, in: observation) else {
      return Phrase("", "")
    }
    return Phrase(
      "同期没有其他单位在该领域有案件，请先核实该领域是否已停用或划转",
      "nobody else had a case in the domain in that time: ask first whether it ended or moved")
  }

  private var season: Phrase {
    guard OwnSeason.isUnseen(at: assessment.cell, in: observation) else { return Phrase("", "") }
    return Phrase(
      "以往案件半数以上集中在静默期内又到来而未能观察到（未报送、未读入或无职权）的月份，可能是季节性的，请先核实这些月份",
      "half or more of its earlier cases came in calendar months that have come again since and were not observed (not delivered, not read, or without the power): it may be"
        + " the season, verify those months first")
  }

  // The domain of its only item is the same silence by another reference, and stands beside it in print.
  private var domain: Phrase {
    guard let silence = observation.silence,
      let doubt = SoleItems.doubt(of: assessment, in: silence, observation)
    else { return Phrase("", "") }
    let expected = PlainNumber.count(doubt.expected)
    return Phrase(
      "该领域只有这一事项，按领域参照值约\(expected)件，尚属偶然范围，两种参照不一致，请先核实",
      "it is the only item of the domain, by whose reference about \(expected) \(expected == "1" ? "is" : "are") expected and none is "
        + "within chance: the two references differ, verify first")
  }

  private var explanation: Phrase { Self.explanation(of: cell) }

  /// Who explained a silence; nothing where nobody did.
  static func explanation(of cell: Cell) -> Phrase {
    guard cell.state == .zeroExplained else { return Phrase("", "") }
    return cell.unitCode.isEmpty
      ? Phrase("有监管对象的单位均已作说明", "every unit with somebody to enforce on gave an explanation")
      : Phrase("单位已作说明", "the unit gave an explanation")
  }
}

/// What stands after every chance in print.
enum SilenceNote {
  static func phrase(flagged: Int, meanRate: Double) -> Phrase {
    let wrong = PlainNumber.about(Double(flagged) * meanRate)
    return Phrase(
      "所列概率\(ChanceWording.none.chinese)；按q预计误报\(wrong.chinese)个。\(ChanceWording.gradeA.chinese)",
      "A chance here is \(ChanceWording.none.english); by q \(wrong.english) of the flags are false. "
        + ChanceWording.gradeA.english)
  }
}

extension CellAssessment {
  /// Whether a cell that the list carries within q is, by its own posterior, likelier ordinary.
  var isLikelierOrdinary: Bool { verdict.isFlagged && posterior.inaction < 0.5 }
}
