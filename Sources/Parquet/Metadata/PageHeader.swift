/// What stands before the bytes of a page.
struct PageHeader: Equatable {
  /// What a page holds.
  enum Content: Equatable {
    /// Distinct values.
    case dictionary
    /// Cells: values themselves, or the codes of values.
    case cells(areCodes: Bool)
  }

  var content: Content
  var values: Int
  var uncompressedBytes: Int
  var compressedBytes: Int
  var checksum: UInt32

  /// The header in the compact protocol of Thrift.
  var bytes: [UInt8] {
    var thrift = ThriftWriter()
    thrift.structure { page in
      page.field(
        1, content == .dictionary ? FormatNumber.dictionaryPage : FormatNumber.dataPage)
      page.field(2, uncompressedBytes)
      page.field(3, compressedBytes)
      page.field(4, Int(Int32(bitPattern: checksum)))
      switch content {
      case .dictionary:
        page.field(7) { header in
          header.field(1, values)
          header.field(2, FormatNumber.plain)
        }
      case .cells(let areCodes):
        page.field(5) { header in
          header.field(1, values)
          header.field(2, areCodes ? FormatNumber.dictionaryCodes : FormatNumber.plain)
          header.field(3, FormatNumber.runs)
          header.field(4, FormatNumber.runs)
        }
      }
    }
    return thrift.bytes
  }
}

extension PageHeader {
  /// Reads a header and refuses a page that the archive does not write.
  init(_ thrift: inout ThriftReader) throws(ParquetError) {
    var (type, uncompressed, compressed, checksum): (Int?, Int?, Int?, Int?)
    var inner: InnerHeader?
    try thrift.structure { (thrift, id, fieldType) throws(ParquetError) in
      switch id {
      case 1: type = try thrift.integer(fieldType)
      case 2: uncompressed = try thrift.size(fieldType, atMost: ParquetLimits.pageBytes)
      case 3: compressed = try thrift.size(fieldType)
      case 4: checksum = try thrift.integer(fieldType)
      case 5, 7:
        guard inner == nil, fieldType == .structure else { throw thrift.malformed }
        inner = try InnerHeader(&thrift, isDictionary: id == 7)
      default: try thrift.skip(fieldType)
      }
    }
    guard let uncompressed, let compressed, let inner else { throw thrift.malformed }
    // Every page of ours has a checksum.
    guard let checksum, let bits = Int32(exactly: checksum) else { throw thrift.unsupported }
    guard type == inner.pageType, let content = inner.content else { throw thrift.unsupported }
    self.init(
      content: content, values: inner.values, uncompressedBytes: uncompressed,
      compressedBytes: compressed, checksum: UInt32(bitPattern: bits))
  }
}

private struct InnerHeader {
  let isDictionary: Bool
  var values = -1
  var encoding = -1
  var levels = FormatNumber.runs

  init(_ thrift: inout ThriftReader, isDictionary: Bool) throws(ParquetError) {
    self.isDictionary = isDictionary
    try thrift.structure { (thrift, id, type) throws(ParquetError) in
      switch id {
      case 1: values = try thrift.size(type, atMost: ParquetLimits.groupRows)
      case 2: encoding = try thrift.integer(type)
      case 3 where !isDictionary: levels = try thrift.integer(type)
      default: try thrift.skip(type)
      }
    }
    guard values >= 0 else { throw thrift.malformed }
  }

  var pageType: Int { isDictionary ? FormatNumber.dictionaryPage : FormatNumber.dataPage }

  var content: PageHeader.Content? {
    guard levels == FormatNumber.runs else { return nil }
    switch encoding {
    case FormatNumber.plain: return isDictionary ? .dictionary : .cells(areCodes: false)
    case FormatNumber.dictionaryCodes where !isDictionary: return .cells(areCodes: true)
    default: return nil
    }
  }
}
