import Stages

Program.main(FlagCommand.self)
