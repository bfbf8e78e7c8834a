import Contracts
import Statistics

/// L14: case files drawn at random for review, and what the returned results say of all files.
enum FileReviewSample: Indicator {
  static let page = IndicatorPage(
    code: "L14", name: Phrase("案件评查", "File-review sample"), clause: 4,
    legalBasis: Phrase(
      "决定第四条；行政处罚法第七十五条第一款（行政处罚监督检查、行政执法评议考核）",
      "Decision, clause 4; APL 75, first paragraph (supervision and appraisal of enforcement)"),
    needs: ["cases", "followups"],
    definition: Phrase(
      "按固定种子从每个单位窗口内行政处罚决定中随机排序，取前若干件作为评查样本；种子、单位、案号相同则样本相同。"
        + "评查结果经整改台账返回：问题编号为 L14- 加由单位代码（单位改码、合并的，为决定当时的代码）与案号算得的12位编号，环节写“合格”或“不合格”，"
        + "同一案件以最近一次为准，同日不一致按不合格。合格件数下限由超几何分布精确推算（95%，单侧），以已反馈件为样本；"
        + "全市下限为有反馈各单位下限之和，各单位下限同时成立的把握为95%。",
      "The penalty decisions of the window of each unit are put in a random order by a fixed seed, and the first "
        + "ones are the sample; the same seed, unit and case give the same sample. Results come back through "
        + "the follow-up table under L14- and twelve digits made from unit (of one with another code since, "
        + "that of the time of the decision) and case, with the step 合格 "
        + "(qualified) or 不合格 (unqualified); the latest counts, and on one day unqualified. The lower bound "
        + "of qualified files is exact by the hypergeometric law (95%, one-sided) from the files returned; "
        + "that of the city sums bounds of units with results which hold together at 95%."),
    pitfalls: Phrase(
      "未反馈的案卷若与已反馈的不同，下限会偏高，应先看反馈是否齐全。每单位抽取件数少，下限很宽，不宜比较单位高低。"
        + "样本外案卷的评查结果不计入。案号只在内部清单中出现。",
      "Where files that did not come back differ from those that did, the bound is too high: see first whether "
        + "all came back. Few files a unit make a wide bound that ranks nobody. Results of files outside the "
        + "sample do not count. Case numbers stand in the internal list alone."),
    parameters: [
      IndicatorParameter(
        "random", 5, Phrase("每单位抽取件数（至多50）", "files drawn of each unit, at most 50"),
        range: .whole(0...50))
    ],
    innocent: Phrase(
      "不合格项属文书格式问题，不影响处理结果；评查标准不一。",
      "What was found is a matter of form that does not touch the outcome, or reviewers differ in their "
        + "standards."),
    ask: Phrase(
      "请提供不合格案卷的评查意见、整改情况和同类案卷自查结果。",
      "Ask for the review of the files, what was put right, and a check of like files."),
    figures: FlagFigures(
      observed: Phrase("评查不合格的件数", "files not qualified")))

