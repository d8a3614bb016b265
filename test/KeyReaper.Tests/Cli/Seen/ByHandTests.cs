using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Cli.Seen;

/// <summary><c>keyreaper preview --commands</c>: what a person pastes to do what KeyReaper would do.</summary>
public sealed class ByHandTests : IAsyncLifetime
{
    // Names that IAM allows and that an option, a shell or the AWS CLI might take for something else.
    private static readonly string[] OddNames = ["-x", "--help", "-", "=ls", "@ops", "a,b", "a=b", "+1", ".", "..", "x@example.com", "a_b-c.d+e=f,g@h", "_", "A"];

    private LiveSandbox live = null!;

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [InstalledFact("bash", "aws")]
    public Task Pasted_into_bash_the_commands_do_what_KeyReaper_would_do_and_nothing_else() => PastedAsync("bash");

    [InstalledFact("zsh", "aws")]
    public Task Pasted_into_zsh_too() => PastedAsync("zsh");

    [Fact]
    public async Task Of_a_user_that_a_tool_made_they_say_what_to_remove_there()
    {
        var terraform = live.Key("tf", used: 45);
        terraform.User.Tag("ManagedBy", "Terraform");
        var stack = live.Key("cfn", used: 45);
        stack.User.Tag("made-by", "cloudformation");

        await using var preview = await live.RunAsync("preview", "--commands");
        await using var table = await live.RunAsync("preview");
        await using var explained = await live.RunAsync("explain", terraform.Id);

        preview.Output.ShouldContain($"\n# Terraform made this user (tag ManagedBy=Terraform). If it made the access key, too, remove the aws_iam_access_key there, or its next run brings it back. To find it:\n#   terraform state list -id={terraform.Id}\n");
        preview.Output.ShouldContain("check with this that nothing else would go: terraform plan");
        preview.Output.ShouldContain($"\n#   aws cloudformation describe-stack-resources --physical-resource-id {stack.Id}\n");
        table.Output.ShouldContain("MADE BY A TOOL, REMOVE THE ACCESS KEY THERE, TOO (2)");
        table.Output.ShouldMatch("(?m)^  tf +aws_iam_access_key +Terraform");
        explained.Output.ShouldContain($"  aws iam update-access-key --user-name tf --access-key-id {terraform.Id} --status Inactive\n");
        explained.Output.ShouldContain($"#   terraform state list -id={terraform.Id}\n");
    }

    [Fact]
    public async Task With_deletion_off_none_is_offered()
    {
        live.Key("forgotten", used: 45);

        await using var preview = await live.RunAsync("preview", "--commands", "--delete-keys", "false");

        preview.Output.ShouldContain("--status Inactive");
        preview.Output.ShouldNotContain("delete-access-key");
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("--help")]
    [InlineData("@ops")]
    [InlineData("-h")]
    [InlineData("a=2Cb=3D2C")] // a name with a comma and an equals sign, as README has it
    public async Task Every_name_that_IAM_allows_is_an_option_s_value(string written)
    {
        var name = written.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        live.Key(name, used: 45);
        live.Key("other", used: 45);

        await using var apart = await live.RunAsync("preview", "--csv", "--exempt-users", written);
        await using var together = await live.RunAsync("preview", "--csv", $"--exempt-users={written}");

        (await apart.ExitAsync()).ShouldBe(0, apart.ToString());
        apart.Output.ShouldContain("keep,exempt");
        apart.Output.ShouldBe(together.Output);
    }

    private async Task PastedAsync(string shell)
    {
        var names = OddNames;
        var unused = names.Select(name => live.Key(name, used: 45)).ToArray();
        var used = names.Select(name => live.Key(name, used: 1)).ToArray();
        var over = live.Key("--over", used: 90);
        over.Deactivate();
        live.Remember(over, 31);
        var resting = live.Key("resting", used: 90);
        resting.Deactivate();
        live.Remember(resting, 5);
        await using var preview = await live.RunAsync("preview", "--commands", "--inventory", "walk");
        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());

        await using var pasted = await live.RunAsync(shell, ["-c", $"set -e\n{preview.Output}"], ("AWS_DEFAULT_REGION", "us-east-1"));

        (await pasted.ExitAsync()).ShouldBe(0, pasted.ToString());
        unused.ShouldAllBe(key => key.Status == "Inactive");
        used.ShouldAllBe(key => key.Status == "Active");
        live.Account.Users.SelectMany(user => user.AccessKeys).ShouldNotContain(over);
        live.Account.Users.SelectMany(user => user.AccessKeys).ShouldContain(resting);
        preview.Output.ShouldContain($"# aws iam delete-access-key --user-name resting --access-key-id {resting.Id}");
    }
}
