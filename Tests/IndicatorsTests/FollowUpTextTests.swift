import Contracts
import Testing

@testable import Indicators

@Suite struct FollowUpTextTests {
  // What counting drops no indicator could read.
  @Test func countingKeepsEveryStepThatIndicatorsKnow() {
    for text in FollowUpStep.texts + FollowUpStep.ofFileReview.sorted() {
      #expect(FollowUpText.step(text) == text)
    }
  }

  @Test(arguments: [
    ("Z03-1818ebdfe351", true), ("Z3-1818ebdfe351", false), ("Z03-1818EBDFE351", false),
    ("Z03-1818ebdfe35", false), ("张三", false), ("999999199001011234", false), ("", false),
  ])
  func onlyNumbersOfFlagsAreKept(_ text: String, _ isKept: Bool) {
    #expect(FollowUpText.flagID(text) == (isKept ? text : ""))
  }
}
