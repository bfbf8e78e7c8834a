public import ArgumentParser
import Glibc
public import Simulation

/// Writes an invented city for trying out and testing the pipeline.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-simulate",
    abstract: "Write the exports of an invented city, and the truth about them.",
    discussion: """
      Creates DIR/inbox/*.csv and DIR/truth.csv. The same seed gives the same bytes. Without \
      --world and --pattern it is the small city of the sample; with them, a large world with \
      planted inaction, or with planted selective and profit patterns.
      """)

  @Option(help: "The seed of every random choice.")
  var seed: UInt64 = 20_240_701

  @Option(help: ArgumentHelp("A planted world instead of the small city.", valueName: "NAME"))
  var world: WorldPreset?

  @Option(help: ArgumentHelp("A world of planted patterns instead.", valueName: "NAME"))
  var pattern: PatternPreset?

  @Option(help: "Months of history: 36 to 60 of the small city, 24 to 240 of a world.")
  var months: Int?

  @OptionGroup(title: "Size of a world")
  var size: WorldSize

  @Option(help: ArgumentHelp("Where to write.", valueName: "DIR"))
  var output: String?

  @Option(help: ArgumentHelp("Where to write cells.csv and events.csv.", valueName: "DIR"))
  var grid: String?

  @Flag(help: "Write into an inbox that already holds files; those of other names stay.")
  var force = false

  func validate() throws {
    guard output != nil || grid != nil else {
      throw ValidationError("nothing to write: give --output DIR")
    }
    if pattern != nil {
      guard world == nil, grid == nil, months == nil, !size.isStatedBeyondRows else {
        throw ValidationError("--pattern goes with --rows alone of what sizes and shapes a world")
      }
    } else if world == nil {
      guard grid == nil, !size.isStated else {
        throw ValidationError("--grid and the size of a world need --world")
      }
      let allowed = SampleCity.supportedMonths
      guard allowed.contains(months ?? allowed.lowerBound) else {
        throw ValidationError("--months takes \(allowed.lowerBound) to \(allowed.upperBound)")
      }
    } else if !(24...240).contains(months ?? 24) {
      throw ValidationError("--months of a world takes 24 to 240")
    }
  }

  func run() throws {
    do {
      if let world {
        try write(size.world(of: world, months: months, seed: seed))
      } else if let pattern {
        try write(size.world(of: pattern, seed: seed))
      } else {
        try writeCity()
      }
    } catch let error as OutputError {
      try? writeText("caseload-simulate: \(error)\n", to: STDERR_FILENO)
      throw ExitCode(error.exitCode)
    } catch let error as SimulationError {
      try? writeText("caseload-simulate: \(error)\n", to: STDERR_FILENO)
      throw ExitCode(70)
    }
  }

  private func writeCity() throws {
    guard let output else { return }
    let folder = OutputFolder(path: output)
    try folder.prepare(force: force)
    let lowest = SampleCity.supportedMonths.lowerBound
    let files = try SampleCity(seed: seed, months: months ?? lowest).files()
    for file in files { try folder.write(file) }
    try summarise(files.count, files.reduce(0) { $0 + $1.bytes.count })
  }

  private func write(_ world: PlantedWorld) throws {
    let exports = WorldExports(world)
    var (files, bytes) = (0, 0)
    if let output {
      let folder = OutputFolder(path: output)
      try folder.prepare(force: force)
      try exports.forEachFile { (file) throws(OutputError) in
        try folder.write(file)
        (files, bytes) = (files + 1, bytes + file.bytes.count)
      }
    }
    if let grid {
      let folder = OutputFolder(path: grid)
      try folder.prepareFlat(force: force)
      for file in exports.gridFiles {
        try folder.write(file)
        (files, bytes) = (files + 1, bytes + file.bytes.count)
      }
    }
    try summarise(files, bytes)
  }

  private func write(_ world: PatternWorld) throws {
    guard let output else { return }
    let folder = OutputFolder(path: output)
    try folder.prepare(force: force)
    var (files, bytes) = (0, 0)
    try PatternExports(world).forEachFile { (file) throws(OutputError) in
      try folder.write(file)
      (files, bytes) = (files + 1, bytes + file.bytes.count)
    }
    try summarise(files, bytes)
  }

  private func summarise(_ files: Int, _ bytes: Int) throws(OutputError) {
    try writeText("\(files) files, \(bytes) bytes, seed \(seed)\n", to: STDOUT_FILENO)
  }
}

extension WorldPreset: ExpressibleByArgument {}
extension PatternPreset: ExpressibleByArgument {}

/// How large a planted world is; what is not stated stays as the world has it.
struct WorldSize: ParsableArguments {
  @Option(help: "Districts, or units of a world of units or of a pattern.")
  var rows: Int?

  @Option(help: "Items, or domains of a world of units.")
  var items: Int?

  @Option(help: "Cases that the whole world expects in a year.")
  var casesPerYear: Int?

  /// Whether anything is stated.
  var isStated: Bool { rows != nil || isStatedBeyondRows }

  /// Whether anything but the rows is stated.
  var isStatedBeyondRows: Bool { items != nil || casesPerYear != nil }

  func validate() throws {
    guard (1...9_000).contains(rows ?? 1), (1...90_000).contains(items ?? 1) else {
      throw ValidationError("--rows takes 1 to 9000, --items 1 to 90000")
    }
    guard (1...1_000_000_000).contains(casesPerYear ?? 1) else {
      throw ValidationError("--cases-per-year takes 1 to 1000000000")
    }
  }

  func world(of preset: WorldPreset, months: Int?, seed: UInt64) -> PlantedWorld {
    var parameters = preset.parameters
    if let rows { parameters.rows = rows }
    if let items {
      parameters.columns = items
      if parameters.grid == .unitDomain { parameters.domains = items }
    }
    if let casesPerYear { parameters.casesPerYear = Double(casesPerYear) }
    if let months { parameters.months = months }
    return PlantedWorld(parameters, seed: seed)
  }

  func world(of preset: PatternPreset, seed: UInt64) -> PatternWorld {
    var parameters = preset.parameters
    if let rows { parameters.units = rows }
    return PatternWorld(parameters, seed: seed)
  }
}
