using System.Globalization;
using System.Text;
using KeyReaper.Aws;
using KeyReaper.Rules;
using KeyReaper.Tests.Given;

namespace KeyReaper.Tests.Aws;

/// <summary>What the report's rows say, and that a row which cannot be understood rules nobody out.</summary>
public class CredentialReportRowTests
{
    private const string Columns =
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,"
        + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
        + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,"
        + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    private const string Root = "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00Z,true,no_information,2020-01-01T00:00:00Z,not_supported,true,true,2020-01-01T00:00:00Z,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A";

    // The first 17 days before A.Now, the second 30.
    private const string Lately = "2026-11-05T06:00:00Z";
    private const string LongAgo = "2026-10-23T06:00:00Z";
    private const string Created = "2024-01-01T00:00:00Z";

    private static IReadOnlyList<CredentialReportRow> Parse(string text) => CredentialReportRow.Parse(Encoding.UTF8.GetBytes(text));

    private static string User(string slot1 = "false,N/A,N/A", string slot2 = "false,N/A,N/A", string name = "alice") =>
        $"{name},arn:aws:iam::111122223333:user/{name},{Created},false,N/A,N/A,N/A,false,{slot1},N/A,N/A,{slot2},N/A,N/A,false,N/A,false,N/A";

    private static bool MayMatter(string row) => Parse($"{Columns}\n{row}").Single().MayMatter(A.Policy, A.Now);

    [Theory]
    [InlineData("false,N/A,N/A", false)] // no key
    [InlineData($"true,{Created},{Lately}", false)]
    [InlineData($"true,{Lately},N/A", false)] // new, not used yet
    [InlineData($"TRUE,{Created},2026-11-05T06:00:00+00:00", false)] // as the guide prints it
    [InlineData($"true,{Created},2026-10-30T06:00:01Z", false)] // a second short of the warning period
    [InlineData($"true,{Created},2026-10-30T06:00:00Z", true)]
    [InlineData($"true,{Created},{LongAgo}", true)]
    [InlineData($"true,{Created},N/A", true)] // never used
    [InlineData($"true,{Created},no_information", true)]
    [InlineData($"true,{LongAgo},{Lately}", false)]
    [InlineData($"false,{Created},{Lately}", true)] // inactive
    [InlineData("true,N/A,N/A", true)] // active, but of unknown age
    [InlineData("maybe,N/A,N/A", true)]
    [InlineData($"true,{Created},yesterday", true)]
    [InlineData($"true,long ago,{Lately}", true)]
    [InlineData($"not_supported,{Created},{Lately}", true)]
    [InlineData($"true,{Created},", true)]
    [InlineData($"false,N/A,{Lately}", true)] // inactive, as documented: no rotation date unless the key is active
    [InlineData("false,N/A,no_information", true)]
    [InlineData("false,,N/A", true)]
    public void A_user_matters_unless_the_report_proves_every_key_to_be_in_use(string slot, bool matters)
    {
        MayMatter(User(slot1: slot)).ShouldBe(matters);
        MayMatter(User(slot2: slot)).ShouldBe(matters);
        MayMatter(User(slot1: $"true,{Created},{Lately}", slot2: slot)).ShouldBe(matters);
    }

    [Theory]
    [InlineData("N/A,N/A", false)]
    [InlineData("eu-west-1,N/A", true)]
    [InlineData("N/A,s3", true)]
    [InlineData("no_information,no_information", true)]
    public void Any_sign_of_a_key_fills_its_slot(string regionAndService, bool matters) =>
        MayMatter(User().Replace("false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A", $"false,N/A,N/A,{regionAndService},false,N/A,N/A,N/A,N/A", StringComparison.Ordinal)).ShouldBe(matters);

