import Contracts

/// Small worlds of procedure facts for the examples.
enum ProcedureExample {
  /// A world of unit `U` in December 2024 with these cases of one question.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - cases: Facts in the order of the question, the last of which may be left out, and how many cases
  ///     agree in them.
  /// - Returns: An observation that holds nothing else.
  static func world(
    _ question: ProcedureQuestion, _ cases: [(facts: [String], number: Int)]
  ) -> Observation {
    var observation = ExampleWorld.empty()
    observation.patterns.calendar = .ofExamples
    for (stated, number) in cases {
      let facts = stated + question.facts.dropFirst(stated.count).map { _ in "" }
      observation.legality.add(
        ProcedureCount(
          month: ExampleWorld.month, unitCode: "U", districtCode: "1", domain: "D",
          itemCode: "I", facts: facts, cases: number),
        to: question)
    }
    return observation
  }
}
