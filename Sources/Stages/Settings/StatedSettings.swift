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
    case "archive.raw":
      guard let raw = ArchiveSettings.Raw(rawValue: value) else { return false }
      archive = ArchiveSettings(raw: raw)
    default: return setWhole(key, value) || setShare(key, value)
    }
    return true
  }

  private mutating func setWhole(_ key: String, _ value: String) -> Bool {
    guard let number = Int(value) else { return false }
    switch key {
    case "zero.months": zero = Zero(months: number)
    case "file_review.seed": fileReview = FileReview(seed: number)
    case "publish.closing_months":
      publish = publish ?? Publish()
      publish?.closingMonths = number
    default: return false
    }
    return true
  }

  private mutating func setShare(_ key: String, _ value: String) -> Bool {
    guard let share = Double(value) else { return false }
    publish = publish ?? Publish()
    ingest = ingest ?? Ingest()
    switch key {
    case "ingest.absent_limit": ingest?.absentLimit = SettingNumber(share)
    case "ingest.reject_limit": ingest?.rejectLimit = SettingNumber(share)
    case "publish.max_swing": publish?.maxSwing = SettingNumber(share)
    case "publish.revision_threshold": publish?.revisionThreshold = SettingNumber(share)
    default: return false
    }
    return true
  }
}
