/// What one record may measure; all bounds are inclusive.
enum ReadingLimits {
  static let cellBytes = 65_536
  static let recordBytes = 1_048_576
  static let columns = 512
  /// Zero bytes at the end of a file that mark it as cut by a crash.
  static let nulTailBytes = 512
}
