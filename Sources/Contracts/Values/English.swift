/// Numbers with their words in English, which tells one from many.
public enum English {
  /// A number and its noun, in the singular for one.
  public static func count(_ number: Int, _ one: String, many: String? = nil) -> String {
    Numerals.grouped(number) + " " + noun(number, one, many: many)
  }

  /// The noun alone, for a number that is printed elsewhere.
  public static func noun(_ number: Int, _ one: String, many: String? = nil) -> String {
    number == 1 ? one : many ?? one + "s"
  }

  /// The form of a verb that goes with a number.
  public static func verb(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? one : many
  }
}
