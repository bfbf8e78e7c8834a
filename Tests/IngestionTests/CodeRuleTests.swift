import Testing

@testable import Ingestion

@Suite struct CodeRuleTests {
  @Test(arguments: [
    "3.2062E+17", "3.2062E+ 17", "3.2062e+17", "9E+15", "1.5E-05", " 3.2062E+17 ", "３.2062E+17",
    "'3.2062E+17",
  ])
  func refusesWhatASpreadsheetHasDamaged(_ text: String) {
    #expect(codeOutcome(CodeRule.code, text) == "CODE-DAMAGED")
    #expect(codeOutcome(CodeRule.caseNumber, text) == "CODE-DAMAGED")
  }

  @Test(arguments: [
    ("320612", "320612"), ("３２０６１２", "320612"), (" A 1 ", "A1"), ("'0012", "0012"),
    ("=\"0012\"", "0012"), ("1E10", "1E10"), ("E+17", "E+17"), ("", ""), ("SC-1E+X", "SC-1E+X"),
  ])
  func readsCodesWithoutTheirGuards(_ text: String, _ code: String) {
    #expect(codeOutcome(CodeRule.code, text) == code)
  }

  // Columns shift, and a person's number would be published as a unit's.
  @Test(arguments: [
    "999999199001010016", "９９９９９９199001010016", " 999999 19900101 0016", "99999919491331002X",
    "'999999199001010016", "张三999999199001010016", "(999999199001010016)", "999999199001010016.",
    "999999199001010016、999999199001010010", "身份证９９９９９９199001010016（张三）",
  ])
  func refusesTheNumberOfAResident(_ text: String) {
    let isPerson = !text.contains("1331")
    #expect((codeOutcome(CodeRule.publishedCode, text) == "ID-MISPLACED") == isPerson)
    #expect(
      (codeOutcome(CodeRule.name, text) == "ID-MISPLACED") == isPerson)
  }

  @Test(arguments: ["999999199001010010", "91350100M000100Y43", "99999919900101001", "SC-001"])
  func takesWhatIsNoNumberOfAResident(_ text: String) {
    #expect(codeOutcome(CodeRule.publishedCode, text) == text)
    #expect(codeOutcome(CodeRule.name, text) == text)
  }

  @Test func refusesMoreThan512Bytes() {
    #expect(codeOutcome(CodeRule.code, String(repeating: "a", count: 512)).count == 512)
    #expect(codeOutcome(CodeRule.code, String(repeating: "a", count: 513)) == "CODE-LONG")
    #expect(codeOutcome(CodeRule.caseNumber, String(repeating: "案", count: 171)) == "CODE-LONG")
    let marks = "e" + String(repeating: "\u{301}", count: 300)
    #expect(codeOutcome(CodeRule.caseNumber, marks) == "CODE-LONG")
  }

  @Test func namesAndTextsHaveLimitsOfTheirOwn() {
    func name(_ text: String) throws(CodeFault) -> String {
      try CodeRule.short(text, CodeRule.longestName)
    }
    #expect(codeOutcome(name, String(repeating: "a", count: 4_096)).count == 4_096)
    #expect(codeOutcome(name, String(repeating: "a", count: 4_097)) == "NAME-LONG")
  }

  @Test(arguments: [
    ("970102", "970102"), ("970102001", "970102001"), ("970102001001", "970102001001"),
    ("９７０１０２", "970102"), ("", ""), ("97010", "AREA-FORMAT"), ("97010A", "AREA-FORMAT"),
    ("9.70102E+11", "CODE-DAMAGED"), ("9701020", "AREA-FORMAT"),
  ])
  func readsCodesOfDivisions(_ text: String, _ code: String) {
    #expect(codeOutcome(CodeRule.areaCode, text) == code)
  }

  @Test(arguments: [
    ("12", "12"), ("012", "12"), ("1,234", "1234"), ("１２", "12"), ("", ""), ("0", "0"),
    ("-1", "COUNT-FORMAT"), ("1.5", "COUNT-FORMAT"), ("十", "COUNT-FORMAT"),
    ("99999999999999999999", "COUNT-FORMAT"),
  ])
  func readsCounts(_ text: String, _ count: String) {
    #expect(codeOutcome(CodeRule.count, text) == count)
  }

  @Test(arguments: [
    ("62.5", "62"), ("0.5", "0"), ("60", "60"), ("６０．０", "60"), ("", ""), ("1,062.5", "1062"),
    (".5", "COUNT-FORMAT"), ("62.", "COUNT-FORMAT"), ("-1.5", "COUNT-FORMAT"),
    ("1.2.3", "COUNT-FORMAT"),
  ])
  func readsFullHours(_ text: String, _ hours: String) {
    #expect(codeOutcome(CodeRule.hours, text) == hours)
  }

  @Test(arguments: [
    ("2024", "2024"), ("2024年", "2024"), ("２０２４", "2024"), ("", ""), ("24", "YEAR-FORMAT"),
    ("1899", "YEAR-FORMAT"), ("2200", "YEAR-FORMAT"), ("2024.0", "YEAR-FORMAT"),
  ])
  func readsYears(_ text: String, _ year: String) {
    #expect(codeOutcome(CodeRule.year, text) == year)
  }

  @Test(arguments: [
    ("2024-03", "2024-03"), ("2024/3", "2024-03"), ("2024.3", "2024-03"), ("2024年3月", "2024-03"),
    ("202403", "2024-03"), ("", ""), ("2024-13", "MONTH-FORMAT"), ("202400", "MONTH-FORMAT"),
    ("2024", "MONTH-FORMAT"), ("3", "MONTH-FORMAT"), ("2024-03-05", "MONTH-FORMAT"),
    ("24-03", "MONTH-FORMAT"),
  ])
  func readsMonths(_ text: String, _ month: String) {
    #expect(codeOutcome(CodeRule.month, text) == month)
  }
}
