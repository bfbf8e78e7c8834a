import Stages

Program.main(CaseloadCommand.self)
