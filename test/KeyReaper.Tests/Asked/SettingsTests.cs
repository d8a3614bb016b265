using KeyReaper.Asked;
using KeyReaper.Rules;

namespace KeyReaper.Tests.Asked;

public class SettingsTests
{
    private const string Topic = "arn:aws:sns:eu-west-1:111122223333:keyreaper";

    private static Settings Parse(params (string Name, string? Value)[] variables)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        environment.TryAdd("TOPIC_ARN", Topic);
        return Settings.Parse(environment.GetValueOrDefault);
    }

    private static IReadOnlyList<string> Problems(params (string Name, string? Value)[] variables) => Should.Throw<SettingsException>(() => Parse(variables)).Problems;

    [Fact]
    public void With_a_topic_alone_everything_has_the_documented_default()
    {
        var settings = Parse();

        settings.DryRun.ShouldBeTrue();
        settings.Policy.UnusedPeriod.ShouldBe(TimeSpan.FromDays(30));
        settings.Policy.GracePeriod.ShouldBe(TimeSpan.FromDays(30));
        settings.Policy.WarningPeriod.ShouldBe(TimeSpan.FromDays(7));
        settings.Policy.DeleteKeys.ShouldBeTrue();
        (settings.Policy.MaxDeactivations, settings.Policy.MaxDeletions).ShouldBe((100, 100));
        settings.Policy.ExemptUsers.ShouldBeEmpty();
        settings.Policy.ExemptPaths.ShouldBeEmpty();
        settings.OwnerTag.ShouldBeNull();
        settings.ToolTags.ShouldContain(new TagPattern("aws:cloudformation:stack-name", null));
        settings.ToolTags.ShouldContain(new TagPattern("*", "terraform*"));
        settings.Notify.ShouldBe(Notify.Always);
        settings.Inventory.ShouldBe(InventoryChoice.Auto);
        (settings.OrganizationId, settings.SpokeRole).ShouldBe((null, "keyreaper/KeyReaperSpoke"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("FALSE", false)]
    public void Only_false_in_any_case_goes_live(string? value, bool dryRun) => Parse(("DRY_RUN", value)).DryRun.ShouldBe(dryRun);

    [Theory]
    [InlineData("flase")]
    [InlineData("no")]
    [InlineData("0")]
    [InlineData(" false")]
    [InlineData("false ")]
    public void A_misspelt_dry_run_is_an_error_not_a_guess(string value) => Problems(("DRY_RUN", value)).ShouldBe([$"DRY_RUN is '{value}'. Valid: true and false."]);

    [Fact]
    public void All_problems_are_told_at_once_with_variable_value_and_what_is_valid() =>
        Problems(
            ("TOPIC_ARN", null), ("DRY_RUN", "maybe"), ("UNUSED_DAYS", "0"), ("GRACE_DAYS", "30.5"), ("WARN_DAYS", "-1"), ("LONGEST_PAUSE_DAYS", "32"), ("DELETE_KEYS", "nope"), ("MAX_DEACTIVATIONS", "many"),
            ("MAX_DELETIONS", "1e3"), ("EXEMPT_USERS", "ok,not ok"), ("EXEMPT_PATHS", "ci/"), ("OWNER_TAG", "own#er"), ("TOOL_TAGS", "ok,Managed=By=ok,=no,no="), ("NOTIFY", "sometimes"), ("INVENTORY", "fast"),
            ("ORGANIZATION_ID", "o-short"), ("SPOKE_ROLE", "/keyreaper/KeyReaperSpoke"))
            .ShouldBe(
            [
                "TOPIC_ARN is not set. Valid: the ARN of a standard SNS topic, such as arn:aws:sns:eu-west-1:111122223333:keyreaper.",
                "DRY_RUN is 'maybe'. Valid: true and false.",
                "UNUSED_DAYS is '0'. Valid: whole numbers from 1 to 3650.",
                "GRACE_DAYS is '30.5'. Valid: whole numbers from 1 to 3650.",
                "WARN_DAYS is '-1'. Valid: whole numbers from 0 to 3650.",
                "LONGEST_PAUSE_DAYS is '32'. Valid: whole numbers from 1 to 31.",
                "DELETE_KEYS is 'nope'. Valid: true and false.",
                "MAX_DEACTIVATIONS is 'many'. Valid: whole numbers from 0 to 10000.",
                "MAX_DELETIONS is '1e3'. Valid: whole numbers from 0 to 10000.",
                "EXEMPT_USERS is 'not ok'. Valid: IAM user names separated by commas, where * stands for any characters.",
                "EXEMPT_PATHS is 'ci/'. Valid: beginnings of IAM user paths separated by commas, each starting with /, such as /ci/.",
                "OWNER_TAG is 'own#er'. Valid: the key of an IAM user tag, such as owner.",
                "TOOL_TAGS is '=no'. Valid: keys of IAM user tags, or key=value, separated by commas, where * stands for any characters.",
                "TOOL_TAGS is 'no='. Valid: keys of IAM user tags, or key=value, separated by commas, where * stands for any characters.",
                "NOTIFY is 'sometimes'. Valid: always and changes.",
                "INVENTORY is 'fast'. Valid: auto and walk.",
                "ORGANIZATION_ID is 'o-short'. Valid: the id of an AWS organization, such as o-a1b2c3d4e5, or nothing where the function serves its own account only.",
                "SPOKE_ROLE is '/keyreaper/KeyReaperSpoke'. Valid: the path and name of an IAM role, such as keyreaper/KeyReaperSpoke.",
            ]);

    [Theory]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:keyreaper.fifo")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:keyreaper")]
    [InlineData("keyreaper")]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:keyreaper\n")]
    public void A_topic_that_cannot_take_the_report_is_refused_before_any_call(string arn) => Problems(("TOPIC_ARN", arn)).Count.ShouldBe(1);

    [Theory]
    [InlineData("arn:aws-us-gov:sns:us-gov-west-1:111122223333:a_b-C9")]
    [InlineData("arn:aws-cn:sns:cn-north-1:111122223333:keyreaper")]
    public void A_topic_of_another_partition_is_fine(string arn) => Parse(("TOPIC_ARN", arn)).TopicArn.ShouldBe(arn);

    [Fact]
    public void Lists_are_split_at_commas_and_trimmed()
    {
        var policy = Parse(("EXEMPT_USERS", "ses-smtp-*, break-glass,,"), ("EXEMPT_PATHS", "/ci/ , /svc/")).Policy;

        policy.ExemptUsers.ShouldBe(["ses-smtp-*", "break-glass"]);
        policy.ExemptPaths.ShouldBe(["/ci/", "/svc/"]);
    }

    [Theory]
    [InlineData("a=2Cb,c", new[] { "a,b", "c" })]
    [InlineData("a=2cb", new[] { "a,b" })]
    [InlineData("ci-=2A", new[] { "ci-*" })]
    [InlineData("team=ops,x=41", new[] { "team=ops", "x=41" })] // an equals sign stands for itself
    [InlineData("a=3D2Cb", new[] { "a=2Cb" })]
    [InlineData("=2C=2C", new[] { ",," })]
    public void A_name_that_a_comma_list_cannot_hold_is_written_with_an_escape(string list, string[] names) => Parse(("EXEMPT_USERS", list)).Policy.ExemptUsers.ShouldBe(names);

    [Fact]
    public void So_is_a_path() => Parse(("EXEMPT_PATHS", "/a=2Cb/,/c/")).Policy.ExemptPaths.ShouldBe(["/a,b/", "/c/"]);

    [Fact]
    public void Tags_of_tools_are_as_they_are_written() => Parse(("TOOL_TAGS", "managed-by=2Cool")).ToolTags.ShouldBe([new("managed-by", "2Cool")]);

    [Fact]
    public void A_name_is_as_long_as_it_is_meant_not_as_it_is_written()
    {
        Parse(("EXEMPT_USERS", string.Concat(Enumerable.Repeat("=2C", 64)))).Policy.ExemptUsers.ShouldBe([new(',', 64)]);
        Problems(("EXEMPT_USERS", string.Concat(Enumerable.Repeat("=2C", 65)))).Count.ShouldBe(1);
    }

    [Fact]
    public void An_empty_list_of_tool_tags_knows_no_tool() => Parse(("TOOL_TAGS", "")).ToolTags.ShouldBeEmpty();

    [Theory]
    [InlineData("", "", null, "keyreaper/KeyReaperSpoke")]
    [InlineData("o-a1b2c3d4e5", "Spoke", "o-a1b2c3d4e5", "Spoke")]
    [InlineData("o-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", "a/b/c+d=e,f.g@h-i_J", "o-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6", "a/b/c+d=e,f.g@h-i_J")]
    public void A_hub_has_an_organization_and_a_role_and_a_stack_for_one_account_has_neither(string id, string role, string? organizationId, string spokeRole)
    {
        var settings = Parse(("ORGANIZATION_ID", id), ("SPOKE_ROLE", role));

        (settings.OrganizationId, settings.SpokeRole).ShouldBe((organizationId, spokeRole));
    }

    [Theory]
    [InlineData("ORGANIZATION_ID", "o-a1b2c3d4e")]
    [InlineData("ORGANIZATION_ID", "O-A1B2C3D4E5")]
    [InlineData("ORGANIZATION_ID", "r-a1b2")]
    [InlineData("ORGANIZATION_ID", "o-a1b2c3d4e5\n")]
    [InlineData("SPOKE_ROLE", "arn:aws:iam::111122223333:role/keyreaper/KeyReaperSpoke")]
    [InlineData("SPOKE_ROLE", "keyreaper/*")]
    [InlineData("SPOKE_ROLE", "keyreaper/")]
    [InlineData("SPOKE_ROLE", "keyreaper//Spoke")]
    public void Where_a_hub_goes_is_exact_or_refused(string variable, string value) => Problems((variable, value)).Count.ShouldBe(1);

    [Fact]
    public void Numbers_and_choices_are_taken()
    {
        var settings = Parse(("UNUSED_DAYS", "45"), ("GRACE_DAYS", "1"), ("WARN_DAYS", "0"), ("LONGEST_PAUSE_DAYS", "31"), ("MAX_DELETIONS", "0"), ("DELETE_KEYS", "FALSE"), ("NOTIFY", "Changes"), ("INVENTORY", "walk"), ("OWNER_TAG", "team/owner"));

        settings.Policy.ShouldBe(new Policy
        {
            UnusedPeriod = TimeSpan.FromDays(45), GracePeriod = TimeSpan.FromDays(1), WarningPeriod = TimeSpan.Zero, LongestPause = TimeSpan.FromDays(31), MaxDeletions = 0, DeleteKeys = false,
            ExemptUsers = settings.Policy.ExemptUsers, ExemptPaths = settings.Policy.ExemptPaths,
        });
        (settings.Notify, settings.Inventory, settings.OwnerTag).ShouldBe((Notify.Changes, InventoryChoice.Walk, "team/owner"));
    }
}
