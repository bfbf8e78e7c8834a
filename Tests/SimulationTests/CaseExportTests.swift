import CSV
import Testing

@testable import Simulation

@Suite struct CaseExportTests {
  private let delivery: Delivery

  init() throws {
    delivery = try Delivery.sample.get()
  }

  @Test func everyFileHasTheRecordsThatTheTruthStates() throws {
    let stated = delivery.truths("file")
    #expect(stated.count == 36)
    for truth in stated {
      let name = try #require(truth["file"])
      let file = try #require(delivery.files.first { $0.path == "inbox/\(name)" })
      let broken = delivery.truths("dirt", rule: "CSV-QUOTE")
        .filter { $0["file"] == name }.count
      let empty = delivery.truths("dirt", rule: "blank").filter { $0["file"] == name }
        .compactMap { Int($0["records"] ?? "") }.reduce(0, +)
      let lines = (empty + 1) / 2
      let rows = try Delivery.rows(of: file).count - 1
      #expect(truth["records"] == String(rows + broken + lines))
    }
  }

  @Test func encodingsAndLineEndsAreAsPlanned() throws {
    let forms = delivery.truths("file").compactMap { $0["note"] }
    #expect(forms.count { $0.hasPrefix("GB18030") } == 10)
    #expect(forms.count { $0.hasPrefix("UTF-16LE BOM tab") } == 2)
    #expect(forms.count { $0 == "UTF-8 comma LF" } == 3)
    #expect(forms.count { $0.contains("semicolon") } == 1)
    #expect(forms.count { $0.hasSuffix(" CR") } == 1)
    let february = try #require(delivery.files.first { $0.path == "inbox/cases-2022-02.csv" })
    #expect(try TextEncoding.utf8.decode(february.bytes[...]) == nil)
    #expect(try TextEncoding.gb18030.decode(february.bytes[...]) != nil)
  }

  @Test(arguments: [
    ("DATE-INVALID", 4), ("DATE-FUTURE", 1), ("CODE-DAMAGED", 2), ("AMT-NEGATIVE", 1),
    ("AMT-SUBFEN", 1), ("CSV-QUOTE", 1), ("CSV-FEW", 2), ("duplicate", 20), ("total_row", 4),
    ("CASE-CONFLICT", 1), ("repeated_header", 1), ("blank", 8),
  ])
  func dirtIsListedInFull(_ rule: String, _ expected: Int) {
    let listed = delivery.truths("dirt", rule: rule).compactMap { Int($0["records"] ?? "") }
    #expect(listed.reduce(0, +) == expected)
  }

  @Test func correctionsAreTheCasesOfSeveralFiles() {
    let files = Dictionary(grouping: delivery.cases) {
      "\($0["执法主体代码"] ?? "")/\($0["案件编号"] ?? "")"
    }
    let again = files.values.map { Set($0.compactMap { $0["file"] }).count - 1 }.reduce(0, +)
    let stated = delivery.truths("correction").compactMap { Int($0["records"] ?? "") }
    #expect(stated.reduce(0, +) == again)
    #expect((150...260).contains(again))
  }

  @Test func exactCopiesAreTheDuplicatesOfTheTruth() {
    let surplus = delivery.cases.count - Set(delivery.cases).count
    #expect(surplus == 20)
  }

  @Test func identityNumbersHaveRightCheckDigits() {
    let numbers = delivery.cases.compactMap { $0["证件号码"] }
    #expect(numbers.count > 8_000)
    for number in numbers {
      let body = String(number.dropLast())
      let isPerson = number.hasPrefix("999999")
      let check =
        isPerson
        ? IdentityNumbers.personCheck(of: body) : IdentityNumbers.organisationCheck(of: body)
      #expect(number.count == 18 && number.hasSuffix(check))
      #expect(isPerson || ["91999999", "92999999"].contains(number.prefix(8)))
    }
  }

  @Test func totalsAreOfTheSizeOfASmallCity() throws {
    let cases = Set(delivery.cases.map { "\($0["执法主体代码"] ?? "")/\($0["案件编号"] ?? "")" })
    #expect((7_000...9_500).contains(cases.count))
    #expect(try (10_000...14_000).contains(delivery.events("inspections").count))
    #expect(try (2_000...3_200).contains(delivery.events("complaints").count))
    #expect(try delivery.table("units.csv").count == 38)
    #expect(try delivery.table("catalogue.csv").count == 120)
  }

  @Test func linksPointToRowsThatExist() throws {
    let inspections = try delivery.events("inspections")
    let complaints = try delivery.events("complaints")
    let sources = Set(
      inspections.compactMap { $0["inspection_id"] } + complaints.compactMap { $0["complaint_id"] })
    let references = Set(delivery.cases.compactMap { $0["线索编号"] }).subtracting([""])
    #expect(!references.isEmpty && references.isSubset(of: sources))
    let numbers = Set(delivery.cases.compactMap { $0["案件编号"] })
    let led = Set((inspections + complaints).compactMap { $0["case_id"] }).subtracting([""])
    #expect(!led.isEmpty && led.isSubset(of: numbers))
  }
}
