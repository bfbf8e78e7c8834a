import Contracts

/// What pages say beside the blocks.
enum PageWording {
  static let language = Phrase("zh-CN", "en")
  static func data(_ file: String) -> Phrase { Phrase("数据：\(file)", "Data: \(file)") }
}
