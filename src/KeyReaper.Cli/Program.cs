using System.CommandLine;
using KeyReaper.Cli;
using KeyReaper.Cli.Demo;
using KeyReaper.Cli.Live;

var root = new RootCommand("KeyReaper keeps an AWS account free of forgotten IAM access keys.") { DemoCommand.Create(), PreviewCommand.Create(), SandboxCommand.Create() };
return await root.Parse(args).InvokeAsync();
