using System.CommandLine;
using System.CommandLine.Help;
using KeyReaper.Cli;
using KeyReaper.Cli.Demo;
using KeyReaper.Cli.Live;

// Not a RootCommand: that is named after its file, and this one's file is not called keyreaper.
var root = new Command("keyreaper", "KeyReaper keeps an AWS account free of forgotten IAM access keys.")
{
    new HelpOption(),
    new VersionOption(),
    DemoCommand.Create(),
    PreviewCommand.Create(),
    ExplainCommand.Create(),
    SandboxCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
