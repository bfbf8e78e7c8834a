import Testing

@testable import Ingestion

// Fictional: no division has the code 999999.
@Suite struct PartyIdentifierTests {
  private static let person = "999999199001010016"

  @Test(arguments: [
    "999999199001010016", "'999999199001010016", "=\"999999199001010016\"",
    "\t999999199001010016", "９９９９９９199001010016", "999999199001010016 ",
    "999999 19900101 0016", "\u{FEFF}999999199001010016",
  ])
  func readsOnePersonInEveryForm(_ text: String) {
    #expect(PartyIdentifier(text) == .usable(Self.person, warning: nil))
  }

  @Test(arguments: [
    ("91999999MA0000000K", "91999999MA0000000K"), ("91999999ma0000000k", "91999999MA0000000K"),
    ("999999900101001", "999999900101001"), ("G12345678", "G12345678"),
  ])
  func readsOtherIdentifiers(_ text: String, _ value: String) {
    #expect(PartyIdentifier(text) == .usable(value, warning: nil))
  }

  @Test(arguments: [
    ["阿卜杜拉·买买提", "阿卜杜拉・买买提", "阿卜杜拉•买买提", "阿卜杜拉 · 买买提", "阿卜杜拉.买买提", "阿卜杜拉．买买提", "阿卜杜拉･买买提"],
    ["WANG WEI", "ＷＡＮＧ　ＷＥＩ"], ["王 伟", "王伟"],
  ])
  func oneNameHasOneIdentity(_ spellings: [String]) {
    let identities = Set(spellings.map { Array(PartyName.identity(Folding.name($0)).utf8) })
    #expect(identities.count == 1, "\(spellings)")
    for identity in identities {
      let text = String(decoding: identity, as: UTF8.self)
      #expect(Array(PartyName.identity(text).utf8) == identity)
    }
  }

  @Test func otherNamesStayApart() {
    for (left, right) in [("A.B. Trading", "AB Trading"), ("3.5店", "35店"), ("买买提", "买·买提")] {
      #expect(PartyName.identity(left) != PartyName.identity(right))
    }
  }

  // The capital of U+0390 is three characters, of which two compose.
  @Test func readsItsOwnTextAsTheSame() {
    guard case .usable(let value, _) = PartyIdentifier("\u{390}1"),
      case .usable(let again, _) = PartyIdentifier(value)
    else {
      Issue.record("not usable")
      return
    }
    #expect(Array(value.utf8) == Array(again.utf8))
  }

  @Test(arguments: [
    ("999999199001010010", "ID-CHECKDIGIT"), ("999999199002300015", "ID-BIRTHDATE"),
    ("91999999MAOOOOOOOO", "ID-USCC-CHAR"), ("91999999MA0000000L", "ID-CHECKDIGIT"),
  ])
  func keepsADoubtfulIdentifierWithAWarning(_ text: String, _ warning: String) {
    #expect(PartyIdentifier(text) == .usable(text, warning: warning))
  }

  @Test(arguments: [
    ("9.99999E+17", "ID-SCI"), ("9.99999e+17", "ID-SCI"), ("999999199001010000", "ID-15DIGITS"),
    ("999999********0016", "ID-MASKED"), ("999999××××××××0016", "ID-MASKED"), ("", "ID-EMPTY"),
    ("无", "ID-EMPTY"), ("—", "ID-EMPTY"), (" 不 详", "ID-EMPTY"), ("null", "ID-EMPTY"),
    ("匿名举报人", "ID-EMPTY"), ("李某", "ID-MASKED"), ("00000", "ID-FILLER"),
    ("xxx", "ID-FILLER"), ("１１１１１１１１１１１１１１１", "ID-FILLER"),
    ("999999199001010016、999999199101010013", "ID-MANY"),
    ("999999199001010016，999999199101010013", "ID-MANY"),
    ("999999199001010016;999999199101010013", "ID-MANY"),
  ])
  func refusesForMatchingWhatIsNotOneIdentifier(_ text: String, _ code: String) {
    #expect(PartyIdentifier(text) == .unusable(code))
  }

  // The three zeros of a spreadsheet are told from a number that rightly ends so.
  @Test func acceptsAPersonalNumberThatEndsInThreeZeros() throws {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let number = try #require(
      (0..<1_000).lazy.map { year in "999999\(1_900 + year % 100)0101\(year % 10)00" }
        .first { body in
          let sum = zip(body.utf8, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
          return Array("10X98765432".utf8)[sum % 11] == UInt8(ascii: "0")
        })
    #expect(PartyIdentifier(number + "0") == .usable(number + "0", warning: nil))
  }

  @Test func everyWrongCheckDigitIsNoticed() {
    for digit in "12345789X" {
      let text = Self.person.dropLast() + String(digit)
      #expect(PartyIdentifier(String(text)) == .usable(String(text), warning: "ID-CHECKDIGIT"))
    }
  }
}
