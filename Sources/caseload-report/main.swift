import Stages

Program.main(ReportCommand.self)