    [Theory]
    [InlineData("", false)]
    [InlineData("N/A", false)]
    [InlineData("1 more access key. Use the ListAccessKeys API to see it.", true)]
    public void The_documented_23rd_column_rules_a_user_with_more_than_two_keys_in(string info, bool matters) =>
        Parse($"{Columns},additional_credentials_info\n{User($"true,{Created},{Lately}")},{info}").Single().MayMatter(A.Policy, A.Now).ShouldBe(matters);

    [Fact]
    public void Columns_are_found_by_name_whatever_their_order_and_company()
    {
        var row = Parse(
            "new_column,access_key_2_last_used_date,access_key_2_last_rotated,access_key_2_active,access_key_1_last_used_date,access_key_1_last_rotated,access_key_1_active,arn,user\n"
            + $"x,N/A,N/A,false,{Lately},{Created},true,arn:aws:iam::111122223333:user/alice,alice").Single();

        (row.User, row.Keys, row.MayMatter(A.Policy, A.Now)).ShouldBe(("alice", 1, false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user,arn\nalice,arn:aws:iam::111122223333:user/alice")]
    [InlineData("<html><body>Service Unavailable</body></html>")]
    [InlineData("user,arn,\"access_key_1_active")]
    public void A_text_that_is_not_the_report_is_refused(string text) => Should.Throw<FormatException>(() => Parse(text));

    [Fact]
    public void A_row_cut_short_makes_the_whole_report_unusable() => Should.Throw<FormatException>(() => Parse($"{Columns}\n{User()}\nbob,arn:aws:iam::111122223333:user/b"));

    [Fact]
    public void The_root_row_is_told_from_users() => Parse($"{Columns}\n{Root}\n{User()}\n").Select(row => row.IsRoot).ShouldBe([true, false]);

    [Fact]
    public void A_whole_report_has_one_row_of_the_root_user_and_one_of_each_user()
    {
        int Whole(params string[] rows) => CredentialReportRow.ParseWhole(Encoding.UTF8.GetBytes(string.Join('\n', [Columns, .. rows]))).Count;

        Whole(Root).ShouldBe(1);
        Whole(Root, User(), User(name: "bob")).ShouldBe(3);
        foreach (var rows in new string[][] { [], [User()], [Root, Root, User()], [Root, User(), User()], [Root, User(), User(name: "ALICE")] }) Should.Throw<FormatException>(() => Whole(rows));
    }

    [Fact]
    public void Quoted_names_and_paths_are_unquoted()
    {
        var user = Parse($"{Columns}\n\"a,b\",\"arn:aws:iam::111122223333:user/x\"\"y,z/a,b\",{User()["alice,arn:aws:iam::111122223333:user/alice,".Length..]}").Single().ToUser();

        (user.Name, user.Path).ShouldBe(("a,b", "/x\"y,z/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("arn:aws:iam::111122223333:user/break-glass/bob")]
    public void A_row_whose_arn_is_not_its_users_makes_the_report_unusable_since_the_path_may_be_exempt(string arn) =>
        Should.Throw<FormatException>(() => Parse($"{Columns}\n{User().Replace("arn:aws:iam::111122223333:user/alice", arn, StringComparison.Ordinal)}"));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/alice", "/")]
    [InlineData("arn:aws-us-gov:iam::111122223333:user/a/b/alice", "/a/b/")]
    public void The_path_is_in_the_arn(string arn, string path) => new CredentialReportRow("alice", arn, [], false).ToUser().Path.ShouldBe(path);

    [Theory]
    [InlineData("false,N/A,N/A", "none")]
    [InlineData($"true,{Lately},{Created}", $"set {Created}, used {Lately}")]
    [InlineData($"TRUE,{Lately},2024-01-01T00:00:00+00:00", $"set {Created}, used {Lately}")]
    [InlineData($"true,no_information,{Created}", $"set {Created}, used never")]
    [InlineData($"true,N/A,{Created}", $"set {Created}, used never")]
    [InlineData($"true,{Lately},N/A", $"set ?, used {Lately}")]
    [InlineData("true,no_information,N/A", "not known")]
    [InlineData($"true,yesterday,{Created}", "not known")]
    [InlineData($"true,,{Created}", "not known")]
    [InlineData($"not_supported,{Lately},{Created}", "not known")]
    [InlineData($",{Lately},{Created}", "not known")]
    public void A_password_is_what_the_report_says_or_not_known(string columns, string password)
    {
        var row = Parse($"{Columns}\n{User().Replace($"{Created},false,N/A,N/A,", $"{Created},{columns},", StringComparison.Ordinal)}").Single();

        row.ToSignIn().Password.Match(set => $"set {Text(set.Changed) ?? "?"}, used {Text(set.Used) ?? "never"}", () => "none", () => "not known").ShouldBe(password);

        static string? Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("false,N/A,N/A", "false,N/A,N/A", "", false, 0)]
    [InlineData($"true,{Created},{Lately}", "false,N/A,N/A", "", true, 0)]
    [InlineData("maybe,N/A,N/A", $"true,{Created},{Lately}", "", true, 0)]
    [InlineData("maybe,N/A,N/A", "false,N/A,N/A", "", null, 0)]
    [InlineData($"false,{Created},{Lately}", $"false,{Created},N/A", "", false, 2)]
    [InlineData("false,N/A,N/A", "false,N/A,N/A", "1 more access key.", null, 0)]
    public void An_active_key_is_there_or_not_or_nobody_knows(string slot1, string slot2, string info, bool? active, int inactive)
    {
        var user = Parse($"{Columns},additional_credentials_info\n{User(slot1, slot2)},{info}").Single().ToSignIn();

        (user.HasActiveKey, user.InactiveKeys, user.HasCertificate, user.Created).ShouldBe((active, inactive, false, DateTimeOffset.Parse(Created, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("false,N/A,false,N/A", false)]
    [InlineData($"false,N/A,true,{Created}", true)]
    [InlineData($"false,{Created},false,N/A", false)]
    [InlineData("false,N/A,,N/A", null)]
    public void So_is_a_certificate(string certificates, bool? has) =>
        Parse($"{Columns}\n{User()[..^"false,N/A,false,N/A".Length]}{certificates}").Single().ToSignIn().HasCertificate.ShouldBe(has);

    [Fact]
    public void Of_a_report_without_those_columns_it_is_not_known_and_the_keys_are_read_all_the_same()
    {
        var row = Parse(
            "user,arn,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date\n"
            + $"alice,arn:aws:iam::111122223333:user/alice,true,{Created},{Lately},false,N/A,N/A").Single();

        row.MayMatter(A.Policy, A.Now).ShouldBeFalse();
        row.ToSignIn().ShouldBe(new SignIn(row.ToUser(), Password.NotKnown, Created: null, HasActiveKey: true, HasCertificate: null, InactiveKeys: 0));
    }

    [Fact]
    public void No_text_makes_the_parser_fail_in_another_way()
    {
        const int seed = 20261122;
        const string spoilers = "\",\n\r \0<\u00e9\u202ea1-:TZ";
        var random = new Random(seed);
        var valid = $"{Columns}\n{Root}\n{User($"true,{Created},{Lately}")}\n{User($"false,{LongAgo},N/A", name: "bob")}".ToCharArray();

        for (var run = 0; run < 5_000; run++)
        {
            var text = (char[])valid.Clone();
            for (var change = random.Next(1, 6); change > 0; change--) text[random.Next(text.Length)] = spoilers[random.Next(spoilers.Length)];

            try
            {
                foreach (var row in Parse(new string(text))) _ = (row.MayMatter(A.Policy, A.Now), row.IsRoot ? null : row.ToSignIn());
            }
            catch (FormatException)
            {
                // The only way to fail, after which the pass walks instead.
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}, run {run}: {new string(text)}", error);
            }
        }
    }
}
