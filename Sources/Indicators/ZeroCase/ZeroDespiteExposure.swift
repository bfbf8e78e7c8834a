import Contracts

/// Z04: cells whose silence peers, their own past and the traces of offences make improbable.
enum ZeroDespiteExposure: Indicator {
  static let page = IndicatorPage(
    code: "Z04", name: Phrase("有暴露零办案", "Zero despite exposure"), clause: 6,
    legalBasis: Phrase(
      "决定第六条：长期零办案监测；行政处罚法第五十四条",
      "Decision, clause 6: no case for a long time; APL 54"),
    needs: ["cases", "catalogue", "authority", "feeds", "exposure"],
    definition: Phrase(
      "对每个有职权、已报送、有监管对象而没有案件的单元（单位×领域、单位×事项；两个以上单位有权的区划×领域、区划×事项），"
        + "以其他单位的同一事项和本单位同类事项求参照值（留一法，过度离散，逐月季节；领域按所持事项在他人案件中的份额折算），结合自身以往、举报、检查发现与监管对象登记，"
        + "求正常、停办、从未办理、无对象四种状态的后验概率；按局部错误发现率排序，均值不超过q者标记：后验≥grade_a为A级，其余为B级；其中后验不足一半的只作提示。"
        + "静默月数不足，或参照值与举报、发现问题均少于设定的不检验；从无案件、发现问题和超出误投的举报的，列入“先核实对象”。整组同时停办的，以及停办后该领域再没有其他单位有案件的，只列B级，并先问职权是否划转、领域是否停用；没有职权清单、职权系推定的，以及本单位同期没有检查记录而同级单位半数以上有的（区划单元看其有权单位），处置看不出，也只列B级；所在领域只有这一事项、而按领域的参照尚属偶然范围的，同样只列B级。其他单位也均停办的事项（此后本应有3件以上而12个月没有）按已停用处理，不检验。领域此前的案件半数以上属于现已无权的事项的，先核实职权，不检验。"
        + "静默期内有未能对应到事项的案件，或有同名的另一单位代码、与静默同时出现而单位表未列的代码的案件，若全属本单元即不再反常（不多于此数的概率超过5%）的，不标记，列入“先核实事项或单位编码”。",
      "For each cell with power, delivery and exposure but no case (unit × domain, unit × item; district × "
        + "domain and district × item where several units hold the power) the expected count comes from the "
        + "same item elsewhere and the unit's other items of the group (leave-one-out, over-dispersed, month "
        + "by month; of a domain in the share that the items held have of others' cases), and together with its "
        + "own past, complaints, findings and the register gives posterior "
        + "chances of four states: normal, stopped, never acted, nothing there. Ordered by local false "
        + "discovery rate, cells are flagged while its mean stays within q: posterior ≥ grade_a is grade A, "
        + "the rest grade B, as a notice where it is below one half. Cells below the months, or with both fewer cases expected and fewer complaints and findings than the settings, are not tested; those that never "
        + "had a case, a finding or more complaints than misfiling explains are listed to verify exposure. "
        + "Whole groups that stop together, and the last holder of a domain, are grade B: ask first whether "
        + "the power moved or the domain ended. So are all where no list of powers was given, and those of a unit "
        + "(or with a holder of the power) without inspections on record in that time while half of its level have "
        + "some: what it settled cannot be seen; and so is the only item of a domain that is within chance by "
        + "the domain's reference. An item that the others stopped as well (none for 12 months "
        + "where 3 or more of theirs were due) is taken as ended and is not tested. A domain "
        + "whose cases were for the most part of items no longer held is listed to verify the power. Where cases "
        + "of the silence match no item, or stand under another code of the unit's name or under one that no list "
        + "of units knows and that appeared with the silence, and would, were they all of this cell, make it "
        + "ordinary (chance of so few above 5 %), it is not flagged but listed to verify the codes."
    ),
    pitfalls: Phrase(
      "标记只是核实的理由。职权划转未登记、数据登记在其他单位、监管对象消失都会造成同样的静默。所列概率不是不作为的概率。",
      "A flag is a reason to look. A power that moved without being registered, cases kept under another "
        + "unit, or parties that left look the same. The chance is not that of inaction."),
    parameters: [
      IndicatorParameter(
        "months", 12, Phrase("最短静默月数", "shortest silence in months"), range: .months),
      IndicatorParameter(
        "fewest_expected", 3,
        Phrase("参照值低于此数不检验", "expected cases below which nothing is tested"), range: .above0),
      IndicatorParameter(
        "fewest_traces", 5,
        Phrase(
          "参照值不足，但静默期内举报与发现问题达到此数的仍检验",
          "complaints and findings in the silence from which it is tested all the same")),
      IndicatorParameter(
        "q", 0.1,
        Phrase("清单的平均错误发现率上限", "largest mean false discovery rate of the list")),
      IndicatorParameter(
        "grade_a", 0.9,
        Phrase(
          "A级所需的停办或从未办理的可能", "likelihood of a stop, or no action ever, for grade A")),
    ],
    figures: FlagFigures(
      observed: Phrase("静默期案件数，为0", "cases of the silence, which are 0"),
      effect: Phrase("模型判断停办或从未办理的可能", "how likely all evidence makes a stop, or no action ever")))

