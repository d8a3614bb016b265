using System.Globalization;

namespace KeyReaper.Tests.Sandbox.Membership;

/// <summary>Organizations over its own protocol.</summary>
public sealed class OrganizationTests : SandboxTest
{
    private const string Everything = """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}""";

    private JsonClient Organizations => new(Sandbox);

    [Theory]
    [InlineData(PageShape.Full, null, new[] { 20, 20, 5 })]
    [InlineData(PageShape.Full, 18, new[] { 18, 18, 9 })]
    [InlineData(PageShape.WithEmptyPages, 20, new[] { 0, 20, 0, 20, 0, 5 })]
    public async Task Accounts_come_in_pages_of_20_at_most_and_a_page_may_be_empty_with_more_to_come(PageShape shape, int? maxResults, int[] sizes)
    {
        foreach (var n in Enumerable.Range(1, 44)) Join(string.Create(CultureInfo.InvariantCulture, $"4444{n:00000000}"));
        Sandbox.PageShape = shape;
        using var client = Organizations;

        var pages = await client.Pages(maxResults is { } size ? [("MaxResults", size)] : []);

        pages.Select(page => page.Count).ShouldBe(sizes);
        pages.SelectMany(page => page).ShouldBe(Sandbox.Accounts.Keys);
    }

    [Fact]
    public async Task An_account_has_its_name_address_state_times_and_place()
    {
        var member = Join("444455556666");
        member.State = "CLOSED";
        member.Parent = Sandbox.Organization.Root.CreateUnit("Workloads").CreateUnit("Prod");
        using var client = Organizations;

        var account = (await client.Post("ListAccounts")).List("Accounts")[1];
        var described = (await client.Post("DescribeAccount", ("AccountId", "444455556666"))).Body.GetProperty("Account");

        described.GetRawText().ShouldBe(account.GetRawText());
        account.At("Id").ShouldBe("444455556666");
        account.At("Arn").ShouldBe($"arn:aws:organizations::111122223333:account/{Sandbox.Organization.Id}/444455556666");
        (account.At("Name"), account.At("Email"), account.At("JoinedMethod")).ShouldBe(("payments", "444455556666@example.com", "CREATED"));
        (account.At("State"), account.At("Status")).ShouldBe(("CLOSED", "SUSPENDED"));
        account.GetProperty("JoinedTimestamp").GetInt64().ShouldBe(SandboxClock.DefaultStart.ToUnixTimeSeconds());
        account.GetProperty("Paths")[0].GetString()
            .ShouldBe($"{Sandbox.Organization.Id}/{Sandbox.Organization.Root.Id}/{member.Parent.Parent!.Id}/{member.Parent.Id}/444455556666/");
        Sandbox.Organization.Id.ShouldMatch("^o-[a-z0-9]{10}$");
        member.Parent.Id.ShouldMatch($"^ou-{Sandbox.Organization.Root.Id[2..]}-[a-z0-9]{{8}}$");
    }

    [Theory]
    [InlineData("ACTIVE", "ACTIVE")]
    [InlineData("SUSPENDED", "SUSPENDED")]
    [InlineData("PENDING_CLOSURE", "PENDING_CLOSURE")]
    [InlineData("PENDING_ACTIVATION", null)]
    public async Task State_and_the_older_Status_can_each_be_left_out(string state, string? status)
    {
        Sandbox.Organization.Management.State = state;
        using var client = Organizations;
        async Task<(string?, string?)> Told() => (await client.Post("ListAccounts")).List("Accounts").Select(one => (one.At("State"), one.At("Status"))).Single();

        (await Told()).ShouldBe((state, status));
        Sandbox.Organization.WithStatus = false;
        (await Told()).ShouldBe((state, null));
        (Sandbox.Organization.WithStatus, Sandbox.Organization.WithState) = (true, false);
        (await Told()).ShouldBe((null, status));
    }

    [Fact]
    public async Task Only_the_management_account_and_delegated_administrators_may_ask()
    {
        var member = Join("444455556666");
        Sandbox.CreateAccount("777788889999").CreateRole("Ops", Everything).SignsWith("ASIASTRANGER00000000");
        member.Account.CreateRole("Ops", Everything).SignsWith("ASIAMEMBER0000000000");
        using var client = new JsonClient(Sandbox, "ASIAMEMBER0000000000");
        using var stranger = new JsonClient(Sandbox, "ASIASTRANGER00000000");

        (await client.Post("DescribeOrganization")).Status.ShouldBe(200, "every member may ask that");
        var refused = await client.Post("ListAccounts");
        (refused.Status, refused.Code, refused.Message).ShouldBe((400, "AccessDeniedException", "You don't have permissions to access this resource."));
        (await client.Post("ListTagsForResource", ("ResourceId", "444455556666"))).Code.ShouldBe("AccessDeniedException");
        (await client.Post("DescribeAccount", ("AccountId", "444455556666"))).Code.ShouldBe("AccessDeniedException", "not even of itself");
        member.DelegatedAdministrator = true;
        (await client.Post("ListAccounts")).List("Accounts").Count.ShouldBe(2);
        (await stranger.Post("ListAccounts")).Code.ShouldBe("AWSOrganizationsNotInUseException");
        (await stranger.Post("DescribeOrganization")).Code.ShouldBe("AWSOrganizationsNotInUseException");
    }

