/// A step of the follow-up of a flag.
public enum FollowUpStep: String, CaseIterable, Sendable {
  /// The body was asked.
  case asked
  /// It answered.
  case answered
  /// It put something right.
  case rectified
  /// The matter was closed.
  case closed

  /// Reads a step, Chinese or canonical; nil for any other text.
  public init?(_ text: String) {
    guard let step = FollowUpStep.bySpelling[text] else { return nil }
    self = step
  }

  /// The step as a reader calls it.
  public var name: Phrase {
    switch self {
    case .asked: Phrase("已询问", "asked")
    case .answered: Phrase("已答复", "answered")
    case .rectified: Phrase("已整改", "rectified")
    case .closed: Phrase("已销号", "closed")
    }
  }

  /// Steps of file review, which the indicator of file review reads.
  public static let ofFileReview: Set = ["合格", "不合格", "qualified", "unqualified"]

  private static let spellings: KeyValuePairs<FollowUpStep, [String]> = [
    .asked: ["询问", "已询问", "发函", "已发函", "交办", "已交办"],
    .answered: ["答复", "已答复", "回复", "已回复"],
    .rectified: ["整改", "已整改", "整改完成"],
    .closed: ["销号", "已销号", "办结", "已办结"],
  ]

  /// Every text that is a step.
  public static var texts: [String] { bySpelling.keys.sorted() }

  private static let bySpelling: [String: FollowUpStep] = {
    var result: [String: FollowUpStep] = [:]
    for (step, texts) in spellings {
      for text in texts + [step.rawValue] { result[text] = step }
    }
    return result
  }()
}