  static let examples = [
    IndicatorExample(
      Phrase("抽5件，反馈5件，其中1件不合格，应标记", "5 drawn and returned, 1 of them unqualified"),
      world([(1, "合格"), (2, "合格"), (3, "不合格"), (4, "合格"), (5, "qualified")]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("全部合格，不标记", "all qualified"),
      world((1...5).map { ($0, "合格") }), flagged: []),
    IndicatorExample(
      Phrase("尚无反馈，不计算合格率，不标记", "nothing came back: no share, no flag"), world([]), flagged: []),
    IndicatorExample(
      Phrase(
        "第6件不在样本内，其不合格不计入，不标记（混入人为挑选的案卷会使推算失真）",
        "the sixth file is outside the sample and does not count: files picked otherwise spoil the bound"
      ),
      world([(1, "合格"), (6, "不合格")]), flagged: []),
  ]

  private static func world(_ results: [(rank: Int, step: String)]) -> Observation {
    var observation = ExampleWorld.empty()
    observation.legality.reviewFrame.add(["U"], [200])
    for rank in 1...10 {
      observation.legality.reviewDraw.add(["U", String(rank), "C\(rank)", "D", "U"], [1])
    }
    if !results.isEmpty { observation.tables.insert("followups") }
    for result in results {
      let flag = Flag.identifier(page.code, ["U", "C\(result.rank)"])
      observation.legality.followups.add([flag, "2024-12-20", result.step], [1])
    }
    return observation
  }

  /// What came back of the sample of one unit.
  struct Review: Equatable {
    let unitCode: String
    var decided = 0
    var drawn = 0
    var qualified = 0
    var unqualified = 0

    var returned: Int { qualified + unqualified }

    var draw: FinitePopulationBound.Draw {
      FinitePopulationBound.Draw(
        population: max(decided, drawn), drawn: returned, qualified: qualified)
    }
  }

  private static let confidence = 0.95

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let reviews = reviews(observation.legality, random: settings.count("random", of: page))
    guard !reviews.isEmpty else {
      return .notComputable(
        page, [], Phrase("本期没有行政处罚决定可供抽取。", "No penalty decision of the window to draw from."))
    }
    var result = IndicatorResult(page.code)
    for review in reviews {
      let outcome: SubjectOutcome =
        review.unqualified > 0 ? .flagged : review.returned > 0 ? .passed : .notComputable
      result.outcomes[outcome, default: 0] += 1
    }
    let others = observation.unitCodes(and: reviews.map(\.unitCode)).count - reviews.count
    if others > 0 { result.outcomes[.notApplicable] = others }
    if !reviews.contains(where: { $0.returned > 0 }) {
      result.coverage.missing = [
        observation.tables.contains("followups") ? "followups.step" : "followups"
      ]
    }
    result.flags = reviews.filter { $0.unqualified > 0 }.map { flag($0, observation) }
    result.tables = [table(reviews, observation.names)]
    result.headline = headline(reviews)
    return result
  }

  /// The sample of each unit with a penalty decision, sorted by unit.
  static func reviews(_ legality: LegalityAggregates, random: Int) -> [Review] {
    let verdicts = verdicts(legality.followups)
    var reviews: [String: Review] = [:]
    for (key, sums) in legality.reviewFrame.sums {
      reviews[key[0], default: Review(unitCode: key[0])].decided += sums[0]
    }
    for key in legality.reviewDraw.sums.keys {
      guard let rank = Int(key[1]), rank <= random else { continue }
      var review = reviews[key[0]] ?? Review(unitCode: key[0])
      review.drawn += 1
      switch latest(ReviewedFile.identifiers(key).compactMap { verdicts[$0] })?.isQualified {
      case true?: review.qualified += 1
      case false?: review.unqualified += 1
      case nil: break
      }
      reviews[key[0]] = review
    }
    return reviews.values.sorted { $0.unitCode < $1.unitCode }
  }

  /// Reads a step of the follow-up; nil where it is no result of a review.
  static func isQualified(_ step: String) -> Bool? {
    switch step.lowercased() {
    case "合格", "qualified": true
    case "不合格", "unqualified": false
    default: nil
    }
  }

  private typealias Verdict = (date: String, isQualified: Bool)

  // On one day unqualified.
  private static func latest(_ verdicts: [Verdict]) -> Verdict? {
    verdicts.max { ($0.date, $0.isQualified ? 0 : 1) < ($1.date, $1.isQualified ? 0 : 1) }
  }

