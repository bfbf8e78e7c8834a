import Stages

await Program.main(CaseloadCommand.self)
