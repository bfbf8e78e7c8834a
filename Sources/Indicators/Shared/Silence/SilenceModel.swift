public import Contracts

/// The zero-case model over all levels of an observation; computed once for every zero indicator.
public enum SilenceModel {
  // In the order in which cells are sorted, so that findings are.
  private static let levels: [CellLevel] = [.districtDomain, .districtItem, .unitDomain, .unitItem]

  /// Assesses every silent cell, and the active ones over the window.
  ///
  /// - Parameters:
  ///   - observation: Cells with their histories.
  ///   - settings: Parameters of Z04.
  /// - Returns: Assessments ascending by position of the cell, and how each level was fitted.
  public static func findings(
    of observation: Observation, _ settings: IndicatorSettings
  ) async -> SilenceFindings {
    let page = ZeroDespiteExposure.page
    let judged = SilenceSettings(
      months: settings.count("months", of: page),
      fewestExpected: settings.value("fewest_expected", of: page),
      fewestTraces: settings.count("fewest_traces", of: page),
      level: settings.value("q", of: page), gradeA: settings.value("grade_a", of: page))
    var findings = SilenceFindings()
    for level in levels where isNeeded(level, observation) {
      let grid = LevelGrid(level, of: observation)
      guard grid.grid.count > 0 else { continue }
      await assess(level, grid, observation, judged, &findings)
    }
    findings.doubtSoleItems(of: observation)
    return findings
  }

  // A place whose every power one unit holds repeats that unit's cells.
  private static func isNeeded(_ level: CellLevel, _ observation: Observation) -> Bool {
    let isPlace = level == .districtDomain || level == .districtItem
    return !isPlace || observation.cells(of: level).contains { $0.holders > 1 }
  }

  private static func assess(
    _ level: CellLevel, _ grid: LevelGrid, _ observation: Observation,
    _ settings: SilenceSettings, _ findings: inout SilenceFindings
  ) async {
    let fit = await SilenceFit(grid.grid, leastMonths: settings.months)
    let judge = SilenceJudge(
      fit: fit, level: grid, observation: observation, settings: settings)
    let silent = await judge.assessments()
    findings.silent += silent
    findings.addSensitivity(neighbours(of: settings).map { judge.effect(of: $0, $1, on: silent) })
    findings.active += WindowComparison(
      fit: fit, level: grid, cells: observation.cells, window: observation.window
    ).assessments()
    if level == .unitItem { findings.expected = expected(fit, grid) }
    var summary = fit.summary(level)
    summary.tested = silent.count { $0.qValue != nil }
    summary.flagged = silent.count { $0.verdict.isFlagged }
    findings.fits.append(summary)
  }

  // Settings beside those in force; a shorter silence would need other states of the cells.
  private static func neighbours(of settings: SilenceSettings) -> [(String, Double)] {
    [
      ("months", Double(settings.months + 6)), ("months", Double(settings.months + 12)),
      ("fewest_expected", max(1, settings.fewestExpected / 2)),
      ("fewest_expected", settings.fewestExpected * 2), ("q", settings.level / 2),
      ("q", settings.level * 2),
    ]
  }

  private static func expected(_ fit: SilenceFit, _ grid: LevelGrid) -> [ExpectedMonths] {
    (0..<fit.grid.count).compactMap { cell in
      guard fit.cases[cell] > 0 else { return nil }
      let months = fit.grid.months[cell]
      let expected = fit.counts.monthly(cell, fit.grid, hasCases: true)
      return ExpectedMonths(
        cell: grid.position[cell],
        expected: fit.grid.cases[cell].map { event in
          let position = months.position(of: Int(event.month))
          return position < expected.count ? expected[position] : 0
        })
    }
  }
}

extension SilenceFit {
  /// Parameters of the fit for the method annex.
  func summary(_ level: CellLevel) -> SilenceFitSummary {
    var summary = SilenceFitSummary(level: level.rawValue)
    (summary.rows, summary.columns, summary.cells) = (grid.rows, grid.columns, grid.count)
    let found = counts.parameters
    summary.parameters = [
      FitParameter("rounds", Double(found.rounds)), FitParameter("last_change", found.lastChange),
      FitParameter("size", found.size), FitParameter("kappa", found.kappa),
      FitParameter("profile_concentration", found.profileConcentration),
      FitParameter("parties_exponent", found.partiesExponent),
      FitParameter("column_weight", found.columnWeight),
      FitParameter(
        "complaint_exponent", found.complaintExponent, isEstimated: counts.complaints != nil),
      FitParameter("complaint_size", found.complaintSize, isEstimated: counts.complaints != nil),
      FitParameter("conversion", conversion.share, isEstimated: conversion.isEstimated),
      FitParameter("seeing", mixture.seeing),
      FitParameter(
        "misfiling", corroboration.misfiling,
        isEstimated: corroboration.misfiling > Corroboration.leastMisfiling),
      FitParameter("share_stopped", mixture.stopped), FitParameter("share_never", mixture.never),
      FitParameter("share_no_exposure_active_group", mixture.structural[0]),
      FitParameter("share_no_exposure_registered_only", mixture.structural[1]),
      FitParameter("share_no_exposure_neither", mixture.structural[2]),
      FitParameter("share_no_exposure_unregistered", mixture.structural[3]),
      FitParameter("share_groups_stopped", groupShares.together),
      FitParameter("share_groups_moved", groupShares.moved),
      FitParameter("row_months_without_delivery", Double(gaps.reduce(0) { $0 + $1.count })),
    ]
    return summary
  }
}

extension SilenceFindings {
  /// Adds the effects of one level to those of the others.
  mutating func addSensitivity(_ effects: [SettingEffect]) {
    guard !sensitivity.isEmpty else {
      sensitivity = effects
      return
    }
    for (index, effect) in effects.enumerated() {
      sensitivity[index].flagged += effect.flagged
      sensitivity[index].added += effect.added
      sensitivity[index].removed += effect.removed
    }
  }
}