  // The latest by flag; ISO dates sort as text.
  private static func verdicts(_ followups: Tally) -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for key in followups.sortedKeys {
      guard key[0].hasPrefix(page.code + "-"), let isQualified = isQualified(key[2]) else {
        continue
      }
      if let earlier = verdicts[key[0]], earlier.date == key[1], !earlier.isQualified { continue }
      verdicts[key[0]] = (key[1], isQualified)
    }
    return verdicts
  }

  private static func headline(_ reviews: [Review]) -> Phrase {
    let sum = sum(reviews)
    let drawn = Phrase(
      "窗口内行政处罚决定\(sum.decided)件，随机抽取\(sum.drawn)件，涉及\(reviews.count)个单位；",
      "\(English.count(sum.drawn, "file")) drawn at random of \(English.count(sum.decided, "penalty decision")), in \(English.count(reviews.count, "unit")); "
    )
    guard sum.returned > 0 else {
      return Phrase(
        drawn.chinese + "尚无评查结果，合格率未计算。",
        drawn.english + "no result has come back, and no share is computed.")
    }
    let looked = reviews.filter { $0.returned > 0 }
    let files = looked.reduce(0) { $0 + $1.decided }
    let bound = boundOfAll(looked)
    return Phrase(
      drawn.chinese + "已反馈\(sum.returned)件，合格\(sum.qualified)件、不合格\(sum.unqualified)件；"
        + "有反馈的\(looked.count)个单位共\(files)件中，合格的至少\(bound)件（95%）。",
      drawn.english
        + "\(sum.returned) came back, \(sum.qualified) qualified and \(sum.unqualified) not; "
        + "of \(English.count(files, "case")) in the \(English.count(looked.count, "unit")) with results at least \(bound) \(English.verb(bound, "is", "are")) qualified "
        + "(95%).")
  }

  private static func sum(_ reviews: [Review]) -> Review {
    reviews.reduce(into: Review(unitCode: "")) { sum, review in
      sum.decided += review.decided
      sum.drawn += review.drawn
      sum.qualified += review.qualified
      sum.unqualified += review.unqualified
    }
  }

  private static func bound(_ review: Review) -> Int {
    FinitePopulationBound.fewestQualified(review.draw, confidence: confidence)
  }

  private static func boundOfAll(_ reviews: [Review]) -> Int {
    FinitePopulationBound.fewestQualified(inAll: reviews.map(\.draw), confidence: confidence)
  }

  private static func flag(_ review: Review, _ observation: Observation) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: review.unitCode), page, in: observation)
    flag.observed = review.unqualified
    flag.evidence = observation.evidence(in: "review_draw", of: review.unitCode)
    let bound = bound(review)
    flag.reason = Phrase(
      "随机抽取\(review.drawn)件，已反馈\(review.returned)件，其中不合格\(review.unqualified)件；"
        + "\(review.decided)件行政处罚决定中合格的至少\(bound)件（95%）。请核对评查意见。",
      "Of \(English.count(review.drawn, "file")) drawn at random, \(review.returned) came back, of which "
        + "\(review.unqualified) \(English.verb(review.unqualified, "was", "were")) not qualified; with 95% "
        + "confidence at least \(bound) of \(English.count(review.decided, "penalty decision")) are. The "
        + "reviews should be read.")
    return flag
  }

  private static func table(_ reviews: [Review], _ names: NameBook) -> ResultTable {
    let row = { (name: Phrase, review: Review, bound: Int) in
      [
        name, same(review.decided), same(review.drawn), same(review.returned),
        same(review.returned > 0 ? String(review.qualified) : ""),
        same(review.returned > 0 ? String(review.unqualified) : ""),
        same(review.returned > 0 ? String(bound) : ""),
      ]
    }
    let rows = reviews.map { row(same(names.unit($0.unitCode)), $0, bound($0)) }
    return ResultTable(
      title: Phrase(
        "评查样本与结果（按单位代码；合计的下限只含有反馈的单位，要求各单位的下限以95%的把握同时成立，因此不超过各行下限之和）",
        "Sample and results, by unit code; the bound of all is of units with results, and at most the sum of "
          + "theirs, as the bounds of all of them must hold at once with 95 %"),
      columns: [
        Phrase("单位", "Unit"), Phrase("行政处罚决定", "Penalty decisions"), Phrase("抽取", "Drawn"),
        Phrase("已反馈", "Returned"), Phrase("合格", "Qualified"), Phrase("不合格", "Unqualified"),
        Phrase("合格件数下限（95%）", "Least number qualified (95%)"),
      ],
      rows: rows + [row(Phrase("合计", "All"), sum(reviews), boundOfAll(reviews))])
  }
}
