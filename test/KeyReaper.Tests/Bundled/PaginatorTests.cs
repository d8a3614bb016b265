using Amazon.IdentityManagement.Model;

namespace KeyReaper.Tests.Bundled;

public class PaginatorTests
{
    private static WireAnswer Page(string operation, string list, string members, string? next) => WireAnswer.Ok(operation,
        $"<{list}>{members}</{list}><IsTruncated>{(next is null ? "false" : "true")}</IsTruncated>{(next is null ? "" : $"<Marker>{next}</Marker>")}");

    private static string User(string name) => $"<member><UserName>{name}</UserName></member>";

    [Fact]
    public async Task All_pages_are_walked_an_empty_one_in_between_included()
    {
        using var server = new WireServer(
            Page("ListUsers", "Users", User("anna") + User("ben"), "two"), Page("ListUsers", "Users", "", "three"), Page("ListUsers", "Users", User("cleo"), null));
        using var iam = Clients.Iam(server);
        var request = new ListUsersRequest { MaxItems = 2, PathPrefix = "/dev/" };

        var names = new List<string>();
        await foreach (var user in iam.Paginators.ListUsers(request).Users)
        {
            names.Add(user.UserName);
        }

        names.ShouldBe(["anna", "ben", "cleo"]);
        server.Requests.Select(sent => sent.Form.GetValueOrDefault("Marker")).ShouldBe([null, "two", "three"]);
        server.Requests.ShouldAllBe(sent => sent.Form["MaxItems"] == "2" && sent.Form["PathPrefix"] == "/dev/");
        request.Marker.ShouldBe("three");
    }

    [Fact]
    public async Task Pages_come_as_they_are_and_only_when_asked_for()
    {
        using var server = new WireServer(Page("ListUsers", "Users", User("anna"), "two"), Page("ListUsers", "Users", User("ben"), null));
        using var iam = Clients.Iam(server);

        await foreach (var page in iam.Paginators.ListUsers(new()).Responses)
        {
            (page.Marker, page.Users[0].UserName).ShouldBe(("two", "anna"));
            break;
        }

        server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_paginator_is_walked_once()
    {
        using var server = new WireServer(Page("ListUsers", "Users", User("anna"), null), Page("ListUsers", "Users", User("anna"), null));
        using var iam = Clients.Iam(server);
        var paginator = iam.Paginators.ListUsers(new());

        (await paginator.Users.CountAsync()).ShouldBe(1);

        await Should.ThrowAsync<InvalidOperationException>(async () => await paginator.Users.CountAsync());
        await Should.ThrowAsync<InvalidOperationException>(async () => await paginator.Responses.CountAsync());
        server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Access_keys_tags_and_aliases_have_paginators_too()
    {
        using var server = new WireServer(
            Page("ListAccessKeys", "AccessKeyMetadata", "<member><AccessKeyId>AKIA1</AccessKeyId></member>", "two"),
            Page("ListAccessKeys", "AccessKeyMetadata", "<member><AccessKeyId>AKIA2</AccessKeyId></member>", null),
            Page("ListUserTags", "Tags", "<member><Key>a</Key><Value>1</Value></member>", "two"),
            Page("ListUserTags", "Tags", "<member><Key>b</Key><Value>2</Value></member>", null),
            Page("ListAccountAliases", "AccountAliases", "<member>acme</member>", "two"),
            Page("ListAccountAliases", "AccountAliases", "", null));
        using var iam = Clients.Iam(server);

        (await iam.Paginators.ListAccessKeys(new() { UserName = "anna" }).AccessKeyMetadata.Select(key => key.AccessKeyId).ToListAsync())
            .ShouldBe(["AKIA1", "AKIA2"]);
        (await iam.Paginators.ListUserTags(new() { UserName = "anna" }).Tags.Select(tag => tag.Key + tag.Value).ToListAsync()).ShouldBe(["a1", "b2"]);
        (await iam.Paginators.ListAccountAliases(new()).AccountAliases.ToListAsync()).ShouldBe(["acme"]);

        server.Requests.Select(sent => (sent.Form["Action"], sent.Form.GetValueOrDefault("UserName"), sent.Form.GetValueOrDefault("Marker"))).ShouldBe(
        [
            ("ListAccessKeys", "anna", null), ("ListAccessKeys", "anna", "two"),
            ("ListUserTags", "anna", null), ("ListUserTags", "anna", "two"),
            ("ListAccountAliases", null, null), ("ListAccountAliases", null, "two"),
        ]);
    }

    [Fact]
    public async Task A_paginated_call_says_so_in_its_user_agent()
    {
        using var server = new WireServer(Page("ListUsers", "Users", "", null), Page("ListUsers", "Users", "", null));
        using var iam = Clients.Iam(server);

        await iam.ListUsersAsync();
        await iam.Paginators.ListUsers(new()).Responses.CountAsync();

        server.Requests.First().Headers["User-Agent"].ShouldNotBe(server.Requests.Last().Headers["User-Agent"]);
    }
}
