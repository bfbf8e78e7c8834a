/// A world of units with planted patterns; the same seed gives the same on every machine.
public struct PatternWorld: Sendable {
  /// How it was made.
  public let parameters: PatternParameters
  /// Decides every random choice.
  public let seed: UInt64
  /// What was planted, by unit or domain.
  public let planted: [PlantedPattern]
  /// Cases, unit by unit.
  public let cases: [PatternCase]
  /// Inspections that found a problem, unit by unit.
  public let inspections: [PatternTrial]
  /// Accepted complaints, unit by unit.
  public let complaints: [PatternTrial]
  /// Domains of each unit.
  let unitDomains: [Range<Int>]
  /// Domain of each item.
  let itemDomains: [Int]
  /// Lowest and highest fine of each item by the catalogue, in yuan.
  let fineBands: [ClosedRange<Int>]
  /// Regulated parties of each unit in each of its domains.
  let parties: [Int]
  let months: [Month]
  let names: PatternNames

  /// Makes the world of a preset.
  public init(_ preset: PatternPreset, seed: UInt64) {
    self.init(preset.parameters, seed: seed)
  }

  /// Makes a world.
  ///
  /// - Parameters:
  ///   - parameters: How it is made.
  ///   - seed: Decides every random choice.
  public init(_ parameters: PatternParameters, seed: UInt64) {
    precondition(
      parameters.units > 0 && parameters.meanCases > 0 && parameters.months >= 12,
      "a pattern world has units, cases and at least twelve months")
    let frame = PatternFrame(parameters, seed: seed)
    let draw = parameters.law.draw(frame)
    let names = PatternNames(draw, isOfTowns: parameters.kind.isOfDomains)
    self.parameters = parameters
    self.seed = seed
    self.names = names
    months = frame.calendar.months
    planted = draw.planted.map { place in
      PlantedPattern(
        kind: parameters.kind, unitCode: place.unit.map { names.units[$0] } ?? "",
        domain: names.domains[place.unit.map { draw.unitDomains[$0].lowerBound } ?? place.domain],
        category: place.category, effect: place.effect)
    }
    (cases, inspections, complaints) = (draw.cases, draw.inspections, draw.complaints)
    (unitDomains, itemDomains, parties) = (draw.unitDomains, draw.itemDomains, draw.parties)
    fineBands = Self.bands(draw)
  }

  /// Units and domains in which something could have been planted.
  public var subjects: Int {
    parameters.kind.isOfDomains ? names.domains.count : parameters.units
  }

  /// The last month as 2024-12.
  public var lastMonthText: String { PatternCalendar.lastMonth.text }

  // No fine lies outside its band, so that the bands themselves are no pattern.
  private static func bands(_ draw: PatternDraw) -> [ClosedRange<Int>] {
    let reach = 20.0
    var bands = draw.medianFines.map { roundedFine($0 / reach)...roundedFine($0 * reach) }
    for single in draw.cases where single.isFined {
      let (band, fine) = (bands[single.item], single.fineInYuan)
      guard !band.contains(fine) else { continue }
      bands[single.item] = min(band.lowerBound, fine)...max(band.upperBound, fine)
    }
    return bands
  }
}

/// Codes and names of a pattern world, as its tables write them; nobody real bears them.
struct PatternNames: Sendable {
  /// A city elsewhere, where parties from outside come from.
  static let elsewhere = "970300"
  private static let counties = 10

  let units: [String]
  let unitNames: [String]
  /// District of each unit.
  let districts: [String]
  let domains: [String]
  let items: [String]
  let itemNames: [String]
  let level: String

  /// Names units, which lie in one district where they are towns.
  init(_ draw: PatternDraw, isOfTowns: Bool) {
    let numbers = draw.unitDomains.indices.map { padded($0 + 1, 4) }
    units = numbers.map { "ZF-" + $0 }
    unitNames = numbers.map { "示例执法队" + $0 }
    districts = draw.unitDomains.indices.map {
      String(970_201 + (isOfTowns ? 0 : $0 % Self.counties))
    }
    domains = (0...(draw.itemDomains.max() ?? 0)).map { "领域" + padded($0 + 1, 2) }
    items = draw.itemDomains.indices.map { "SX-" + padded($0 + 1, 5) }
    itemNames = draw.itemDomains.indices.map { "示例事项" + padded($0 + 1, 5) }
    level = isOfTowns ? "town" : "county"
  }
}
