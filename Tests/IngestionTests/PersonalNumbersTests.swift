import Testing

@testable import Ingestion

// The numbers of residents are of the area 999999, which nobody has; their check digits are right.
@Suite struct PersonalNumbersTests {
  @Test(arguments: [
    ("张三999999-19900101-0016", "张三******-********-****"),
    ("999999 1990 0101 0016.csv", "****** **** **** ****.csv"),
    ("999999199001010016", "******************"), ("９９９９９９－19900101－0016", "******－********－****"),
    ("张三990101800101123队", "张三***************队"), ("案件13812345678.csv", "案件***********.csv"),
    ("tel13812345678", "tel***********"), ("+8613812345678", "+*************"),
    ("138-1234-5678_2024-05.csv", "***-****-****_2024-05.csv"),
    ("李四 199 1234 5678", "李四 *** **** ****"), ("0513-85123456.csv", "****-********.csv"),
    ("a_010 6512345", "a_*** *******"),
  ])
  func masksTheNumberOfAPersonInANameOfAFile(_ name: String, _ masked: String) {
    #expect(PersonalNumbers.masked(name) == masked)
    #expect(PersonalNumbers.masked(masked) == masked)
  }

  @Test(arguments: [
    "案件_20240531.csv", "cases-202405.csv", "2024-05-31_20240601.csv", "2024-05-31-20240601-0016",
    "20240101-20240531-13", "20240531123456", "202405311234567", "20240531123456789.xlsx",
    "1717113600000.csv", "970102-20240531-0015.csv", "999999-20240531-001X", "970102_20240531_0012",
    "0513-20240531.csv", "970102001", "970102001002", "91350100M000100Y43", "133206021231M34567",
    "苏罚〔2024〕138号", "2024-138-1234", "2024.05.13812", "138123456789", "1381234567",
    "12812345678", "990101240531001", "990101801301123", "000101800101123",
    "3f9a13812345678bcdef01", "999999199001010010",
  ])
  func leavesDatesAndCodesAndDocumentNumbers(_ name: String) {
    #expect(PersonalNumbers.masked(name) == name)
    #expect(!PersonalNumbers.isHeld(by: name))
  }

  @Test(arguments: [
    "联系人999999-19900101-0016", "市局 999999 19900101 0016", "990101800101123", "某局13812345678",
    "某局(138-1234-5678)", "某局１３８１２３４５６７８", "某局138–1234–5678",
  ])
  func refusesTheNumberOfAPersonInAName(_ name: String) {
    #expect(codeOutcome(CodeRule.name, name) == "ID-MISPLACED")
  }

  @Test(arguments: [
    "某局0513-85123456", "某局(2024-05-31)", "一大队138号", "某局2024-138-1234", "12345热线",
    "第三大队20240531", "某局970102001002",
  ])
  func takesNamesWithOtherNumbers(_ name: String) {
    #expect(codeOutcome(CodeRule.name, name) == name)
  }
}
