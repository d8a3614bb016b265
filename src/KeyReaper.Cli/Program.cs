using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using KeyReaper.Cli.Demo;
using KeyReaper.Cli.Explain;
using KeyReaper.Cli.Preview;
using KeyReaper.Cli.Shell;

Terminal.WriteUtf8IntoPipes();
using var interruption = new Interruption();

var root = new RootCommand("KeyReaper keeps an AWS account free of forgotten IAM access keys.")
{
    HelpName = "keyreaper", // whatever the executable is called
    Subcommands = { DemoCommand.Create(), PreviewCommand.Create(), ExplainCommand.Create(), SandboxCommand.Create(), CompletionCommand.Create() },
};
root.Add(HelpCommand.Create(root));
root.Options.OfType<HelpOption>().Single().Action = Terminal.Help();

return await interruption.GuardAsync(async cancelled =>
{
    // IAM allows names such as "@ops" and "-xh": they are neither a file to read options from nor a bundle of options.
    var given = root.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
    return given.Action is ParseErrorAction refusal
        ? Usage.Refuse(given, refusal)
        : await given.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancelled);
});
