using System.Globalization;

namespace KeyReaper.Tests.Sandbox.Trouble;

public sealed class PagingTests : SandboxTest
{
    private const string Unfit = "1 validation error detected: Value";

    [Theory]
    [InlineData(PageShape.Full)]
    [InlineData(PageShape.Short)]
    [InlineData(PageShape.WithEmptyPages)]
    public async Task Every_shape_gives_every_user_once_in_order(PageShape shape)
    {
        Sandbox.PageShape = shape;
        foreach (var (count, size) in (IEnumerable<(int, int)>)[(0, 1), (1, 1), (5, 1), (6, 3), (7, 3), (23, 5), (3, 100)])
        {
            Sandbox.PageSize = size;
            foreach (var user in Account.Users)
            {
                Account.DeleteUser(user.Name);
            }

            CreateUsers(count);

            var pages = await Client.Pages("ListUsers", "UserName");

            pages.SelectMany(page => page).ShouldBe(Account.Users.Select(user => user.Name), $"{count} users, pages of {size}");
            pages.ShouldAllBe(page => page.Count <= size);
        }
    }

    [Fact]
    public async Task Full_pages_are_full_up_to_the_last()
    {
        CreateUsers(7);
        Sandbox.PageSize = 3;

        (await Client.Pages("ListUsers", "UserName")).Select(page => page.Count).ShouldBe([3, 3, 1]);
    }

    [Fact]
    public async Task Short_pages_are_cut_short_the_same_way_each_time()
    {
        CreateUsers(20);
        Sandbox.PageSize = 6;
        Sandbox.PageShape = PageShape.Short;

        var first = await Client.Pages("ListUsers", "UserName");

        first.Select(page => page.Count).ShouldBe([1, 2, 4, 2, 4, 2, 4, 1]);
        (await Client.Pages("ListUsers", "UserName")).ShouldBe(first);
    }

    [Fact]
    public async Task An_empty_page_with_more_to_come_goes_before_each_page()
    {
        CreateUsers(5);
        Sandbox.PageSize = 2;
        Sandbox.PageShape = PageShape.WithEmptyPages;

        (await Client.Pages("ListUsers", "UserName")).Select(page => page.Count).ShouldBe([0, 2, 0, 2, 0, 1]);
    }

    [Theory]
    [InlineData(null, null, 100)]
    [InlineData(null, "1000", 130)]
    [InlineData(null, "7", 7)]
    [InlineData(3, null, 3)]
    [InlineData(3, "1000", 3)]
    [InlineData(3, "2", 2)]
    [InlineData(1000, null, 100)]
    public async Task A_page_holds_MaxItems_100_if_not_given_and_never_more_than_the_page_size(
        int? pageSize, string? maxItems, int expected)
    {
        CreateUsers(130);
        Sandbox.PageSize.ShouldBe(100);
        if (pageSize is { } size)
        {
            Sandbox.PageSize = size;
        }

        var answer = await Client.Iam("ListUsers", maxItems is null ? [] : [("MaxItems", maxItems)]);

        answer.Texts("UserName").Count.ShouldBe(expected);
    }

    [Theory]
    [InlineData("MaxItems", "0", Unfit + " '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("MaxItems", "1001", Unfit + " '1001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000")]
    [InlineData("MaxItems", "many", "many is not a whole number")]
    [InlineData("Marker", "nonsense", "Invalid Marker.")]
    [InlineData("Marker", "bm9uc2Vuc2U=", "Invalid Marker.")]
    public async Task Paging_parameters_out_of_shape_are_refused(string parameter, string value, string message)
    {
        var answer = await Client.Iam("ListUsers", (parameter, value));

        (answer.Status, answer.Message).ShouldBe((400, message));
    }

    [Fact]
    public async Task A_user_deleted_between_two_pages_neither_repeats_nor_skips_another()
    {
        CreateUsers(6);
        Sandbox.PageSize = 2;
        var first = await Client.Iam("ListUsers");

        Account.DeleteUser("User001");
        Account.DeleteUser("user002");
        var rest = await Client.Iam("ListUsers", ("Marker", first.Text("Marker")!), ("MaxItems", "2"));

        rest.Texts("UserName").ShouldBe(["User003", "user004"]);
    }

    [Fact]
    public async Task Access_keys_tags_and_aliases_come_in_pages_too()
    {
        var alice = Account.CreateUser("alice");
        foreach (var n in Enumerable.Range(0, 5))
        {
            alice.CreateAccessKey();
            alice.Tag(string.Create(CultureInfo.InvariantCulture, $"tag{n}"), "x");
        }

        Account.Alias = "example";
        Sandbox.PageSize = 2;
        Sandbox.PageShape = PageShape.WithEmptyPages;

        (await Client.Pages("ListAccessKeys", "AccessKeyId", ("UserName", "alice")))
            .Select(page => page.Count).ShouldBe([0, 2, 0, 2, 0, 1]);
        (await Client.Pages("ListUserTags", "Key", ("UserName", "alice")))
            .SelectMany(page => page).ShouldBe(["tag0", "tag1", "tag2", "tag3", "tag4"]);
        (await Client.Pages("ListAccountAliases", "member")).ShouldBe([[], ["example"]]);
    }

    private void CreateUsers(int count)
    {
        foreach (var n in Enumerable.Range(0, count))
        {
            Account.CreateUser(string.Create(CultureInfo.InvariantCulture, $"{(n % 2 == 0 ? "user" : "User")}{n:000}"));
        }
    }
}
