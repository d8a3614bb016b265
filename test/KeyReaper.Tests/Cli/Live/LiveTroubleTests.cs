namespace KeyReaper.Tests.Cli.Live;

/// <summary>What can go wrong before the first user is read: one message that says what to do, nothing on standard output, exit code 1.</summary>
public sealed class LiveTroubleTests : IAsyncLifetime
{
    private LiveSandbox live = null!;

    public async Task InitializeAsync() => live = await LiveSandbox.StartAsync();

    public Task DisposeAsync() => live.DisposeAsync().AsTask();

    [Fact]
    public async Task Options_that_cannot_be_used_are_all_named_as_they_were_typed_and_nothing_is_called() => await FailsAsync(
        ["--unused-days", "0", "--grace-days", "soon", "--exempt-paths", "ci", "--delete-keys", "no", "--inventory", "all", "--owner-tag", "a|b"],
        [
            "--unused-days is '0'. Valid: whole numbers from 1 to 3650.",
            "--grace-days is 'soon'. Valid: whole numbers from 1 to 3650.",
            "--delete-keys is 'no'. Valid: true and false.",
            "--exempt-paths is 'ci'. Valid: beginnings of IAM user paths",
            "--owner-tag is 'a|b'. Valid:",
            "--inventory is 'all'. Valid: auto and walk.",
        ],
        reachesAws: false);

    [Fact]
    public Task Two_forms_of_output_are_one_too_many() => FailsAsync(["--json", "--csv"], ["--json and --csv"], reachesAws: false);

    [Fact]
    public async Task Without_credentials_it_says_where_to_get_some_and_does_not_go_looking_for_an_instance_where_it_may_not()
    {
        live.Environment["AWS_ACCESS_KEY_ID"] = live.Environment["AWS_SECRET_ACCESS_KEY"] = null;
        live.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        live.Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = live.Server.Endpoint.ToString(); // where such a search would show

        await FailsAsync([], ["No AWS credentials were found.", "--profile", "AWS_ACCESS_KEY_ID", "aws configure export-credentials"], reachesAws: false);
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_told_from_those_that_do()
    {
        live.WriteConfig("[profile prod]\naws_access_key_id = AKIDPROD\naws_secret_access_key = x\n");

        await FailsAsync(["--profile", "prdo"], ["There is no profile 'prdo'", "There are: prod."], reachesAws: false);
    }

    [Fact]
    public async Task A_profile_s_credentials_win_over_those_in_the_environment()
    {
        live.WriteConfig("[profile prod]\naws_access_key_id = AKIDPROD\naws_secret_access_key = x\nregion = us-gov-west-1\n");
        var prod = live.Account.CreateRole("prod");
        prod.SignsWith("AKIDPROD");

        await using var preview = await live.RunAsync("preview", "--profile", "prod");

        preview.Output.ShouldContain("Seen as arn:aws:sts::111122223333:assumed-role/prod/sandbox");
        preview.Errors.ShouldContain("arn:aws-us-gov:iam::111122223333:user/*"); // its Region's partition
    }

    [Fact]
    public async Task A_profile_that_assumes_a_role_looks_as_that_role()
    {
        live.WriteConfig(
            """
            [profile base]
            aws_access_key_id = AKIDBASE
            aws_secret_access_key = x
            [profile audit]
            role_arn = arn:aws:iam::111122223333:role/audit
            source_profile = base
            region = eu-west-1
            """);

        await using var preview = await live.RunAsync("preview", "--profile", "audit");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
        preview.Output.ShouldContain("Seen as arn:aws:sts::111122223333:assumed-role/audit/");
    }

    [Fact]
    public async Task A_profile_that_wants_a_browser_or_a_code_is_left_to_the_AWS_CLI()
    {
        live.WriteConfig(
            """
            [profile sso]
            sso_session = corp
            sso_account_id = 111122223333
            sso_role_name = Audit
            [sso-session corp]
            sso_region = eu-west-1
            sso_start_url = https://example.awsapps.com/start
            sso_registration_scopes = sso:account:access
            [profile base]
            aws_access_key_id = AKIDBASE
            aws_secret_access_key = x
            [profile mfa]
            role_arn = arn:aws:iam::111122223333:role/audit
            source_profile = base
            mfa_serial = arn:aws:iam::111122223333:mfa/ana
            """);

        await FailsAsync(["--profile", "sso"], ["[sso]", "eval \"$(aws configure export-credentials --profile sso --format env)\""], reachesAws: false);
        await FailsAsync(["--profile", "mfa"], ["[mfa]", "eval \"$(aws configure export-credentials --profile mfa --format env)\""], reachesAws: false);
    }

    [Theory]
    [InlineData("--region")]
    [InlineData("AWS_REGION")]
    public async Task A_Region_that_does_not_exist_is_named_with_those_that_do_for_all(string where)
    {
        live.Environment["AWS_REGION"] = "eu-wset-1";

        await FailsAsync(where == "--region" ? [where, "mars-1"] : [], [where == "--region" ? "'mars-1'" : "'eu-wset-1'", "us-east-1", "cn-north-1"], reachesAws: false);
    }

    [Theory]
    [InlineData("ExpiredToken", "have expired")]
    [InlineData("InvalidClientTokenId", "AWS does not know these credentials", "--region cn-north-1")]
    [InlineData("RequestExpired", "this machine's clock says 2")]
    [InlineData("SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY does not belong", "this machine's clock")]
    [InlineData("AccessDenied", "AWS refused the first call. AccessDenied: because")]
    public async Task Refused_credentials_are_told_with_what_mends_them(string code, params string[] says)
    {
        live.Server.Faults.Add(new() { Action = "GetCallerIdentity", Kind = FaultKind.Error, Status = 403, Code = code, Message = "because" });

        await FailsAsync([], says, reachesAws: true);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-40)]
    [InlineData(0.01)]
    public async Task A_clock_by_which_keys_would_be_judged_wrongly_ends_the_look(double days)
    {
        await live.DisposeAsync();
        live = await LiveSandbox.StartAsync(ahead: TimeSpan.FromDays(days));
        live.Key("alice", used: 0);

        await FailsAsync([], ["This machine's clock says ", ", and AWS's ", "Set the clock."], reachesAws: true);
    }

