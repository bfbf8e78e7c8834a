extension Draft {
  /// Everything that report.md says, section by section.
  var report: [Block] {
    header + deliveriesSection + qualitySection + coverageSection + cellStatesSection
      + indicatorsSection + changesSection + followUpSection + releaseSection + methodsSection
      + settingsSection
  }
}
