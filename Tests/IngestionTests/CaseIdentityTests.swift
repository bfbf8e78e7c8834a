import Testing

@testable import Ingestion

@Suite struct CaseIdentityTests {
  private static let number = CaseIdentity.number("甲立〔2024〕9号")

  @Test(arguments: [
    "甲立〔2024〕9号,A,x", "A;甲立[2024] 09号\n", "A\t甲立〔2024〕9号", "\"甲立〔2024〕9号\",A",
    // A cell that was wrapped with Alt and Enter, and one that nothing closes.
    "A,\"甲立〔2024〕\n9号\",x", "A,\"甲立〔2024〕\r\n9号\"\r\n", "A,\"甲立〔2024〕\n9号\",\"x",
    "A,=\"甲立〔2024〕9号\",x",
    // A quote that stands alone hides nothing behind it.
    "A\"B,x\n\"甲立〔2024〕\n9号\",A,x",
  ]) func aNumberIsFoundInItsCell(_ record: String) {
    #expect(CaseIdentity.names([Self.number], in: record))
    #expect(CaseIdentity.names(in: record) { $0 == Self.number })
  }

  @Test(arguments: [
    ("甲立〔2024〕9号,10号", "\"甲立〔2024〕9号,10号\",A,x"), ("甲立〔2024〕9号,10号", "A;甲立〔2024〕9号,10号;x"),
    ("甲立〔2024〕9号;10号", "A,甲立〔2024〕9号;10号,x"), ("甲立〔2024〕9号;10号", "A\t甲立〔2024〕9号;10号\tx"),
    ("甲\"立,9号", "\"甲\"\"立,9号\",A"), ("甲\"\"立9号", "A,\"甲\"\"\"\"立9号\",x"), ("甲\"立9号", "A,甲\"立9号,x"),
  ]) func aNumberMayHoldWhatSeparates(_ number: String, _ record: String) {
    #expect(CaseIdentity.names([CaseIdentity.number(number)], in: record))
  }

  @Test(arguments: ["甲立〔2024〕9号（补）,A", "A,甲立〔2024〕19号,x", "A,\"甲立〔2024〕9号,10号的补充\",x", ""])
  func otherTextIsNoNumber(_ record: String) {
    #expect(!CaseIdentity.names([Self.number + "0"], in: record))
    #expect(!CaseIdentity.names([CaseIdentity.number("9号;10号")], in: record))
  }
}