  static let examples = [
    IndicatorExample(
      Phrase("静默31个月而参照值约14件，应标记", "31 silent months with about 14 expected: flagged"),
      world(.gradeA), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("静默36个月但参照值不足，不检验", "36 silent months, too few expected: not tested"),
      world(.tooFewExpected, expected: 0.4), flagged: []),
    IndicatorExample(
      Phrase("从无任何线索表明有监管对象，先核实", "no trace of exposure: verify first"),
      world(.verifyExposure), flagged: []),
    IndicatorExample(
      Phrase("整组案件与检查同时停止，先核实职权", "cases and findings ended together: verify the power"),
      world(.verifyPower), flagged: []),
    IndicatorExample(
      Phrase("同期大量案件未能对应到事项，先核实编码", "many cases match no item: verify the codes first"),
      world(.verifyItems), flagged: []),
    IndicatorExample(
      Phrase("未报送不是零案", "what was not sent is no zero"),
      world(.notTested, state: .notSent), flagged: []),
  ]

  private static func world(
    _ verdict: SilenceVerdict, state: CellState = .zeroOpen, expected: Double = 14
  ) -> Observation {
    ExampleWorld.assessed(verdict, state: state, expected: expected)
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard let silence = observation.silence else { return SilenceFlags.notComputed(page) }
    var result = IndicatorResult(page.code)
    result.coverage.missing = ["catalogue", "authority", "feeds", "exposure"].filter {
      !observation.tables.contains($0)
    }
    var rates: [Double] = []
    for assessment in silence.silent {
      let cell = observation.cells[assessment.cell]
      guard SilenceFlags.isSubject(cell) else { continue }
      let outcome = SilenceFlags.outcome(assessment, cell)
      result.outcomes[outcome, default: 0] += 1
      guard outcome == .flagged else { continue }
      rates.append(1 - assessment.posterior.inaction)
      result.flags.append(SilenceFlags.flag(cell, assessment, page, observation))
    }
    let tested = silence.silent.count {
      $0.qValue != nil && SilenceFlags.isJudged(observation.cells[$0.cell])
    }
    let mean = rates.isEmpty ? 0 : rates.reduce(0, +) / Double(rates.count)
    result.headline = headline(result, silence, observation, tested: tested, mean: mean)
    result.tables =
      [SilenceTables.verdicts(silence, observation), SilenceTables.sensitivity(silence)]
      + [SilenceTables.toVerify(silence, observation)]
    return result
  }

  private static func headline(
    _ result: IndicatorResult, _ silence: SilenceFindings, _ observation: Observation,
    tested: Int, mean: Double
  ) -> Phrase {
    let flagged = result.flags.count
    let gradeA = result.flags.count { $0.severity == .alert }
    let note = SilenceNote.phrase(flagged: flagged, meanRate: mean)
    return Phrase(
      "检验\(tested)个零案单元，标记\(flagged)个，其中A级\(gradeA)个。" + note.chinese,
      "\(English.count(tested, "silent cell")) tested, \(flagged) flagged, of which \(gradeA) of grade A. "
        + note.english)
  }
}
