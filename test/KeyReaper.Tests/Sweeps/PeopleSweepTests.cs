using System.Collections.Concurrent;
using KeyReaper.Tests.Given;
using Xunit.Abstractions;

namespace KeyReaper.Tests.Sweeps;

/// <summary>A person does something between any two calls of a pass.</summary>
public class PeopleSweepTests(ITestOutputHelper output)
{
    // Before a call that is not about a single user, such as the list of users, a person may do something to any of these.
    private static readonly string[] Anyone = ["amy", "dan", "eve", "fay", "joe"];

    [Theory]
    [InlineData("auto")]
    [InlineData("walk")]
    public async Task Whatever_a_person_does_between_two_calls_the_invariants_hold(string inventory)
    {
        var (calls, undisturbed) = await CallName.UndisturbedAsync(inventory);
        Meeting[] meetings =
        [
            .. from call in calls
               from user in call switch { { UserName: { } name } => [name], { AccessKeyId: not null } => [""], _ => Anyone }
               from person in Person.All
               select new Meeting(call, user, person),
        ];

        var known = new ConcurrentDictionary<string, bool>(); // the same state always has the same future, so two months of it need not be played again
        await Sweep.RunAsync(output, meetings, (meeting, overWire) => StoryAsync(meeting, inventory, undisturbed, known, overWire));
    }

    private static async Task StoryAsync(Meeting meeting, string inventory, string undisturbed, ConcurrentDictionary<string, bool> known, bool overWire)
    {
        await using var account = overWire ? SweptAccount.InProcess(inventory) : SweptAccount.InMemory(inventory);
        var met = new List<SandboxUser>();
        account.Sandbox.Faults.Add(new() { When = meeting.Call.Fits, Skip = meeting.Call.Occurrence, Times = 1, Before = Meet });

        await account.PassAsync();
        account.History.ShouldHold("the pass a person met");
        met.ForEach(meeting.Person.Afterwards);
        account.Forget(undisturbed, except: met); // Ends has what becomes of them
        if (!IsNew("met")) return;

        await account.PassAsync();
        var settled = account.State;
        await account.PassAsync();
        account.State.ShouldBe(settled, "a third pass at the same time changed something");
        account.History.ShouldHold("the passes after it");
        if (!IsNew("settled")) return;

        await account.GracePassesAsync();
        account.History.ShouldHold("a month later");
        if (!IsNew("a month later")) return;

        account.Sandbox.Clock.Advance(TimeSpan.FromDays(30));
        await account.GracePassesAsync();
        account.History.ShouldHold("two months later");

        bool IsNew(string when) => known.TryAdd($"{when} {(meeting.Person.IsHidden ? meeting : "")} {account.State}", true);

        void Meet(SandboxCall call)
        {
            met.AddRange(account.Account.Users.Where(one => one.Name == meeting.User || one.AccessKeys.Any(key => key.Id == call.AccessKeyId)));
            met.ForEach(meeting.Person.To);
        }
    }

    private sealed record Meeting(CallName Call, string User, Person Person)
    {
        public override string ToString() => $"({Call}, before it somebody {Person}{(User.Length > 0 ? $", user {User}" : "")})";
    }
}
