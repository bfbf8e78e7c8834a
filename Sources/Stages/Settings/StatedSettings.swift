import Contracts
import Counting
import Indicators

extension Settings {
  /// The settings that a report states: those in force when it was made.
  ///
  /// - Parameters:
  ///   - stated: Keys and values as `listed` prints them.
  ///   - language: Language of the report.
  /// - Throws: When a key or value is none that this program knows.
  init(stated: [(key: String, value: String)], language: Language) throws(StageError) {
    self.init()
    self.language = language
    for (key, value) in stated {
      guard set(key, value) else {
        throw StageError(.settings, "provenance: \(key): not a setting of this version")
      }
    }
  }

  private mutating func set(_ key: String, _ value: String) -> Bool {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "indicators" where parts.count == 3:
      guard let number = Double(value) else { return false }
      indicators = indicators ?? [:]
      indicators?[parts[1], default: [:]][parts[2]] = SettingNumber(number)
      return true
    case "domains" where parts.count > 3:
      // The name of a domain may hold points of its own.
      let domain = parts.dropFirst().dropLast(2).joined(separator: ".")
      let (code, name) = (parts[parts.count - 2], parts[parts.count - 1])
      guard let number = Double(value) else { return false }
      domains = domains ?? [:]
      domains?[domain, default: [:]][code, default: [:]][name] = SettingNumber(number)
      return true
    default: return setPlain(key, value)
    }
  }

  private mutating func setPlain(_ key: String, _ value: String) -> Bool {
    switch key {
    case "city.name": city = City(name: value)
    case "counting.basis":
      guard let basis = CountingBasis(rawValue: value) else { return false }
      counting = Counts(basis: basis)
    case "zero.months":
      guard let months = Int(value) else { return false }
      zero = Zero(months: months)
    case "ingest.reject_limit":
      guard let limit = Double(value) else { return false }
      ingest = Ingest(rejectLimit: SettingNumber(limit))
    case "archive.raw":
      guard let raw = ArchiveSettings.Raw(rawValue: value) else { return false }
      archive = ArchiveSettings(raw: raw)
    case "file_review.seed":
      guard let seed = Int(value) else { return false }
      fileReview = FileReview(seed: seed)
    case "publish.closing_months":
      guard let months = Int(value) else { return false }
      publish = publish ?? Publish()
      publish?.closingMonths = months
    default: return setShare(key, value)
    }
    return true
  }

  private mutating func setShare(_ key: String, _ value: String) -> Bool {
    guard let share = Double(value) else { return false }
    publish = publish ?? Publish()
    switch key {
    case "publish.max_swing": publish?.maxSwing = SettingNumber(share)
    case "publish.revision_threshold": publish?.revisionThreshold = SettingNumber(share)
    default: return false
    }
    return true
  }
}
