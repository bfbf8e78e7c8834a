import Contracts

extension Draft {
  /// Columns of zero_cells.csv that hold what the zero-case model found; empty where it did not judge.
  static let modelColumns: [PublishedColumn] = evidenceColumns + spellColumns + posteriorColumns

  private static let evidenceColumns: [PublishedColumn] = [
    PublishedColumn(
      "exposure_group", Phrase("监管对象类别", "Exposure group"),
      Phrase("事项的监管对象类别。", "Kind of party that the item bears on.")),
    PublishedColumn(
      "complaints_since", "integer", Phrase("静默期举报数", "Complaints since"),
      Phrase("静默期内的举报数。", "Complaints in the silence.")),
    PublishedColumn(
      "findings_since", "integer", Phrase("静默期发现问题数", "Findings since"),
      Phrase("静默期内检查发现问题的次数。", "Inspections in the silence that found a problem.")),
  ]

  // probability = ((size + before) / (size + before + since)) ^ (size + earlier).
  private static let spellColumns: [PublishedColumn] = [
    PublishedColumn(
      "expected_by_peers", "number", Phrase("同类参照值", "Expected by peers"),
      Phrase("同类水平下全部观察月的参照值。", "Expected by peers in all observed months.")),
    PublishedColumn(
      "size", "number", Phrase("离散参数", "Size"),
      Phrase(
        "相对水平分布的形状；概率=((size+before)/(size+before+since))^(size+earlier)。",
        "Shape of relative rates; chance = ((size+before)/(size+before+since))^(size+earlier).")),
    PublishedColumn(
      "earlier", "number", Phrase("此前有效案件", "Earlier cases"),
      Phrase("静默前的案件，集中的打折。", "Cases before the silence, gathered ones discounted.")),
    PublishedColumn(
      "before", "number", Phrase("此前有效参照", "Expected before"),
      Phrase("静默前的同类参照值，同样打折。", "Expected by peers before, discounted alike.")),
    PublishedColumn(
      "since", "number", Phrase("静默期有效参照", "Expected since"),
      Phrase("静默期的同类参照值，同样打折。", "Expected by peers since, discounted alike.")),
    PublishedColumn(
      "own_expected", "number", Phrase("自身参照值", "Expected by own past"),
      Phrase("只按自身以往水平的参照值。", "Expected by the cell's own past alone.")),
    PublishedColumn(
      "own_probability", "number", Phrase("自身概率", "Chance by own past"),
      Phrase("只按自身以往水平一件没有的概率。", "Chance of none by the own past alone.")),
  ]

  private static let posteriorColumns: [PublishedColumn] = [
    PublishedColumn(
      "posterior_normal", "number", Phrase("正常", "Normal"),
      Phrase("正常而偶然没有案件的后验概率。", "Posterior: normal, none by chance.")),
    PublishedColumn(
      "posterior_stopped", "number", Phrase("停办", "Stopped"),
      Phrase("曾办理而停止的后验概率。", "Posterior: acted, then stopped.")),
    PublishedColumn(
      "posterior_never", "number", Phrase("从未办理", "Never"),
      Phrase("有对象而从未办理的后验概率。", "Posterior: never acted.")),
    PublishedColumn(
      "posterior_structural", "number", Phrase("无对象", "Nothing there"),
      Phrase("没有可执法对象的后验概率。", "Posterior: nothing to enforce on.")),
    PublishedColumn(
      "moved", "number", Phrase("职权划转", "Power moved"),
      Phrase("整组职权已划转的后验概率。", "Posterior: the power moved with its group.")),
    PublishedColumn(
      "q_value", "number", Phrase("清单平均误报率", "Mean false share of the list"),
      Phrase("清单至本单元为止的平均误报率。", "Mean chance of the null over the list to here.")),
    PublishedColumn(
      "change_month", "yearmonth", Phrase("停办月份", "Change month"),
      Phrase("最可能停止的月份。", "Likeliest first month of the stop.")),
    PublishedColumn(
      "change_lower", "yearmonth", Phrase("停办月份下限", "Change month, lower"),
      Phrase("90%区间下端。", "Lower end of its 90% interval.")),
    PublishedColumn(
      "change_upper", "yearmonth", Phrase("停办月份上限", "Change month, upper"),
      Phrase("90%区间上端。", "Upper end of its 90% interval.")),
  ]
}
