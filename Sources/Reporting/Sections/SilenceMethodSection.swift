import Contracts

extension Draft {
  /// The zero-case model of section 7: how it works, and what was found for each level.
  var silenceMethod: [Block] {
    guard let silence = input.observation.silence, !silence.fits.isEmpty else { return [] }
    let levels = silence.fits.compactMap { CellLevel(rawValue: $0.level) }
    let columns =
      [say(SilenceMethodWording.parameter)] + levels.map { say(VerdictWording.level($0)) }
    let sizes = [
      (SilenceMethodWording.cells, silence.fits.map(\.cells)),
      (SilenceMethodWording.tested, silence.fits.map(\.tested)),
      (SilenceMethodWording.flagged, silence.fits.map(\.flagged)),
    ].map { [say($0.0)] + $0.1.map { Numerals.grouped($0) } }
    let names = silence.fits[0].parameters.map(\.name)
    let rows = names.map { name in
      [say(SilenceMethodWording.name(name))]
        + silence.fits.map { fit in
          guard let parameter = fit.parameters.first(where: { $0.name == name }) else { return "" }
          let value = Numerals.significant(parameter.value, digits: 4)
          return parameter.isEstimated ? value : value + "*"
        }
    }
    return [
      .heading(3, say(SilenceMethodWording.title)),
      .list(SilenceMethodWording.steps.map(say)),
      .paragraph(say(SilenceMethodWording.tableTitle)),
      .table(columns, sizes + rows),
      .paragraph(say(SilenceMethodWording.star)),
    ]
  }
}