    [Fact]
    public async Task A_clock_that_is_off_by_less_than_signatures_may_be_judges_all_the_same()
    {
        await live.DisposeAsync();
        live = await LiveSandbox.StartAsync(ahead: TimeSpan.FromMinutes(4));

        await using var preview = await live.RunAsync("preview");

        (await preview.ExitAsync()).ShouldBe(0, preview.ToString());
    }

    [Fact]
    public async Task A_secret_of_another_key_is_told_from_an_unknown_key()
    {
        var alice = live.Key("alice");
        (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]) = (alice.Id, "of another key");
        await FailsAsync([], ["AWS_SECRET_ACCESS_KEY does not belong to the access key id"], reachesAws: true);

        alice.Deactivate();
        await FailsAsync([], ["AWS does not know these credentials. They were deactivated or deleted"], reachesAws: true);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "Connection refused")]
    [InlineData("https://sts.invalid", "sts.invalid")]
    public async Task An_endpoint_that_cannot_be_reached_is_named_after_two_tries_not_thirteen(string endpoint, string says)
    {
        live.Environment["AWS_ENDPOINT_URL"] = endpoint;

        await FailsAsync([], ["AWS could not be reached", says, "AWS_ENDPOINT_URL"], reachesAws: false);
    }

    private async Task FailsAsync(string[] options, string[] says, bool reachesAws)
    {
        live.Server.ClearCalls();
        await using var preview = await live.RunAsync(["preview", .. options]);

        (await preview.ExitAsync()).ShouldBe(1, preview.ToString());
        foreach (var words in says) preview.Errors.ShouldContain(words);
        preview.ToString().ShouldNotContain("   at ");
        live.Server.Calls.Any().ShouldBe(reachesAws);
    }
}
