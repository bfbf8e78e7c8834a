import Contracts
import Testing

@testable import Counting

@Suite struct CaseRepeatsTests {
  // A became B, and B became C; so did D.
  private let repeats = CaseRepeats(
    archived(
      .units,
      [
        ["unit_code": "A", "unit_name": "甲局", "successor_code": "B"],
        ["unit_code": "B", "unit_name": "乙局", "successor_code": "C"],
        ["unit_code": "D", "unit_name": "丁局", "successor_code": "C"],
        ["unit_code": "C", "unit_name": "丙局"], ["unit_code": "E", "unit_name": "戊局"],
      ]))

  private func row(_ unit: String, _ cells: [String: String] = [:]) -> [String: String] {
    [
      "unit_code": unit, "case_id": "1", "filed_date": "2023-01-05", "decided_date": "2023-02-06",
      "item_code": "I", "party": "p",
    ].merging(cells) { $1 }
  }

  private func pairs(_ rows: [[String: String]]) -> [[Int]] {
    repeats.pairs(in: ColumnTable(archived(.cases, rows))).map { [$0.row, $0.counted] }
  }

  @Test func aCaseThatTheSuccessorStatesAgainCountsAsItsOwn() {
    #expect(pairs([row("C"), row("D"), row("E")]) == [[1, 0]])
    #expect(pairs([row("D", ["fine_fen": "100"]), row("C", ["fine_fen": "900"])]) == [[0, 1]])
  }

  @Test func aUnitIsKnownByItsNameAsWell() {
    #expect(pairs([row("丁局"), row("C")]) == [[0, 1]])
  }

  @Test func ofAChainTheLastUnitCounts() {
    #expect(pairs([row("A"), row("B"), row("C")]) == [[0, 2], [1, 2]])
    #expect(pairs([row("A"), row("C")]) == [[0, 1]])
  }

  @Test func whatAUnitLeftOpenIsTheCaseThatItsSuccessorDecides() {
    let open = ["decided_date": ""]
    let own = ColumnTable(
      archived(
        .cases,
        [
          row("D", open), row("D"), row("C", open), row("D", ["case_id": "2", "decided_date": ""]),
          row("A", ["case_id": "3", "decided_date": ""]),
          row("D", ["case_id": "3", "decided_date": "", "party": ""]),
        ]))
    let rows = repeats.leftOpen(in: own)
    #expect(rows == [0, 3, 4, 5])
    let left = own.removing { !rows.contains($0) }
    let decided = ["filed_date": "2023-01-05", "decided_date": "2023-05-06"]
    func pairs(_ cells: [[String: String]]) -> [[Int]] {
      let other = ColumnTable(
        archived(.cases, cells.map { row("C", decided.merging($0) { $1 }) }))
      return repeats.handedOver(left, to: other).map { [$0.row, $0.counted] }
    }
    #expect(pairs([["case_id": "9"], [:]]) == [[0, 1]])
    #expect(pairs([["case_id": "2", "filed_date": "2023-01-06"]]).isEmpty)
    #expect(pairs([["case_id": "2", "party": "q"], ["case_id": "2", "item_code": "J"]]).isEmpty)
    // A row stands for one case, of the unit that comes first.
    #expect(pairs([["case_id": "3"]]) == [[2, 0]])
    #expect(repeats.mayLeave(own["unit_code"]) && repeats.mayTakeOver(own["unit_code"]))
  }

  @Test func aCaseKnownByItsDocumentIsTheOneThatStatesIt() {
    func pairs(_ rows: [[String: String]]) -> [[String]] {
      RenumberedCases.pairs(in: ColumnTable(archived(.cases, rows))).sortedKeys
    }
    let known = row("C", ["case_id": "文1", "doc_no": "文1"])
    #expect(pairs([row("C", ["doc_no": "文1"]), known]) == [["1", "0"]])
    #expect(pairs([known, row("C", ["doc_no": "文1", "item_code": ""])]) == [["0", "1"]])
    let others = [
      row("D", ["doc_no": "文1"]), row("C", ["doc_no": "文1", "party": "q"]),
      row("C", ["doc_no": "文1", "decided_date": "2023-02-07"]), row("C", ["doc_no": ""]),
    ]
    for other in others { #expect(pairs([known, other]).isEmpty) }
    // One decision on two cases says nothing of which is meant.
    #expect(
      pairs([known, row("C", ["doc_no": "文1"]), row("C", ["case_id": "2", "doc_no": "文1"])])
        .isEmpty)
  }

  @Test func ofUnitsThatSucceedEachOtherBothCount() {
    let circle = CaseRepeats(
      archived(
        .units,
        [
          ["unit_code": "A", "unit_name": "甲局", "successor_code": "B"],
          ["unit_code": "B", "unit_name": "乙局", "successor_code": "A"],
        ]))
    let cases = ColumnTable(archived(.cases, [row("A"), row("B")]))
    #expect(circle.isEmpty && circle.pairs(in: cases).isEmpty)
  }

