import Contracts
import Testing

@testable import Ingestion

@Suite struct PseudonymTests {
  private static let person = "999999199001010016"

  private static func cells(_ identifier: String, _ name: String = "金丝雀甲") -> [String: String] {
    NormalizedCells.plain.merging([
      "当事人": name, "证件号码": identifier, "执法人员": "金丝雀乙；金丝雀丙",
    ]) { $1 }
  }

  @Test(arguments: [
    person, "'\(person)", "9.99999E+17", "999999199001010000", "999999********0016", "",
    "\(person)、999999199101010013", "91999999MAOOOOOOOO", "G12345678",
  ])
  func noNameOrIdentifierReachesACellOrAWarning(_ identifier: String) throws {
    let row = try NormalizedCells(Self.cells(identifier))
    for text in row.row.cells + row.warnings {
      #expect(!text.contains("金丝雀"))
      #expect(identifier.isEmpty || !text.contains(identifier))
      #expect(!text.contains("9999991990010100"))
    }
  }

  @Test func formsOfOneIdentifierAreOnePseudonym() throws {
    let plain = try NormalizedCells(Self.cells(Self.person))["party"]
    #expect(plain?.hasPrefix("pi") == true)
    for form in ["'\(Self.person)", "９９９９９９199001010016", "=\"\(Self.person)\""] {
      #expect(try NormalizedCells(Self.cells(form, "金丝雀丁"))["party"] == plain)
    }
  }

  @Test(arguments: ["", "无", "9.99999E+17", "999999********0016"])
  func theNameStandsInWhereTheIdentifierCannotBeUsed(_ identifier: String) throws {
    let party = try NormalizedCells(Self.cells(identifier))["party"]
    #expect(party?.hasPrefix("pn") == true)
    #expect(try NormalizedCells(Self.cells(identifier, " 金丝雀甲\u{200B}"))["party"] == party)
    #expect(try NormalizedCells(Self.cells(identifier, "金丝雀乙"))["party"] != party)
    #expect(try NormalizedCells(Self.cells(identifier, ""))["party"] == "")
  }

  // One such name for all would make one party of many.
  @Test(arguments: [
    "李某某", "张**", "王××", "赵ＸＸ", "李〇〇", "李X", "某某公司", "流动 摊贩", "不详", "无", "个人", "—", "null",
  ])
  func aNameThatTellsNobodyApartIsNoParty(_ name: String) throws {
    #expect(try NormalizedCells(Self.cells("", name))["party"] == "")
    #expect(try NormalizedCells(Self.cells("不详", name))["party"] == "")
    #expect(try NormalizedCells(Self.cells(Self.person, name))["party"]?.hasPrefix("pi") == true)
  }

  @Test(arguments: [
    "金丝雀甲X", "XX Trading", "摊贩之家饭店", "无名小吃店", "第七○一研究所", "二〇〇八餐饮", "MAXX健身", "XXL服装店",
  ])
  func aNameThatOnlyLooksHiddenIsOne(_ name: String) throws {
    #expect(try NormalizedCells(Self.cells("", name))["party"]?.hasPrefix("pn") == true)
  }

  @Test(arguments: [
    (person, []), ("9.99999E+17", ["ID-SCI"]), ("999999199001010010", ["ID-CHECKDIGIT"]),
    ("999999********0016", ["ID-MASKED"]), ("", []),
  ])
  func whatIsWrongWithAnIdentifierIsCounted(_ identifier: String, _ warnings: [String]) throws {
    #expect(try NormalizedCells(Self.cells(identifier)).warnings == warnings)
  }

  @Test func officersAreAListInAnOrderOfItsOwn() throws {
    var cells = Self.cells(Self.person)
    let officers = try NormalizedCells(cells)["officers"]
    cells["执法人员"] = "金丝雀丙,金丝雀乙"
    #expect(try NormalizedCells(cells)["officers"] == officers)
    #expect(officers?.split(separator: ";").count == 2)
  }

  @Test(arguments: ["lz-01", "'LZ-01", "ＬＺ－０１", "=\"lz-01\""])
  func anOfficerOfACaseIsTheOneOfTheList(_ written: String) throws {
    var cells = Self.cells("LZ-01")
    cells["执法人员"] = written
    let row = try NormalizedCells(cells)
    #expect(row["officers"] == row["party"])
  }

  @Test func theNameIsThatOfThePartyNotOfTheComplainant() throws {
    let row = try NormalizedCells([
      "投诉举报编号": "T1", "收到日期": "2024-03-05", "执法领域": "市场监管", "投诉举报人": "",
      "被投诉举报人": "金丝雀甲", "被投诉举报人证件号码": "",
    ])
    #expect(row["complainant"] == "")
    #expect(row["party"]?.hasPrefix("pn") == true)
  }
}
