import Stages

Program.main(CountCommand.self)
