import Contracts
import Counting
import Indicators

/// What caseload.toml says; every key is optional and has its default here.
struct Settings: Decodable, Sendable {
  struct City: Decodable, Sendable {
    var name: String?
  }

  struct Counts: Decodable, Sendable {
    var basis: CountingBasis?
  }

  struct Zero: Decodable, Sendable {
    var months: Int?
  }

  struct Ingest: Decodable, Sendable {
    var rejectLimit: SettingNumber?
    var absentLimit: SettingNumber?

    enum CodingKeys: String, CodingKey {
      case rejectLimit = "reject_limit"
      case absentLimit = "absent_limit"
    }
  }

  struct Pseudonyms: Decodable, Sendable {
    var key: String?
    var isPublic: Bool?

    enum CodingKeys: String, CodingKey {
      case key
      case isPublic = "public"
    }
  }

  struct ArchiveSettings: Decodable, Sendable {
    enum Raw: String, Decodable, Sendable {
      case keep, none
    }

    var raw: Raw?
  }

  struct Publish: Decodable, Sendable {
    var maxSwing: SettingNumber?
    var closingMonths: Int?
    var revisionThreshold: SettingNumber?

    enum CodingKeys: String, CodingKey {
      case maxSwing = "max_swing"
      case closingMonths = "closing_months"
      case revisionThreshold = "revision_threshold"
    }
  }

  struct FileReview: Decodable, Sendable {
    var seed: Int?
  }

  struct ReportSettings: Decodable, Sendable {
    var formats: [ReportFormat]?
    var helperSeconds: Int?

    enum CodingKeys: String, CodingKey {
      case formats
      case helperSeconds = "helper_seconds"
    }
  }

  var language: Language?
  var report: ReportSettings?
  var city: City?
  var counting: Counts?
  var zero: Zero?
  var ingest: Ingest?
  var pseudonyms: Pseudonyms?
  var archive: ArchiveSettings?
  var fileReview: FileReview?
  var publish: Publish?
  var indicators: [String: [String: SettingNumber]]?
  /// Parameters by domain, then by indicator, where another law sets another term or amount.
  var domains: [String: [String: [String: SettingNumber]]]?

  enum CodingKeys: String, CodingKey {
    case language, city, counting, zero, ingest, pseudonyms, archive, publish, indicators
    case domains, report
    case fileReview = "file_review"
  }

  var cityName: String { city?.name ?? "本市" }
  var formats: [ReportFormat] { report?.formats ?? ReportFormat.defaults }
  /// Seconds after which a helper program is stopped and its output told as missing.
  var helperSeconds: Int { report?.helperSeconds ?? 300 }
  var basis: CountingBasis { counting?.basis ?? .decided }
  var zeroMonths: Int { zero?.months ?? 12 }
  var rejectLimit: Double { ingest?.rejectLimit?.value ?? 0.01 }
  /// Share of earlier cases that a whole register may lack without a warning.
  var absentLimit: Double { ingest?.absentLimit?.value ?? 0.05 }
  /// Share by which a figure may move from report to report without a confirmation.
  var maxSwing: Double { publish?.maxSwing?.value ?? 0.5 }
  /// Months after which a month is closed.
  var closingMonths: Int { publish?.closingMonths ?? 3 }
  /// Share of a month's cases from which a restatement is marked.
  var revisionThreshold: Double { publish?.revisionThreshold?.value ?? 0.02 }
  /// Seed of the file-review sample.
  var reviewSeed: Int { fileReview?.seed ?? 1 }
  /// Files of each unit on the random list for file review.
  var reviewedFiles: Int {
    IndicatorCatalogue.pages.first { $0.code == "L14" }
      .map { indicatorSettings.count("random", of: $0) } ?? 0
  }
  var keepsRaw: Bool { archive?.raw != ArchiveSettings.Raw.none }

  /// Parameters of indicators; `zero.months` is the shortest silence of Z02, Z03, Z04 and Z10.
  var indicatorSettings: IndicatorSettings {
    var changed = (indicators ?? [:]).mapValues { $0.mapValues(\.value) }
    for code in ["Z02", "Z03", "Z04", "Z10"] where changed[code]?["months"] == nil {
      changed[code, default: [:]]["months"] = Double(zeroMonths)
    }
    var byDomain = IndicatorSettings.DomainValues()
    for (domain, indicators) in domains ?? [:] {
      for (code, values) in indicators {
        byDomain[code, default: [:]][domain] = values.mapValues(\.value)
      }
    }
    return IndicatorSettings(changed, byDomain: byDomain)
  }

  /// Settings in force, for the report and for provenance.
  var listed: [[String]] {
    [
      ["city.name", cityName], ["counting.basis", basis.rawValue],
      ["zero.months", String(zeroMonths)],
      ["ingest.absent_limit", Numerals.decimal(absentLimit, places: 6)],
      ["ingest.reject_limit", Numerals.decimal(rejectLimit, places: 6)],
      ["archive.raw", keepsRaw ? "keep" : "none"], ["file_review.seed", String(reviewSeed)],
      ["publish.closing_months", String(closingMonths)],
      ["publish.max_swing", Numerals.decimal(maxSwing, places: 6)],
      ["publish.revision_threshold", Numerals.decimal(revisionThreshold, places: 6)],
    ]
      + IndicatorCatalogue.pages.flatMap { page in
        page.parameters.map { parameter in
          [
            "indicators.\(page.code).\(parameter.key)",
            Numerals.decimal(
              indicatorSettings.value(parameter.key, of: page), places: 6),
          ]
        }
      } + listedDomains
  }

  private var listedDomains: [[String]] {
    IndicatorCatalogue.pages.flatMap { page in
      indicatorSettings.domains(of: page).flatMap { domain, values in
        values.sorted { $0.key < $1.key }.map { key, value in
          ["domains.\(domain).\(page.code).\(key)", Numerals.decimal(value, places: 6)]
        }
      }
    }
  }
}

/// A number of the settings, written with or without a decimal point.
struct SettingNumber: Decodable, Sendable {
  let value: Double

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let whole = try? container.decode(Int.self) {
      value = Double(whole)
    } else {
      value = try container.decode(Double.self)
    }
  }
}

extension SettingNumber {
  /// Makes a number given on the command line.
  init(_ value: Double) {
    self.value = value
  }
}
