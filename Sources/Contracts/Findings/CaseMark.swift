/// Cases that an indicator judged one by one, by the key under which the counts hold them.
///
/// The cases behind a key are listed, by number, for internal use alone.
public struct CaseMark: Hashable, Sendable, Codable {
  /// What was asked of the cases.
  public let question: ProcedureQuestion
  /// The key in the counts of the question.
  public let key: [String]
  /// What is to be looked at; one word or more, joined by `_`.
  public let finding: String

  /// Marks the cases of a count.
  public init(_ question: ProcedureQuestion, _ count: ProcedureCount, _ finding: String) {
    self.question = question
    key = count.key
    self.finding = finding
  }
}