  @Test func aUnitStatedInSeveralWaysCountsByItsCodeElseByItsNameOfToday() {
    let units = CaseRepeats(
      archived(
        .units,
        [
          ["unit_code": "A", "unit_name": "旧局", "active_to": "2023-06-30"],
          ["unit_code": "A", "unit_name": "新局", "active_from": "2023-07-01"],
          ["unit_code": "B", "unit_name": "大队"], ["unit_code": "C", "unit_name": "大队"],
        ]))
    #expect(units.spellings(["A", "旧局", "新局", "B", "大队"]) == ["旧局": "A", "新局": "A"])
    #expect(units.spellings(["旧局", "新局"]) == ["旧局": "新局"])
    // A name that two units bear says nothing.
    #expect(units.spellings(["B", "C", "大队", "旧局"]).isEmpty)
  }

  @Test func ofACodeAndANameOfOneUnitBothAreTheSuccessorsCase() {
    #expect(pairs([row("甲局"), row("A"), row("C")]) == [[0, 2], [1, 2]])
  }

  @Test func aCodeAndTheNamesThatMeanItAloneAreOneUnit() {
    #expect(repeats.ownTexts(of: "甲局") == ["A", "甲局"] && repeats.ownTexts(of: "A") == ["A", "甲局"])
    #expect(repeats.ownTexts(of: "nobody") == ["nobody"])
    let units = CaseRepeats(
      archived(
        .units,
        [
          ["unit_code": "A", "unit_name": "旧局", "active_to": "2023-06-30"],
          ["unit_code": "A", "unit_name": "大队", "active_from": "2023-07-01"],
          ["unit_code": "B", "unit_name": "大队"],
        ]))
    #expect(units.ownTexts(of: "A") == ["A", "旧局"] && units.ownTexts(of: "大队") == ["大队"])
    #expect(units.kin(of: "A") == ["大队"] && units.kin(of: "大队") == ["A", "B", "旧局"])
  }

  @Test func theCodesAndNamesThatAUnitHadAreItsKin() {
    #expect(repeats.kin(of: "D") == ["A", "B", "C", "丙局", "乙局", "甲局"])
    #expect(repeats.kin(of: "丙局") == ["A", "B", "D", "丁局", "乙局", "甲局"])
    #expect(repeats.kin(of: "E").isEmpty && repeats.kin(of: "nobody").isEmpty)
  }

  @Test func amongUnitsThatAreGoneNothingIsSought() {
    let units = ColumnTable(archived(.cases, [row("A"), row("D")]))["unit_code"]
    #expect(!repeats.mayHold(units))
    #expect(repeats.mayHold(ColumnTable(archived(.cases, [row("A"), row("B")]))["unit_code"]))
  }

  // Units number their cases alike: one, two, three.
  @Test(arguments: [
    ["case_id": "2"], ["filed_date": "2023-01-06"], ["decided_date": "2023-02-07"],
    ["item_code": "J"], ["party": "q"],
  ]) func whatDiffersIsAnotherCase(_ other: [String: String]) {
    #expect(pairs([row("D", other), row("C")]).isEmpty)
  }

  @Test func whatOneOfThemLeavesEmptyDoesNotDiffer() {
    #expect(pairs([row("D", ["party": ""]), row("C")]) == [[0, 1]])
    let (undated, dearer) = (["party": "", "filed_date": ""], ["party": "", "fine_fen": "900"])
    #expect(pairs([row("D", undated), row("C", undated)]).isEmpty, "number, item and one day")
    #expect(pairs([row("D", dearer), row("C")]).isEmpty, "nothing but item and days")
    let bare = ["party": "", "item_code": ""]
    #expect(pairs([row("D", bare), row("C")]).isEmpty, "nothing but number and days")
  }

  @Test func unitsOfOneSuccessorAreNotOneAnother() {
    #expect(pairs([row("A"), row("D")]).isEmpty)
    // The successor has one such case: it cannot be that of both.
    let bare = ["party": ""]
    #expect(pairs([row("B", bare), row("D", bare), row("C", bare)]) == [[0, 2]])
  }

  @Test func withoutSuccessorsNothingIsLookedFor() {
    #expect(CaseRepeats(archived(.units, [["unit_code": "A"]])).isEmpty)
    #expect(!repeats.isEmpty)
    #expect(repeats.mayHold(ColumnTable(archived(.cases, [row("A"), row("C")]))["unit_code"]))
    #expect(!repeats.mayHold(ColumnTable(archived(.cases, [row("A"), row("E")]))["unit_code"]))
  }
}
