import Foundation
import TestSupport
import Testing

@testable import Ingestion

@Suite struct FoldingTests {
  @Test(arguments: [
    "某市监罚〔2024〕1号", "某市监罚[2024]1号", "某市监罚（2024）1号", "某市监罚【2024】1号",
    "某市监罚〔2024〕０１号", "某市监罚 〔2024〕 1 号", "某市监罚［２０２４］1号", "某市监罚﹝2024﹞001号",
    "\u{FEFF}某市监罚〔2024〕1号", "某市监罚｛2024｝1号", "某市监罚〔2024〕0001 号",
  ])
  func spellingsOfOneCaseNumberAreOne(_ text: String) {
    #expect(codeOutcome(CodeRule.caseNumber, text) == "某市监罚〔2024〕1号")
  }

  @Test(arguments: [
    ("某市监罚〔2024〕10号", "某市监罚〔2024〕10号"), ("某市监罚〔2024〕0号", "某市监罚〔2024〕0号"),
    ("AJ-0001", "AJ-0001"), ("0012", "0012"), ("罚〔2024〕0A1号", "罚〔2024〕0A1号"), ("", ""),
    ("罚〔2024〕00号", "罚〔2024〕0号"), ("罚〔2024〕010", "罚〔2024〕10"), ("罚〔2024〕号", "罚〔2024〕号"),
    ("罚〔2024〕", "罚〔2024〕"), ("罚〔2024〕01-2号", "罚〔2024〕01-2号"),
  ])
  func onlyZerosThatMeanNothingGo(_ text: String, _ number: String) {
    #expect(codeOutcome(CodeRule.caseNumber, text) == number)
  }

  @Test(arguments: [
    "市场监管", "市场监管 ", "市场\u{200B}监管", "\u{3000}市场监管", "\u{FEFF}市场监管", "市场\u{AD}监管",
  ])
  func spellingsOfOneDomainAreOne(_ text: String) {
    #expect(bytes(Folding.name(text)) == bytes("市场监管"))
  }

  @Test func otherDomainsStayApart() {
    #expect(Folding.name("市場監管") != Folding.name("市场监管"))
    #expect(Folding.name("市场监督管理") != Folding.name("市场监管"))
    #expect(Folding.name("市场监管（城区）") == Folding.name("市场监管(城区)"))
    #expect(Folding.name("市场监管（城区）") != Folding.name("市场监管"))
  }

  @Test func namesAreEqualByTheirBytes() {
    #expect(bytes(Folding.name("e\u{301}公司")) == bytes(Folding.name("\u{E9}公司")))
    #expect(bytes(Folding.name("\u{2F45}公司")) == bytes("方公司"))
    #expect(bytes(Folding.name("\u{202E}公\u{2066}司\u{2069}")) == bytes("公司"))
    #expect(Folding.name("\u{410}\u{412}\u{421}公司") != Folding.name("ABC公司"))
    // U+0385 is an accent behind a space to the compatibility form: the order once changed again.
    let accents = Folding.name("甲\u{302C}\u{385} +")
    #expect(bytes(Folding.name(accents)) == bytes(accents))
    #expect(Folding.name("示例  商行\u{3000}一店") == "示例商行一店")
    #expect(Folding.name("North  Ward\u{3000}2") == "North Ward 2")
  }

  @Test(arguments: [
    ("'1", "1"), ("=\"1\"", "1"), ("=\"\"", "=\"\""), ("'", ""), ("1'", "1'"), ("=1", "=1"),
  ])
  func guardsOfASpreadsheetComeOff(_ text: String, _ value: String) {
    #expect(Folding.unguarded(text) == value)
  }

  @Test func punctuationIsFoldedAsUnicodeSays() {
    let values: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x2010...0x2027, 0x3000...0x3020, 0x4E00...0x4E20, 0xFF01...0xFF60,
    ]
    let scalars = values.joined().compactMap { Unicode.Scalar($0) }
    var random = SeededGenerator(seed: 7)
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text.append(scalars.randomElement(using: &random) ?? "甲")
      }
      let form = String(text).precomposedStringWithCompatibilityMapping
      let expected = form.trimmingCharacters(in: CharacterSet(charactersIn: " "))
      #expect(bytes(Folding.compatible(String(text))) == bytes(expected), "\(Array(text))")
    }
  }

  @Test func foldingTwiceChangesNothing() {
    let pieces = [
      "a", "e", "\u{301}", "\u{200D}", "\u{200B}", " ", "\u{3000}", "\u{2028}", "\t", "\r\n", "张",
      "\u{2F45}", "〔", "（", "［", "0", "０", "1", "\u{B4}", "ﬁ", "\u{1100}", "\u{1161}", "䶮", "号",
    ]
    var random = SeededGenerator(seed: 5)
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0...8, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for fold in [
        Folding.compatible, Folding.name, Folding.withoutSpace, Folding.caseNumber,
      ] {
        let once = fold(text)
        #expect(bytes(fold(once)) == bytes(once), "\(Array(text.unicodeScalars))")
      }
    }
  }
}
