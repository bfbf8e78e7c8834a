/// Version of the programs, also printed by `--version`.
public enum ProgramVersion {
  /// Semantic version.
  public static let text = "0.1.0"
}
