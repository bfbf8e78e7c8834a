import Contracts

/// A file that was drawn for review: what reviewers call it when they return their result.
public enum ReviewedFile {
  /// The `flag_id` of a file in `followups`; the same for the same case in every report.
  public static func identifier(unitCode: String, caseID: String) -> String {
    Flag.identifier("L14", [unitCode, caseID])
  }
}
