import Contracts

extension Draft {
  /// Least flags of one subject that the summary tells of.
  private static let many = 5

  /// How many flags there are, about whom, and whose they mostly are.
  var flagsFound: String {
    let flags = standingFlags
    guard !flags.isEmpty else { return say(BriefingWording.noFlags) }
    let units = Set(flags.map(\.unitCode).filter { !$0.isEmpty }).count
    let indicators = Set(flags.map(\.indicator)).count
    return sentences(
      [say(BriefingWording.flags(flags.count, units, indicators))] + concentrated(flags)
        + [say(BriefingWording.noVerdict)])
  }

  // One silence makes many flags, so that their number alone would tell of many faults.
  private func concentrated(_ flags: [Flag]) -> [String] {
    let subjects = Dictionary(grouping: flags) { flag in
      flag.unitCode.isEmpty ? flag.districtCode : flag.unitCode
    }
    guard subjects.count > 1 else { return [] }
    return subjects.keys.sorted().compactMap { code in
      let own = subjects[code] ?? []
      guard !code.isEmpty, own.count >= Draft.many, 4 * own.count > flags.count,
        let first = own.first
      else { return nil }
      let silences = own.count { Draft.silenceIndicators.contains($0.indicator) }
      return say(
        BriefingWording.concentrated(
          own.count, subject(first), isSilence: 2 * silences > own.count))
    }
  }
}
