import Contracts
import Testing

@Suite struct TableTests {
  private static let made = [
    Table.deliveries, .deliveredMonths, .revisions, .rejectedCases, .caseItems,
  ]

  @Test func namesOfTablesAreDistinct() {
    let names = (Table.all + Self.made).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Table.all.first?.name == "cases")
  }

  @Test(arguments: Table.all + made)
  func everyColumnThatATableNamesIsThere(_ table: Table) {
    for name in table.identity + (table.required + table.filled).flatMap({ $0 }) {
      #expect(table.index(of: name) != nil, "\(name)")
    }
    #expect(!table.identity.isEmpty)
    #expect(table.required.allSatisfy { !$0.isEmpty })
    if case .month(let columns) = table.partitioning {
      for name in columns {
        let kind = table.index(of: name).map { table.columns[$0].kind }
        #expect(kind == .date, "\(name)")
      }
    }
  }

  // A row needs a cell in one of the columns that decide its partition.
  @Test(arguments: Table.all) func everyRowHasAMonthWhereATableIsDivided(_ table: Table) {
    guard case .month(let columns) = table.partitioning else { return }
    #expect(table.filled.contains { Set($0).isSubset(of: columns) })
  }

  @Test(arguments: Table.all + made)
  func everyIdentityIsArchived(_ table: Table) {
    for name in table.identity {
      let archived = table.index(of: name).flatMap { table.columns[$0].archiveName }
      #expect(archived != nil, "\(name)")
    }
  }

  @Test(arguments: Table.all + made)
  func namesOfColumnsAreDistinct(_ table: Table) {
    let names = table.columns.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(table.archiveNames).count == table.archiveNames.count)
    for name in names {
      #expect(name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }, "\(name)")
    }
  }

  @Test(arguments: Table.all) func anAliasMeansOneColumn(_ table: Table) {
    let names = table.columns.map(\.name)
    var owners: [String: [String]] = [:]
    for column in table.columns {
      #expect(!column.aliases.isEmpty, "\(column.name)")
      for alias in column.aliases {
        owners[alias, default: []].append(column.name)
        #expect(!names.contains(alias))
      }
    }
    let shared = owners.filter { $0.value.count > 1 }
    let expected = ["复议诉讼结果": ["review_result", "court_result"]]
    #expect(shared == (table.name == "cases" ? expected : [:]))
  }

  @Test(arguments: Table.all + made)
  func noNameOfAPersonIsArchived(_ table: Table) {
    for column in table.columns where column.kind == .personName {
      #expect(column.archiveName == nil)
    }
    for column in table.columns where column.kind == .personIdentifier {
      #expect(column.archiveName.map { !$0.hasSuffix("_id") } == true)
    }
  }

  @Test func theColumnsOfItemsAreArchived() {
    for name in Table.caseItemColumns {
      #expect(Table.cases.archiveNames.contains(name), "\(name)")
    }
  }
}
