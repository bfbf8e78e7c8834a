import Contracts

/// A file that was drawn for review: what reviewers call it when they return their result.
public enum ReviewedFile {
  /// The `flag_id` of a file in `followups`; the same for the same case in every report.
  public static func identifier(unitCode: String, caseID: String) -> String {
    Flag.identifier("L14", [unitCode, caseID])
  }

  /// The `flag_id` of a file of the draw: made from the code that the unit had at that time.
  public static func identifier(drawn key: [String]) -> String {
    identifier(unitCode: key[4], caseID: key[2])
  }

  /// Under which results of a file of the draw may come back; earlier lists had that of the present code.
  static func identifiers(_ key: [String]) -> [String] {
    [identifier(drawn: key)]
      + (key[4] == key[0] ? [] : [identifier(unitCode: key[0], caseID: key[2])])
  }
}
