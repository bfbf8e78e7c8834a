import Archive

/// The key that turns identifiers into pseudonyms.
enum PseudonymKey {
  /// Reads the key; makes one where the archive is still empty.
  static func key(
    of workspace: Workspace, _ settings: Settings, mayCreate: Bool = true
  ) throws(StageError) -> SecretKey {
    let name = settings.pseudonyms?.key ?? "key"
    let path = name.hasPrefix("/") ? name : workspace.file(name)
    if try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) == nil {
      guard try workspace.latestSnapshot() == nil else {
        throw StageError(
          .inputMissing,
          "\(path): the key is missing; restore it, or pseudonyms will not match the archive")
      }
      guard mayCreate else {
        throw StageError(.inputMissing, "\(path): no key yet; a dry run makes none")
      }
      let isWorkspace = try storing { () throws(ArchiveError) in
        let hasSettings = try FileStore.kind(of: workspace.file(SettingsFile.name)) != nil
        let hasInbox = try FileStore.kind(of: workspace.inbox) != nil
        return hasSettings || hasInbox
      }
      guard isWorkspace else {
        throw StageError(
          .inputMissing, "\(workspace.path): not a workspace; use -C or caseload init")
      }
      try storing { () throws(ArchiveError) in try SecretKey.create(at: path) }
    }
    let key = try storing { () throws(ArchiveError) in
      try SecretKey(readingFrom: path, allowPublic: settings.pseudonyms?.isPublic ?? false)
    }
    let used = try workspace.latestSnapshot()?.sources.last?.keyIdentifier
    guard used == nil || used == key.identifier else {
      throw StageError(
        .permission, "\(path): is not the key of the archive; its pseudonyms would not match")
    }
    return key
  }
}
