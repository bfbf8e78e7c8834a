import Contracts

extension Draft {
  /// Section 8: the settings of the run.
  var settingsSection: [Block] {
    let heading = Block.heading(2, say(IndicatorWording.settingsTitle))
    guard !input.settings.isEmpty else {
      return [heading, .paragraph(say(IndicatorWording.defaults))]
    }
    return [heading, .table(IndicatorWording.settingsColumns.map(say), input.settings)]
  }
}
