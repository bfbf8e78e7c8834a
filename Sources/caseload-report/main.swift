import Stages

await Program.main(ReportCommand.self)
