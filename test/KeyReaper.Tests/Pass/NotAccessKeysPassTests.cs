using System.Text.Json;
using KeyReaper.Reporting;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;
using KeyReaper.Tests.Sandbox;
using static KeyReaper.Sandbox.Accounts.SandboxBelongingKind;

namespace KeyReaper.Tests.Pass;

/// <summary>Passwords, and users with nothing to sign in with: reported, and never touched, through the handler and over the wire.</summary>
public class NotAccessKeysPassTests
{
    /// <summary>Names that IAM allows and that a shell or client could take for something else.</summary>
    private static readonly string[] Names = ["ana", "-x", "--help", "=ls", "+1", "@file", ".", "_", "a+b=c,d.e@f-g_H9", new('n', 64)];

    private static async Task<World> StartAsync()
    {
        var world = await World.StartAsync();
        var now = world.Sandbox.Clock.GetUtcNow();
        world.Account.CreateUser("ana", "/people/", now.AddDays(-400)).Password = new(now.AddDays(-400), now.AddDays(-205));
        world.Account.CreateUser("ben", created: now.AddDays(-60)).Password = new(now.AddDays(-60));
        world.Account.CreateUser("cleo", created: now.AddDays(-60)).Password = new(now.AddDays(-60), now.AddDays(-1));
        world.Account.CreateUser("fay", created: now.AddDays(-400));
        world.Account.CreateUser("newcomer", created: now.AddDays(-2));
        world.Key("svc-api", used: 1);
        return world;
    }

    [Fact]
    public async Task They_are_reported_without_another_call_and_nothing_is_done_about_them()
    {
        await using var world = await StartAsync();
        var before = world.Account.Snapshot();
        (await world.With("PASSWORD_DAYS", "0").PassAsync()).Outcome.ShouldBe("quiet");
        var calls = world.Calls.ToArray();
        world.MailText.ShouldNotContain("NOT ACCESS KEYS");
        Json(world).TryGetProperty("notAccessKeys", out _).ShouldBeFalse();

        (await world.With("PASSWORD_DAYS", null).PassAsync()).Outcome.ShouldBe("quiet", "it is no reason to write under NOTIFY=changes, as a root key is none");

        world.Calls.ShouldBe(calls, ignoreOrder: true); // the alias is read while the report is asked for
        world.Account.Snapshot().ShouldBe(before);
        world.MailText.ShouldContain(
            """
            NOT ACCESS KEYS (3)
            By the credential report of 2026-01-05 06:00 UTC. Listed for auditors: KeyReaper itself never does anything about them.

            Console passwords unused for 45 days or longer: 2

            user ana, path /people/
              last used 2025-06-14, 205 days ago
            user ben
              never used, set 2025-11-06, 60 days ago

            Users with nothing to sign in with (no password, no active access key, no certificate): 1

            user fay
              made 2024-12-01, 400 days ago
            """);
        var told = Json(world).GetProperty("notAccessKeys");
        told.GetProperty("unusedPasswords").EnumerateArray().Select(one => one.GetProperty("user").GetString()).ShouldBe(["ana", "ben"]);
        told.GetProperty("usersWithoutCredentials").EnumerateArray().Select(one => one.GetProperty("user").GetString()).ShouldBe(["fay"]);
        told.GetProperty("controls").EnumerateArray().Select(one => one.GetString()).ShouldContain("CIS-AWS-7.0.0-2.11");
    }

    [Theory]
    [InlineData("walk", "INVENTORY is walk")]
    [InlineData("auto", "the credential report could not be used: iam:GetCredentialReport: ServiceFailure")]
    public async Task Where_every_user_is_read_instead_it_is_not_known_and_told_so(string inventory, string why)
    {
        await using var world = await StartAsync();
        world.Sandbox.Faults.Add(new() { Action = "GetCredentialReport", Kind = FaultKind.ServerError });

        await world.With("INVENTORY", inventory).PassAsync();

        world.MailText.ShouldContain("NOT ACCESS KEYS: NOT KNOWN\nPasswords, and users with nothing to sign in with, are found in the credential report, and none was read: " + why);
        Json(world).GetProperty("notAccessKeys").ToString().ShouldBe("""{"passwordDays":45,"known":false}""");
    }

