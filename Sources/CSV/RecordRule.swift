/// Why one record was rejected while its file was read on; the raw value is the stable code.
public enum RecordRule: String, Sendable, CaseIterable {
  /// A quote stands where the dialect has none.
  case quote = "CSV-QUOTE"
  /// A cell holds more than 65,536 bytes.
  case fieldTooLong = "FIELD-TOO-LONG"
  /// A cell holds a zero byte.
  case nulByte = "NUL"
  /// The bytes are no text in the encoding of the file, nor in the other known one.
  case invalidEncoding = "ENC-INVALID"
}