    [Fact]
    public async Task A_role_s_policies_count_here_too()
    {
        var role = Account.CreateRole("Hub", """{"Statement": {"Effect": "Allow", "Action": "organizations:ListAccounts", "Resource": "*"}}""");
        role.SignsWith("ASIAHUBROLE000000000");
        Join("444455556666");
        using var client = new JsonClient(Sandbox, "ASIAHUBROLE000000000");

        (await client.Post("ListAccounts")).Status.ShouldBe(200);
        var refused = await client.Post("ListTagsForResource", ("ResourceId", "444455556666"));
        (refused.Status, refused.Code).ShouldBe((400, "AccessDeniedException"));
        refused.Message.ShouldNotBeNull().ShouldStartWith(
            "User: arn:aws:sts::111122223333:assumed-role/Hub/sandbox is not authorized to perform: organizations:ListTagsForResource on resource: ");

        role.SetPolicies($$"""
            {"Statement": {"Effect": "Allow", "Action": "organizations:*", "Resource": "arn:aws:organizations::111122223333:account/{{Sandbox.Organization.Id}}/4*"} }
            """);
        (await client.Post("ListTagsForResource", ("ResourceId", "444455556666"))).Status.ShouldBe(200);
        (await client.Post("ListTagsForResource", ("ResourceId", "111122223333"))).Code.ShouldBe("AccessDeniedException");
        (await client.Post("DescribeAccount", ("AccountId", "444455556666"))).Status.ShouldBe(200);
        (await client.Post("DescribeAccount", ("AccountId", "111122223333"))).Code.ShouldBe("AccessDeniedException");
        (await client.Post("ListAccounts")).Code.ShouldBe("AccessDeniedException", "it has no resource type");
    }

    [Fact]
    public async Task Tags_parents_and_the_accounts_of_a_unit_can_be_listed()
    {
        var organization = Sandbox.Organization;
        var member = Join("444455556666");
        member.Parent = organization.Root.CreateUnit("Workloads").CreateUnit("Prod");
        member.Tags["keyreaper:UNUSED_DAYS"] = "90";
        member.Parent.Tags["stage"] = "prod";
        using var client = Organizations;
        async Task<string> List(string action, string parameter, string id, string list) =>
            string.Join(' ', (await client.Post(action, (parameter, id))).List(list).Select(one => one.GetRawText()));

        (await List("ListTagsForResource", "ResourceId", "444455556666", "Tags")).ShouldBe("""{"Key":"keyreaper:UNUSED_DAYS","Value":"90"}""");
        (await List("ListTagsForResource", "ResourceId", member.Parent.Id, "Tags")).ShouldBe("""{"Key":"stage","Value":"prod"}""");
        (await List("ListTagsForResource", "ResourceId", organization.Root.Id, "Tags")).ShouldBe("");
        (await List("ListParents", "ChildId", "444455556666", "Parents")).ShouldBe($$"""{"Id":"{{member.Parent.Id}}","Type":"ORGANIZATIONAL_UNIT"}""");
        (await List("ListParents", "ChildId", "111122223333", "Parents")).ShouldBe($$"""{"Id":"{{organization.Root.Id}}","Type":"ROOT"}""");
        (await List("ListParents", "ChildId", member.Parent.Id, "Parents")).ShouldContain(member.Parent.Parent!.Id);
        (await client.Post("ListAccountsForParent", ("ParentId", member.Parent.Id))).List("Accounts").Single().At("Id").ShouldBe("444455556666");
        (await client.Post("ListAccountsForParent", ("ParentId", organization.Root.Id))).List("Accounts").Single().At("Id").ShouldBe("111122223333");
    }

    [Fact]
    public async Task The_organization_has_an_id_and_a_management_account()
    {
        using var client = Organizations;

        var organization = (await client.Post("DescribeOrganization")).Body.GetProperty("Organization");

        organization.At("Id").ShouldBe(Sandbox.Organization.Id);
        organization.At("Arn").ShouldBe($"arn:aws:organizations::111122223333:organization/{Sandbox.Organization.Id}");
        organization.At("MasterAccountId").ShouldBe("111122223333");
        Should.Throw<ArgumentException>(() => Sandbox.Organization.Add(Account, "twice"));
    }

    private SandboxMember Join(string id) => Sandbox.Organization.Add(Sandbox.CreateAccount(id), "payments");
}
