import Contracts
import Testing

@testable import Indicators

/// What the sentence about a silent cell says of where its expectation comes from.
@Suite struct SilenceSentenceTests {
  private func sentence(before: Double) throws -> Phrase {
    let observation = ExampleWorld.assessed(.gradeA)
    var assessment = try #require(observation.silence?.silent.first)
    assessment.spell.before = before
    return SilenceSentence(
      observation: observation, cell: observation.cells[0], assessment: assessment
    ).phrase
  }

  // Eleven months before the silence are too few for Z07, yet they enter the expectation.
  @Test func aShortRecordIsNamedWhereItMovesTheExpectation() throws {
    #expect(try sentence(before: 4.4).chinese.contains("按同类和自身以往水平"))
    #expect(try sentence(before: 4.4).english.contains("and its own past"))
  }

  @Test func aCellThatNeverActedHasNoOwnPast() throws {
    #expect(try sentence(before: 0).chinese.contains("；按同类水平"))
    #expect(try !sentence(before: 0).english.contains("own past"))
  }
}
