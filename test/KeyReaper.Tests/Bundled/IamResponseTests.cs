using System.Net;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace KeyReaper.Tests.Bundled;

public class IamResponseTests
{
    private const string Anna =
        """
        <Path>/dev/</Path><UserName>anna</UserName><UserId>AIDA1</UserId><Arn>arn:aws:iam::111122223333:user/dev/anna</Arn>
        <CreateDate>2024-02-29T23:59:59Z</CreateDate><PasswordLastUsed>2026-11-22T08:00:00+02:00</PasswordLastUsed>
        <PermissionsBoundary><PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType>
          <PermissionsBoundaryArn>arn:aws:iam::111122223333:policy/b</PermissionsBoundaryArn></PermissionsBoundary>
        <Tags><member><Key>team</Key><Value>a &amp; b</Value></member><member><Key>empty</Key><Value/></member></Tags>
        <AddedByIamLater><UserName>not hers</UserName></AddedByIamLater>
        """;

    [Fact]
    public async Task A_page_of_users_is_read_with_every_member()
    {
        var page = await Ask("ListUsers", $"<IsTruncated>true</IsTruncated><Marker>next</Marker><Users><member>{Anna}</member><member/></Users>",
            iam => iam.ListUsersAsync());

        (page.IsTruncated, page.Marker, page.Users.Count).ShouldBe((true, "next", 2));
        (page.HttpStatusCode, page.ResponseMetadata.RequestId).ShouldBe((HttpStatusCode.OK, "request-of-ListUsers"));
        ShouldBeAnna(page.Users[0]);
        page.Users[1].ShouldSatisfyAllConditions(
            user => user.Arn.ShouldBeNull(), user => user.CreateDate.ShouldBeNull(), user => user.PasswordLastUsed.ShouldBeNull(),
            user => user.Path.ShouldBeNull(), user => user.PermissionsBoundary.ShouldBeNull(), user => user.Tags.ShouldBeNull(),
            user => user.UserId.ShouldBeNull(), user => user.UserName.ShouldBeNull());
    }

    [Fact]
    public async Task One_user_is_read_with_every_member() =>
        ShouldBeAnna((await Ask("GetUser", $"<User>{Anna}</User>", iam => iam.GetUserAsync())).User);

    [Fact]
    public async Task A_page_of_access_keys_is_read_with_every_member()
    {
        var page = await Ask("ListAccessKeys",
            """
            <UserName>anna</UserName><AccessKeyMetadata>
              <member><UserName>anna</UserName><AccessKeyId>AKIA1</AccessKeyId><Status>Active</Status><CreateDate>2024-01-02T03:04:05Z</CreateDate></member>
              <member><UserName>anna</UserName><AccessKeyId>AKIA2</AccessKeyId><Status>Frozen</Status></member>
            </AccessKeyMetadata><IsTruncated>false</IsTruncated>
            """, iam => iam.ListAccessKeysAsync());

        (page.IsTruncated, page.Marker).ShouldBe((false, null));
        page.AccessKeyMetadata.Select(key => (key.AccessKeyId, key.UserName, key.Status.Value, key.CreateDate)).ShouldBe(
        [
            ("AKIA1", "anna", "Active", Utc(2024, 1, 2, 3, 4, 5)),
            ("AKIA2", "anna", "Frozen", null),
        ]);
        (page.AccessKeyMetadata[0].Status == StatusType.Active).ShouldBeTrue();
        page.AccessKeyMetadata[0].CreateDate!.Value.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public async Task A_last_use_is_read_with_every_member()
    {
        var use = await Ask("GetAccessKeyLastUsed",
            """
            <UserName>anna</UserName><AccessKeyLastUsed><LastUsedDate>2026-11-22T06:00:00Z</LastUsedDate>
            <ServiceName>s3</ServiceName><Region>eu-west-1</Region></AccessKeyLastUsed>
            """, iam => iam.GetAccessKeyLastUsedAsync(new()));

        (use.UserName, use.AccessKeyLastUsed.Region, use.AccessKeyLastUsed.ServiceName).ShouldBe(("anna", "eu-west-1", "s3"));
        (use.AccessKeyLastUsed.LastUsedDate, use.AccessKeyLastUsed.LastUsedDate!.Value.Kind).ShouldBe((Utc(2026, 11, 22, 6), DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_key_that_was_never_used_has_no_date()
    {
        var use = await Ask("GetAccessKeyLastUsed",
            "<UserName>anna</UserName><AccessKeyLastUsed><ServiceName>N/A</ServiceName><Region>N/A</Region></AccessKeyLastUsed>",
            iam => iam.GetAccessKeyLastUsedAsync(new()));

        (use.AccessKeyLastUsed.LastUsedDate, use.AccessKeyLastUsed.Region).ShouldBe((null, "N/A"));
    }

    [Fact]
    public async Task A_page_of_tags_is_read_with_every_member()
    {
        var page = await Ask("ListUserTags",
            "<Tags><member><Key>k</Key><Value>v</Value></member></Tags><IsTruncated>true</IsTruncated><Marker>m</Marker>",
            iam => iam.ListUserTagsAsync(new()));

        (page.IsTruncated, page.Marker).ShouldBe((true, "m"));
        page.Tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("k", "v")]);
    }

    [Fact]
    public async Task A_list_that_is_absent_or_empty_is_null_like_every_absent_member()
    {
        var absent = await Ask("ListUserTags", "", iam => iam.ListUserTagsAsync(new()));
        var empty = await Ask("ListUserTags", "<Tags/><IsTruncated>false</IsTruncated>", iam => iam.ListUserTagsAsync(new()));
        var spaced = await Ask("ListUsers", "<Users>\n  </Users>", iam => iam.ListUsersAsync());

        (absent.Tags, absent.IsTruncated, absent.Marker).ShouldBe((null, null, null));
        (empty.Tags, empty.IsTruncated).ShouldBe((null, false));
        spaced.Users.ShouldBeNull();
    }

    private static void ShouldBeAnna(User user)
    {
        (user.UserName, user.Path, user.UserId, user.Arn).ShouldBe(("anna", "/dev/", "AIDA1", "arn:aws:iam::111122223333:user/dev/anna"));
        (user.CreateDate, user.CreateDate!.Value.Kind).ShouldBe((Utc(2024, 2, 29, 23, 59, 59), DateTimeKind.Utc));
        (user.PasswordLastUsed, user.PasswordLastUsed!.Value.Kind).ShouldBe((Utc(2026, 11, 22, 6), DateTimeKind.Utc));
        user.PermissionsBoundary.PermissionsBoundaryArn.ShouldBe("arn:aws:iam::111122223333:policy/b");
        user.PermissionsBoundary.PermissionsBoundaryType.ShouldBe(PermissionsBoundaryAttachmentType.PermissionsBoundaryPolicy);
        user.Tags.Select(tag => (tag.Key, tag.Value)).ShouldBe([("team", "a & b"), ("empty", "")]);
    }

    private static DateTime Utc(int year, int month, int day, int hour, int minute = 0, int second = 0) =>
        new(year, month, day, hour, minute, second, DateTimeKind.Utc);

    private static async Task<T> Ask<T>(string operation, string result, Func<IAmazonIdentityManagementService, Task<T>> call)
    {
        using var server = new WireServer(WireAnswer.Ok(operation, result));
        using var iam = Clients.Iam(server);
        return await call(iam);
    }
}