    [Fact]
    public async Task A_longer_period_is_of_no_use_to_a_control_that_allows_less()
    {
        await using var world = await StartAsync();

        await world.With("PASSWORD_DAYS", "90").PassAsync();

        var told = Json(world).GetProperty("notAccessKeys");
        told.GetProperty("unusedPasswords").GetArrayLength().ShouldBe(1);
        var controls = told.GetProperty("controls").EnumerateArray().Select(one => one.GetString()!).ToList();
        controls.ShouldContain("PCI-DSS-4.0.1-8.2.6");
        controls.ShouldNotContain(id => id.StartsWith("CIS", StringComparison.Ordinal));
    }

    [InstalledFact("aws")]
    public async Task The_commands_of_the_mail_delete_such_a_user_with_all_that_IAM_wants_gone_first_whatever_the_name()
    {
        await using var world = await World.StartAsync();
        foreach (var name in new[] { "--help", "a+b=c,d.e@f-g_H9" }) // each is 25 calls of the AWS CLI; the next test has the other names
        {
            var user = world.Account.CreateUser(name, created: world.Sandbox.Clock.GetUtcNow().AddDays(-400));
            user.CreateAccessKey().Deactivate();
            user.Belongings =
            [
                new(MfaDevice, "arn:aws:iam::111122223333:mfa/" + name), new(MfaDevice, "GAHT12345678"),
                new(SigningCertificate, "CERT" + new string('A', 20), Active: false), new(SshPublicKey, "APKA" + new string('A', 16), Active: false),
                new(ServiceSpecificCredential, "ACCA" + new string('A', 17), Active: false), new(ServiceSpecificCredential, "ACCA" + new string('B', 17), Active: false),
                new(AttachedPolicy, "arn:aws:iam::aws:policy/ReadOnlyAccess"), new(AttachedPolicy, "arn:aws:iam::111122223333:policy/-own"),
                new(InlinePolicy, "-inline"), new(Group, "--group"), new(Group, "g,h"),
            ];
        }

        await world.PassAsync();
        var lines = Section(world.MailText, "TO DELETE A USER WITH NOTHING TO SIGN IN WITH");
        var (exitCode, output, error) = await new AwsCli(world.Sandbox).Paste(lines);

        exitCode.ShouldBe(0, error);
        error.ShouldBeEmpty();
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        world.Account.Users.ShouldBeEmpty();
    }

    [InstalledFact("aws")]
    public async Task A_shell_hands_the_function_the_very_name()
    {
        string[] lines = [.. Names.Select(name => UserDeletion.Of(AReport.SignIn(name, Password.None)))];

        var (_, output, error) = await new AwsCli(new Uri("http://127.0.0.1:9")).Paste("delete_iam_user() { printf '%s\\n' \"$1\"; }\n" + string.Join('\n', lines));

        error.ShouldBeEmpty();
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(Names);
    }

    [InstalledFact("aws")]
    public async Task They_leave_everything_to_a_user_who_has_something_after_all()
    {
        await using var world = await World.StartAsync();
        var old = world.Sandbox.Clock.GetUtcNow().AddDays(-400);
        foreach (var name in new[] { "a-key", "b-password", "c-ssh", "d-service" }) world.Account.CreateUser(name, created: old).Belongings = [new(Group, "readers")];
        world.Account.User("c-ssh").Belongings = [new(Group, "readers"), new(SshPublicKey, "APKA" + new string('A', 16))];
        world.Account.User("d-service").Belongings = [new(Group, "readers"), new(ServiceSpecificCredential, "ACCA" + new string('A', 17))];
        await world.PassAsync();
        var lines = Section(world.MailText, "TO DELETE A USER WITH NOTHING TO SIGN IN WITH");

        // Created after the report was made.
        world.Account.User("a-key").CreateAccessKey();
        world.Account.User("b-password").Password = new(world.Sandbox.Clock.GetUtcNow());
        var before = world.Account.Snapshot();
        var (_, output, error) = await new AwsCli(world.Sandbox).Paste(lines);

        output.ShouldBeEmpty();
        world.Account.Snapshot().ShouldBe(before);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith(": left alone", StringComparison.Ordinal));
        world.Account.Users.ShouldAllBe(user => error.Contains(user.Name, StringComparison.Ordinal));
    }

    private static string Section(string mail, string heading) =>
        string.Join('\n', mail.Split('\n').SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.Length == 0 || !char.IsAsciiLetterUpper(line[0])));

    private static JsonElement Json(World world) => JsonElement.Parse(world.Mail.BodyFor("sqs"));
}
