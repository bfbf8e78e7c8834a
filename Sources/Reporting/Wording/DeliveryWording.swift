import Contracts

/// Section 1: what was received.
enum DeliveryWording {
  static let title = Phrase("1 数据接收", "1 Data received")
  static let byTable = Phrase("各表收到的文件与记录：", "Files and records received, by table:")
  static let noFiles = Phrase("未收到任何文件。", "No file was received.")
  static let columns = [
    Phrase("数据表", "Table"), Phrase("文件", "Files"), Phrase("记录", "Records"),
    Phrase("接收", "Accepted"), Phrase("退回", "Rejected"), Phrase("重复", "Duplicate"),
    Phrase("被更新", "Superseded"), Phrase("其他", "Other"),
  ]
  static func late(_ table: String, _ day: String) -> Phrase {
    Phrase(
      "\(table)的数据只到\(day)，此后没有，所列件数不含其后各月。",
      "Data of \(table) end on \(day): counts of the window lack what came after.")
  }

  static let otherNote = Phrase(
    "“其他”为空行、重复表头和合计行；记录数等于其后各列之和。",
    "Other means blank rows, repeated headers and total rows; records are the sum of the"
      + " columns that follow.")
  static let rejectedTitle = Phrase("有退回记录的文件：", "Files with rejected rows:")
  static let noRejected = Phrase("没有文件含退回记录。", "No file has rejected rows.")

  static func rejected(_ file: String, _ rejected: String, _ records: String) -> Phrase {
    Phrase(
      "\(file)：退回\(rejected)行，共\(records)行",
      "\(file): \(rejected) of \(records) rows rejected")
  }

  static let months = Phrase("各主体按月报送情况：", "Deliveries by unit and month:")
  static let monthColumns = [
    Phrase("时段", "Period"), Phrase("应报主体月", "Unit-months expected"),
    Phrase("已报", "Received"), Phrase("未报", "Missing"), Phrase("完整率", "Complete"),
  ]
  static let missingTitle = Phrase(
    "以下主体有未报送的月份（未报送不等于零，这些月份不作零案处理）：",
    "Units with months not delivered (not sent is not zero: these months are never counted as"
      + " zero):")
  static let missingColumns = [
    Phrase("执法主体", "Unit"), Phrase("代码", "Code"), Phrase("未报月数", "Months missing"),
    Phrase("月份", "Months"),
  ]
  static let noMissing = Phrase(
    "观察期内各主体各月均有报送。", "Every unit delivered every month of the observed period.")

  static func rules(_ unitMonths: [DeliveryRule: Int]) -> Phrase {
    func count(_ rule: DeliveryRule) -> String { Numerals.grouped(unitMonths[rule] ?? 0) }
    let isLost = (unitMonths[.lost] ?? 0) > 0
    let isUnread = (unitMonths[.unread] ?? 0) > 0
    return Phrase(
      "认定依据：按报送登记\(count(.register))个主体月，按文件覆盖期间\(count(.span))个主体月，无报送依据\(count(.none))个主体月"
        + (isLost ? "，登记为已收到并申报有数据而归档中没有或不足一半\(count(.lost))个主体月" : "")
        + (isUnread ? "，送来的案件记录半数以上被退回、未能读入\(count(.unread))个主体月" : "") + "。",
      "How it is known: \(count(.register)) unit-months by the delivery register, \(count(.span)) by the span"
        + " of an export, \(count(.none)) without a sign of delivery"
        + (isLost
          ? ", \(count(.lost)) registered as received with rows declared, of which the archive holds none or less than half"
          : "")
        + (isUnread
          ? ", \(count(.unread)) of which half or more of the case records were rejected"
          : "")
        + ".")
  }
}
