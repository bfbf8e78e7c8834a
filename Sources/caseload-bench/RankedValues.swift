import CSV
import Parquet

/// The distinct values of one column in the order of their bytes.
struct RankedValues {
  /// By group of rows and code of the value: its rank, from 0.
  private(set) var ranks: [[UInt64]]
  // The values as they stand in a table, the comma behind each included.
  private var fields: [UInt8] = []
  // By rank: where its field starts; then where the last one ends.
  private var starts = [0]

  private struct Value {
    // Its first eight bytes as a number, which settles most comparisons.
    let start: UInt64
    let group: Int32
    let code: UInt32
  }

  init(_ groups: [ColumnCells]) {
    ranks = groups.map { [UInt64](repeating: 0, count: $0.valueCount) }
    func bytes(_ value: Value) -> ArraySlice<UInt8> {
      groups[Int(value.group)].utf8(of: value.code)
    }
    let values = groups.enumerated().flatMap { (group, cells) in
      (0..<UInt32(cells.valueCount)).map {
        Value(start: Self.start(of: cells.utf8(of: $0)), group: Int32(group), code: $0)
      }
    }.sorted {
      $0.start == $1.start
        ? bytes($0).lexicographicallyPrecedes(bytes($1)) : $0.start < $1.start
    }
    var last: Value?
    for value in values {
      if last?.start != value.start || last.map(bytes) != bytes(value) { append(bytes(value)) }
      ranks[Int(value.group)][Int(value.code)] = UInt64(starts.count - 2)
      last = value
    }
  }

  /// How many bits a rank takes.
  var bits: UInt64 { UInt64(UInt64.bitWidth - (starts.count - 2).leadingZeroBitCount) }

  /// The field of the rank in the last bits of a key.
  func field(ofRankIn key: UInt64) -> ArraySlice<UInt8> {
    let rank = Int(key & (1 << bits - 1))
    return fields[starts[rank]..<starts[rank + 1]]
  }

  private static func start(of bytes: ArraySlice<UInt8>) -> UInt64 {
    var (word, shift): (UInt64, UInt64) = (0, 64)
    for byte in bytes.prefix(8) {
      shift -= 8
      word |= UInt64(byte) << shift
    }
    return word
  }

  private mutating func append(_ value: ArraySlice<UInt8>) {
    if value.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
      var writer = CSVWriter()
      writer.append([String(decoding: value, as: UTF8.self), ""])
      fields += writer.takeBytes().dropLast()
    } else {
      fields += value
      fields.append(UInt8(ascii: ","))
    }
    starts.append(fields.count)
  }
}
