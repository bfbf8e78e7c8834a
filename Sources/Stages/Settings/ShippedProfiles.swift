import Ingestion

/// Profiles that come with the program, of forms that many systems export.
///
/// The national form of published penalties (双公示) has no filing date, item code, officer or
/// reviewer: coverage.csv says what cannot be computed from it.
enum ShippedProfiles {
  /// Profile texts, the one of the coded headers in both spellings.
  static let texts = [chinese2018, older, coded, uppercased(coded)]

  // Form of 2018 with Chinese headers; amounts are in 万元 by the header.
  private static let chinese2018 = """
    name = "shuanggongshi"
    table = "cases"
    header = ["行政处罚决定书文号", "违法行为类型", "行政相对人代码_1(统一社会信用代码)", "处罚决定日期", "处罚机关"]

    [columns]
    doc_no = "行政处罚决定书文号"
    item_name = "违法行为类型"
    decided_date = "处罚决定日期"
    unit_name = "处罚机关"
    unit_code = "处罚机关统一社会信用代码"
    party_name = "行政相对人名称"
    party_type = "行政相对人类别"
    penalty_types = "处罚类别"
    fine = "罚款金额(万元)"
    confiscated = "没收违法所得、没收非法财物的金额(万元)"

    [[computed]]
    column = "party_id"
    function = "first_of"
    sources = ["行政相对人代码_1(统一社会信用代码)", "证件号码"]
    """

  // Form before 2018: neither item nor amounts; a case counts for its unit and month alone.
  private static let older = """
    name = "shuanggongshi-older"
    table = "cases"
    header = ["行政处罚决定书文号", "案件名称", "处罚事由", "行政相对人代码_1(统一社会信用代码)", "处罚决定日期", "处罚机关"]

    [columns]
    doc_no = "行政处罚决定书文号"
    decided_date = "处罚决定日期"
    unit_name = "处罚机关"
    party_name = "行政相对人名称"
    penalty_types = "处罚类别"
    district_code = "地方编码"

    [constants]
    domain = "未标明领域"

    [[computed]]
    column = "party_id"
    function = "first_of"
    sources = ["行政相对人代码_1(统一社会信用代码)", "行政相对人代码_5(居民身份证号)"]
    """

  // Form of 2018 with the codes of its fields.
  private static let coded = """
    name = "shuanggongshi-codes"
    table = "cases"
    money_unit = "ten-thousand-yuan"
    header = ["cf_wsh", "cf_wfxw", "cf_cflb", "cf_jdrq", "cf_cfjg"]

    [columns]
    doc_no = "cf_wsh"
    item_name = "cf_wfxw"
    decided_date = "cf_jdrq"
    unit_name = "cf_cfjg"
    unit_code = "cf_cfjgdm"
    party_type = "cf_xdr_lb"
    penalty_types = "cf_cflb"
    fine = "cf_nr_fk"
    confiscated = "cf_nr_wfff"

    [[computed]]
    column = "party_id"
    function = "first_of"
    sources = ["cf_xdr_shxym", "cf_xdr_zjhm"]
    """

  // Headers are told apart by case, and some systems write them in capitals.
  private static func uppercased(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).map { part in
      part.hasPrefix("cf_") ? part.uppercased() : String(part)
    }.joined(separator: "\"")
      .replacing("\"shuanggongshi-codes\"", with: "\"shuanggongshi-codes-capitals\"")
  }
}
