import Contracts

/// What a count of penalty decisions says of legal review.
struct ReviewReading {
  /// The unit said whether the decision is major.
  let statesTick: Bool
  /// The unit ticked it as major.
  let isTicked: Bool
  /// It needs review for its amount, penalty or hearing.
  let isDerived: Bool
  /// The exports say something of the review.
  let statesReview: Bool
  /// When it was reviewed; nil where that is not stated.
  let timing: ReviewTiming?

  /// Whether review is required.
  var isRequired: Bool { isTicked || isDerived }

  init(_ count: ProcedureCount) {
    statesTick = !count.facts[0].isEmpty
    isTicked = count.facts[0] == "yes"
    isDerived = !ReviewTrigger.all(in: count.facts[1]).isEmpty
    statesReview = !count.facts[2].isEmpty
    timing = ReviewTiming(rawValue: count.facts[2])
  }
}
